import { parseArgs } from 'node:util';
import { PlainFailure } from '../apps/cli/src/plain-failure';

export interface Options {
  /** The figures as JSON on standard output instead of the table. */
  readonly json: boolean;
  /** Letters of the chapters to measure, in the order of the report; null = all. */
  readonly only: readonly string[] | null;
  /** Short rounds, to try something out. Not for quoting. */
  readonly quick: boolean;
  /** The steady load for fifteen minutes instead of one. */
  readonly long: boolean;
  /** Writes what was measured into docs/benchmarks.md. */
  readonly write: boolean;
  readonly help: boolean;
}

export const usage = `npm run bench [-- options]

  --only a,c   measure these chapters only: a intake, b to a board, c fan-out, d hub lane, e memory, f long journal,
               g policies and encryption, h signed checkpoints, i steady load, j storm, k many boards, l following,
               m starting, n growth, o what to reckon with
  --json       print [{ name, value, floor, ratio, aim, met, unit }] instead of the table
  --write      write the tables into docs/benchmarks.md; with --only, those of the chapters measured
  --long       (i) for 15 minutes instead of one
  --quick      short rounds, for trying something out; not for quoting
  --help       this text`;

/** Reads the command line. Throws a PlainFailure that names what is wrong. */
export function readOptions(words: readonly string[], letters: readonly string[]): Options {
  const { only, ...flags } = parsed(words);
  if (flags.write && flags.quick) throw new PlainFailure('What --quick measures is not for quoting: leave out --write or --quick.');
  return { ...flags, only: only === undefined ? null : chosen(only, letters) };
}

function parsed(words: readonly string[]): Omit<Options, 'only'> & { readonly only: string | undefined } {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const flags = { json: flag, quick: flag, long: flag, write: flag, help: flag };
    const { values } = parseArgs({ args: [...words], options: { ...flags, only: { type: 'string' } } });
    return { ...values, only: values.only };
  } catch (fault) {
    throw new PlainFailure(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
  }
}

function chosen(list: string, letters: readonly string[]): string[] {
  const asked = list.split(',').map((letter) => letter.trim().toLowerCase());
  const unknown = asked.filter((letter) => !letters.includes(letter));
  if (unknown.length > 0)
    throw new PlainFailure(`--only takes letters of ${letters.join(', ')}; there is no ${unknown.map((each) => `"${each}"`).join(', ')}.`);
  return letters.filter((letter) => asked.includes(letter));
}
