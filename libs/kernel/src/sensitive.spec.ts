import { inspect } from 'node:util';
import { ERASED, Sensitive } from './sensitive';

describe('what is sensitive', () => {
  const passport = Sensitive.of('M70689098');

  it.each([
    ['as text', () => String(passport)],
    ['glued to text', () => `passport ${passport as unknown as string}`],
    ['added to text', () => 'passport ' + (passport as unknown as string)],
    ['as JSON', () => JSON.stringify({ person: { passport } })],
    ['inspected', () => inspect({ person: { passport } }, { depth: 9, showHidden: true })],
    ['by its keys', () => Object.entries(passport).join()],
    // eslint-disable-next-line @typescript-eslint/no-misused-spread -- the mistake that must show nothing
    ['spread', () => JSON.stringify({ ...passport })],
    ['cloned', () => JSON.stringify(Object.assign({}, passport))],
    ['in an error', () => new Error(String(passport)).message],
  ])('says nothing when it is shown %s', (_, shown) => {
    expect(shown()).not.toContain('M7068');
  });

  it('gives its value to whoever asks for it by name', () => {
    expect(passport.reveal()).toBe('M70689098');
    expect(passport.isErased).toBe(false);
  });

  it('says that it was erased', () => {
    expect([Sensitive.erased().reveal(), Sensitive.erased().isErased]).toEqual([ERASED, true]);
  });
});
