import { newId } from '@bongsu/kernel';
import { rootSpanIdOf, traceIdOf } from './trace-ids';

describe('the trace of a correlation id', () => {
  it('is the id itself without its dashes, when we made it', () => {
    const id = newId();
    expect(traceIdOf(id)).toBe(id.replaceAll('-', ''));
    expect(rootSpanIdOf(id)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each(['a-caller-says-this', '00000000-0000-0000-0000-000000000000', 'UPPER-CASE-1234'])(
    'is a valid one whatever a caller sends: %s',
    (id) => {
      expect(traceIdOf(id)).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
      expect(traceIdOf(id)).toBe(traceIdOf(id));
    },
  );
});
