import { median } from '../statistics';

/** Medians of rounds that took turns: floor, ours, floor, ours … so that a machine that changes its pace changes it for both. */
export interface Turns {
  readonly floor: number;
  readonly value: number;
}

export async function takeTurns(
  rounds: number,
  floor: () => Promise<number>,
  ours: () => Promise<number>,
  onRound: (floor: number, ours: number) => void,
): Promise<Turns> {
  const floors: number[] = [];
  const values: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const [first, second] = [await floor(), await ours()];
    floors.push(first);
    values.push(second);
    onRound(first, second);
  }
  return { floor: median(floors), value: median(values) };
}
