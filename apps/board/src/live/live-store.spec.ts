import type { LiveEntry } from '@bongsu/platform/contract';
import { LiveStore } from './live-store';

const entry = (id: string): LiveEntry => ({
  id,
  kind: 'k',
  at: '',
  actor: { kind: 'system', id: '' },
  subject: { type: '', id: '' },
  incidentId: null,
  audience: [],
  correlationId: '',
  body: {},
});

function store() {
  const paints: (() => void)[] = [];
  const live = new LiveStore<string[]>(
    [],
    (state, entries) => [...state, ...entries.map(({ id }) => id)],
    (paint) => void paints.push(paint),
  );
  return { live, paint: () => paints.splice(0).forEach((run) => run()) };
}

describe('the picture in the browser', () => {
  it('paints a burst of entries at once', () => {
    const { live, paint } = store();
    let told = 0;
    live.subscribe(() => void (told += 1));
    live.append([entry('a'), entry('b')]);
    live.append([entry('c')]);
    expect(live.current().state).toEqual([]);
    paint();
    expect(live.current().state).toEqual(['a', 'b', 'c']);
    expect(told).toBe(1);
  });

  it('forgets what was queued when the whole picture is replaced', () => {
    const { live, paint } = store();
    live.append([entry('a')]);
    live.replace(['a', 'b']);
    paint();
    expect(live.current().state).toEqual(['a', 'b']);
  });

  it('has painted everything before it says that it is connected', () => {
    const { live } = store();
    live.append([entry('a')]);
    live.setConnection({ phase: 'connected' });
    expect(live.current()).toMatchObject({ state: ['a'], loaded: true });
  });

  it('tells readers each batch, and an empty one for a new picture', () => {
    const { live, paint } = store();
    const batches: number[] = [];
    live.onEntries((entries) => void batches.push(entries.length));
    live.append([entry('a'), entry('b')]);
    paint();
    live.replace([]);
    expect(batches).toEqual([2, 0]);
  });

  it('keeps nothing of a picture that was taken away, neither shown nor queued', () => {
    const { live, paint } = store();
    live.append([entry('a')]);
    live.setConnection({ phase: 'connected' });
    live.append([entry('b')]);
    let told = 0;
    live.onEntries((entries) => void (told += entries.length === 0 ? 1 : 0));
    live.clear();
    paint();
    expect(live.current()).toMatchObject({ state: [], loaded: false, connection: { phase: 'loading' } });
    expect(told).toBe(1);
  });
});
