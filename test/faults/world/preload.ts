import { join } from 'node:path';

/** Words for the start of a program that has one of `preloads/` loaded before it: `part.start(withPreload('block-on-signal', { … }))`. */
export function withPreload(
  name: 'block-on-signal' | 'collect-on-signal' | 'shift-clock',
  environment: Readonly<Record<string, string>> = {},
): { words: string[]; environment: Readonly<Record<string, string>> } {
  return { words: ['--require', join(__dirname, '..', 'preloads', `${name}.js`)], environment };
}
