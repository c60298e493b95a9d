import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { EntryDefinition } from '@bongsu/kernel';
import type { handOvers } from './clock-metrics';

/** A clock between two entries about the same subject: it starts with the last `from` and stops with the first `to`. */
export interface HandOverClock {
  readonly clock: keyof typeof handOvers;
  /** What is handed over, such as `offer`: the figure's label. */
  readonly what: string;
  readonly from: string;
  readonly to: readonly string[];
}

type Kind = Pick<EntryDefinition<string, never>, 'kind'>;

export function handOverClock(clock: HandOverClock['clock'], what: string, from: Kind, to: readonly Kind[]): HandOverClock {
  return { clock, what, from: from.kind, to: to.map(({ kind }) => kind) };
}

const DECLARES = Symbol('declares-clocks');

/** Marks a provider whose `clocks` say between which entries of its context the third and fourth clock run. */
export const DeclaresClocks = (): CustomDecorator<symbol> => SetMetadata(DECLARES, true);

export interface ClockDeclarations {
  readonly clocks: readonly HandOverClock[];
}

export const declaresClocks = (provider: object): boolean => Reflect.getMetadata(DECLARES, provider) === true;
