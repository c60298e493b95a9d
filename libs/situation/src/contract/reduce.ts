import { accountEntries, breakGlassEntries, lentRightsEntries, proposalEntries, sealEntries } from '@bongsu/access/contract';
import { FeedDocumentRejected } from '@bongsu/incidents/contract';
import { ProbeLit } from '@bongsu/platform/contract';
import { LotAdjusted, StaffIdentityRecorded, StaffStateChanged } from '@bongsu/resources/contract';
import { BoardDraft } from './board-draft';
import type { BoardState } from './board-state';
import { exportEntries } from './exports';
import { Shelves } from './prune';
import { incidentReducers } from './reduce-incidents';
import { missionReducers } from './reduce-missions';
import { movementReducers } from './reduce-movements';
import type { BoardEntry } from './reducer';
import { reportReducers } from './reduce-reports';
import { requestReducers } from './reduce-requests';
import { situationReducers } from './reduce-situation';

/**
 * Counts up whenever the same entries would give another board than before: stored boards of an older number are thrown away
 * and made anew. A test holds it to the reducers.
 */
export const REDUCER_VERSION = 4;

const reducers = new Map(
  [...missionReducers, ...reportReducers, ...incidentReducers, ...requestReducers, ...movementReducers, ...situationReducers].map(
    (reducer) => [reducer.kind, reducer],
  ),
);

/** Every kind of entry that changes the board. */
export const reducedKinds: readonly string[] = [...reducers.keys()];

/**
 * Kinds that leave the board as it is, on purpose: stores and rosters are read where they are worked on, broken feed documents in
 * the feed's own list, who signed in, or took data out, is nobody's business on a board, and the probe's beacons come to none.
 */
export const ignoredKinds: readonly string[] = [
  StaffStateChanged,
  StaffIdentityRecorded,
  LotAdjusted,
  FeedDocumentRejected,
  ProbeLit,
  ...accountEntries,
  ...proposalEntries,
  ...lentRightsEntries,
  ...breakGlassEntries,
  ...sealEntries,
  ...exportEntries,
].map(({ kind }) => kind);

/** The board after one more entry. The given board is not changed; what the entry does not touch keeps its identity. */
export function reduce(state: BoardState, entry: BoardEntry): BoardState {
  return reduceAll(state, [entry]);
}

/**
 * The board after some more entries: the same as {@link reduce} one after the other, but every table is copied at most once.
 *
 * Total: an entry of an unknown kind, or about a thing that this board does not hold, changes nothing (a person may see an
 * offer without its request), and when none changes anything the very same board comes back.
 */
export function reduceAll(state: BoardState, entries: Iterable<BoardEntry>): BoardState {
  const draft = new BoardDraft(state);
  const shelves = new Shelves(draft);
  for (const entry of entries) apply(draft, shelves, entry);
  return draft.board;
}

function apply(draft: BoardDraft, shelves: Shelves, entry: BoardEntry): void {
  const told = reducers.get(entry.kind)?.apply(draft, entry);
  if (!told) return;
  const incident = draft.edit('incidents', entry.incidentId);
  if (incident && entry.at > incident.lastEntryAt) incident.lastEntryAt = entry.at;
  draft.tell({
    id: entry.id,
    kind: entry.kind,
    at: entry.at,
    incidentId: entry.incidentId,
    subjectId: entry.subject.id,
    ...told,
    body: entry.body,
  });
  shelves.settle();
}
