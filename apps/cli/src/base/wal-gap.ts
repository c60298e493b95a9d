import { readdirSync, statSync } from 'node:fs';
import { PlainFailure } from '../plain-failure';
import { historiesOf, historyName, newestFrom, timelineOf } from './wal-histories';
import { type SegmentName, type SegmentState, type WalOf, nameOf, placeOf, segmentNamed, stateOf } from './wal-segment';

/** Where the WAL that is there stops leading on although there is more of it. */
export interface Gap {
  /** Which file is missing, or not to be used, and how far one comes without it: whole sentences. */
  readonly told: string;
  /** The file of WAL before which a recovery ends that does without what comes after; null when it ends by itself. */
  readonly endsBefore: string | null;
}

/**
 * Looks for the first file of WAL that is missing while later ones are there, from the first one that the base needs, through all histories that a
 * recovery would follow. PostgreSQL takes such a hole for the end of the archive and says nothing. Null when all leads to the end of what there is.
 */
export function gapIn(folders: readonly string[], firstWal: string, of: WalOf): Gap | null {
  const first = segmentNamed(firstWal, of.segmentBytes);
  if (first === null) throw new PlainFailure('The base does not say which WAL it needs: take another base.');
  const found = folders.flatMap((folder) => namesIn(folder));
  const newest = newestFrom(first.timeline, folders);
  const beyond = found.find((name) => timelineOf(name) > newest);
  if (beyond !== undefined)
    return {
      told: `${historyName(newest + 1)} is missing, and ${beyond}, of a history that begins there or later, is there.`,
      endsBefore: null,
    };
  const histories = historiesOf(newest, folders, of.segmentBytes);
  const own = histories.findIndex(({ timeline }) => timeline === first.timeline);
  // A base that was taken beside the way, in a history that was left before: PostgreSQL refuses it itself.
  if (own === -1 || (histories[own + 1]?.fromNumber ?? Infinity) < first.number) return null;

  const onTheWay = (number: number): SegmentName => ({
    timeline: histories.findLast(({ fromNumber }) => fromNumber <= number)?.timeline ?? newest,
    number,
  });
  const later = found
    .map((name) => segmentNamed(name, of.segmentBytes))
    .filter((segment) => segment !== null && segment.number > first.number && onTheWay(segment.number).timeline === segment.timeline)
    .map((segment) => segment?.number ?? 0)
    .sort((one, other) => one - other);
  for (let number = first.number; ; number += 1) {
    const state = stateOf(onTheWay(number), folders, of);
    if (state === 'whole') continue;
    const next = later.find((candidate) => candidate > number && !isNothing(stateOf(onTheWay(candidate), folders, of)));
    if (isNothing(state) && next === undefined) return null;
    const nameAt = (at: number): string => nameOf(onTheWay(at), of.segmentBytes);
    const more = next === undefined ? '' : `, and ${nameAt(next)} is there`;
    const last = number === first.number ? null : nameAt(number - 1);
    return { told: `${nameAt(number)} ${ofState[state]}${more}. ${reach(last, folders)}`, endsBefore: nameAt(number) };
  }
}

const isNothing = (state: SegmentState): boolean => state === 'absent' || state === 'stale';

const ofState: Readonly<Record<Exclude<SegmentState, 'whole'>, string>> = {
  absent: 'is missing',
  stale: 'is missing (what has its name was written before)',
  foreign: 'is of another database',
  broken: 'is cut or holds something else',
};

function reach(last: string | null, folders: readonly string[]): string {
  const path = last === null ? null : placeOf(last, folders);
  if (path === null) return 'Without it the base cannot be restored.';
  return `The WAL leads up to ${last ?? ''}, of ${statSync(path).mtime.toISOString()}.`;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (fault) {
    throw new PlainFailure(
      `${folder} cannot be read (${(fault as NodeJS.ErrnoException).code ?? ''}): name the folders that the WAL is in.`,
    );
  }
}
