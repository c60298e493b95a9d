import { parseArgs } from 'node:util';
import { PlainFailure } from '../../apps/cli/src/plain-failure';
import { type Protection, protections } from './protections';

export interface Options {
  /** How many seeds, beginning with `from`. */
  readonly seeds: number;
  readonly from: number;
  /** Only this one, with its story and the smallest schedule that fails like it. */
  readonly seed: number | null;
  /** Taken away from the house, to see it fail. */
  readonly without: readonly Protection[];
  readonly help: boolean;
}

export const usage = `npm run simulate [-- options]

  --seeds 10000        how many seeds (1000)
  --from 1             the first of them
  --seed 58            tells the story of one seed and, when it fails, finds the smallest schedule that fails
  --without a,b        takes protections away: ${protections.join(', ')}
  --help               this text`;

/** Reads the command line. Throws a PlainFailure that names what is wrong. */
export function readOptions(words: readonly string[]): Options {
  const text = { type: 'string' } as const;
  let values: { seeds?: string; from?: string; seed?: string; without?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...words],
      options: { seeds: text, from: text, seed: text, without: text, help: { type: 'boolean' } },
    }));
  } catch (fault) {
    throw new PlainFailure(`${fault instanceof Error ? fault.message : String(fault)}\n\n${usage}`);
  }
  return {
    seeds: whole('--seeds', values.seeds ?? '1000'),
    from: whole('--from', values.from ?? '1'),
    seed: values.seed === undefined ? null : whole('--seed', values.seed),
    without: (values.without ?? '').split(',').filter(Boolean).map(known),
    help: values.help === true,
  };
}

function whole(name: string, word: string): number {
  if (!/^\d{1,9}$/.test(word)) throw new PlainFailure(`${name} takes a whole number, not "${word}".`);
  return Number(word);
}

function known(word: string): Protection {
  const found = protections.find((each) => each === word);
  if (found === undefined) throw new PlainFailure(`There is no protection "${word}"; there are ${protections.join(', ')}.`);
  return found;
}
