import type { Query, QueryClient } from '@tanstack/react-query';
import type { BoardState } from '@bongsu/situation/contract';

/** The same for everybody, or about oneself: nothing of an incident is in it. */
const lasting: ReadonlySet<unknown> = new Set(['me', 'missions', 'countries', 'catalogue', 'airport-cities']);

/** Whether an answer may hold something of an incident. */
export const mayTellOfIncidents = ({ queryKey }: Pick<Query, 'queryKey'>): boolean => !lasting.has(queryKey[0]);

type Seen = Pick<BoardState, 'incidents' | 'reports'>;

/** Whether a new picture lacks something that the old one had: it was sealed, or one was taken off its list. */
export function somethingLeft(before: Seen, after: Seen): boolean {
  return (
    Object.keys(before.incidents).some((id) => after.incidents[id] === undefined) ||
    Object.keys(before.reports).some((id) => after.reports[id] === undefined)
  );
}

/**
 * Drops all that was read about incidents, at once and without asking which of it concerned the one that left: lists and notes hold it too. What is
 * on the page is empty until it is read anew.
 */
export function forgetWhatWasRead(queries: QueryClient): void {
  const cache = queries.getQueryCache();
  for (const query of cache.findAll({ predicate: mayTellOfIncidents })) {
    // What a page watches is emptied under its eyes; taken out of the cache it would go on showing it.
    if (query.getObserversCount() === 0) cache.remove(query);
    else if (query.state.data !== undefined) query.reset();
  }
}
