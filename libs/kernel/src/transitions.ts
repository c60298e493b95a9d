/**
 * A life cycle as a table: for each state, the acts that are permitted there and the state each leads to.
 * "From where may an offer be declined?" is answered by reading one literal.
 */
export type TransitionTable<State extends string, Act extends string> = Readonly<Record<State, Readonly<Partial<Record<Act, State>>>>>;

export interface Transitions<State extends string, Act extends string> {
  readonly table: TransitionTable<State, Act>;
  readonly states: readonly State[];
  readonly acts: readonly Act[];
  /** The state that `act` leads to from `state`; undefined when the table does not permit it. */
  next(state: State, act: Act): State | undefined;
  /** The acts permitted in `state`, in the order of the table. */
  permitted(state: State): readonly Act[];
}

export function transitions<State extends string, Act extends string>(table: TransitionTable<State, Act>): Transitions<State, Act> {
  const states = Object.keys(table) as State[];
  const acts = [...new Set(states.flatMap((state) => Object.keys(table[state]) as Act[]))];
  return {
    table,
    states,
    acts,
    next: (state, act) => table[state][act],
    permitted: (state) => Object.keys(table[state]) as Act[],
  };
}
