import { parseArgs } from 'node:util';
import { PlainFailure } from '../../apps/cli/src/plain-failure';

export interface Options {
  /** Ids of the scenarios to play; null = all of the form. */
  readonly only: readonly string[] | null;
  readonly long: boolean;
  readonly write: boolean;
  readonly list: boolean;
  readonly help: boolean;
  /** Keep the worlds' folder, with every log, after the run. */
  readonly keep: boolean;
  readonly seed: number | null;
}

export const usage = `npm run faults [-- options]

  --only T1,T4   play these scenarios only
  --long         every scenario at its full size, and those that have no short form
  --seed 4711    the same dice as the run that printed this seed
  --write        write what was played to the table of docs/faults.md (with --long; the rows of other scenarios stay)
  --list         what there is, and nothing else
  --keep         leave the folder with all logs
  --help         this text`;

/** Reads the command line. Throws a PlainFailure that names what is wrong. */
export function readOptions(words: readonly string[], ids: readonly string[]): Options {
  const { only, seed, ...flags } = parsed(words);
  if (flags.write && !flags.long) throw new PlainFailure('--write goes with --long: the report is of the long form.');
  return { ...flags, only: only === undefined ? null : chosen(only, ids), seed: seed === undefined ? null : seedOf(seed) };
}

function parsed(words: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  try {
    const options = { only: text, seed: text, long: flag, write: flag, list: flag, keep: flag, help: flag } as const;
    return parseArgs({ args: [...words], options }).values;
  } catch (fault) {
    throw new PlainFailure(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
  }
}

function chosen(list: string, ids: readonly string[]): string[] {
  const asked = list.split(',').map((id) => id.trim().toLowerCase());
  const unknown = asked.filter((id) => !ids.some((known) => known.toLowerCase() === id));
  if (unknown.length > 0) throw new PlainFailure(`There is no scenario ${unknown.join(', ')}; there are ${ids.join(', ')}.`);
  return ids.filter((id) => asked.includes(id.toLowerCase()));
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new PlainFailure(`--seed takes a whole number, not "${text}".`);
  return seed;
}
