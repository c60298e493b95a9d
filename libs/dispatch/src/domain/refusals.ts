import { refuse } from '@bongsu/kernel';
import type { Transitions } from '@bongsu/kernel';

/** The thing is not in a state in which this can be done; says what can be done instead. */
export function impossibleTransition<State extends string, Act extends string>(
  table: Transitions<State, Act>,
  what: string,
  state: State,
  act: Act,
) {
  const permitted = table.permitted(state);
  return refuse(
    'conflict',
    'dispatch.impossible-transition',
    `This ${what} is ${state}; ${act} is not possible now.`,
    permitted.length > 0 ? `Read it again; possible now: ${permitted.join(', ')}.` : `Read it again; it has come to its end.`,
    { facts: { state, act, permitted: [...permitted] } },
  );
}

/** Someone else changed it since the caller read it. */
export function stale(what: string, version: number) {
  return refuse(
    'stale',
    'dispatch.stale',
    `This ${what} has changed since it was read; it is at version ${version}.`,
    'Read it again, look at what changed, then repeat with its ETag.',
    {
      field: 'If-Match',
      facts: { version },
    },
  );
}

/** Also the answer for what the caller may not see: what exists elsewhere is nobody's business. */
export function notFound(what: string) {
  return refuse(
    'not-found',
    'dispatch.not-found',
    `There is no such ${what}.`,
    'Check the id; you see what your missions ask for or are asked for.',
  );
}
