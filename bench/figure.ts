import type { Ground } from './ground/ground';

/** What a figure has to reach: in words for people, as a test for the table. */
export interface Aim {
  readonly says: string;
  /** `floor` is NaN where there is none. */
  readonly isMet: (value: number, floor: number) => boolean;
}

/** One measured figure beside its floor: the least that the same work costs without this house, on the same machine in the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Null where nothing bare does the same. */
  readonly floor: number | null;
  readonly unit: string;
  /** Null where the figure is there to be known, not to be reached. */
  readonly aim: Aim | null;
}

/** What was asked for by letter: measures one or more figures on the ground. */
export interface Chapter {
  readonly letter: string;
  readonly title: string;
  readonly measure: (ground: Ground) => Promise<Figure[]>;
}

/** A figure as `--json` prints it. `ratio` is value ÷ floor. */
export interface PrintedFigure {
  readonly name: string;
  readonly value: number;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly aim: string | null;
  /** Null where there is no aim. */
  readonly met: boolean | null;
  readonly unit: string;
}

/** More is better: at least this share of the floor. */
export const atLeast = (share: number): Aim => ({ says: `ratio ≥ ${share}`, isMet: (value, floor) => value / floor >= share });

/** Less is better: at most this many times the floor. */
export const atMost = (times: number): Aim => ({ says: `ratio ≤ ${times}`, isMet: (value, floor) => value / floor <= times });

/** Less is better: at most this many times the floor and so many milliseconds. */
export const atMostWithMargin = (times: number, marginMs: number): Aim => ({
  says: `≤ ${times} × floor + ${marginMs} ms`,
  isMet: (value, floor) => value <= times * floor + marginMs,
});

/** Less is better, whatever the floor: at most so many of the figure's own unit. */
export const noMoreThan = (limit: number, unit = ''): Aim => ({ says: `≤ ${limit} ${unit}`.trim(), isMet: (value) => value <= limit });

/** Nothing else will do: how many must be lost, doubled, refused. */
export const none: Aim = { says: '0', isMet: (value) => value === 0 };

export const ratioOf = ({ value, floor }: Figure): number | null => (floor === null || floor === 0 ? null : value / floor);

/** Whether the aim is met; null when there is none. */
export const isMet = ({ aim, value, floor }: Figure): boolean | null => (aim === null ? null : aim.isMet(value, floor ?? Number.NaN));

export function printed(figure: Figure): PrintedFigure {
  const ratio = ratioOf(figure);
  return {
    name: figure.name,
    value: rounded(figure.value),
    floor: figure.floor === null ? null : rounded(figure.floor),
    ratio: ratio === null ? null : rounded(ratio),
    aim: figure.aim?.says ?? null,
    met: isMet(figure),
    unit: figure.unit,
  };
}

/** Four digits say all that a measurement knows. */
function rounded(number: number): number {
  return Number(number.toPrecision(4));
}
