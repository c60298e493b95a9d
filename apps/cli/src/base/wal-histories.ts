import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { PlainFailure } from '../plain-failure';
import { placeOf } from './wal-segment';

/** A history and the first file of WAL that is of it and not of the one before. */
export interface History {
  readonly timeline: number;
  readonly fromNumber: number;
}

/** `00000002.history`, which the server writes when a restore begins its second history. */
export const historyName = (timeline: number): string => `${timeline.toString(16).toUpperCase().padStart(8, '0')}.history`;

/** Of a file of WAL or of a history, by its name; 0 for everything else. */
export function timelineOf(name: string): number {
  return /^[0-9A-F]{8}([0-9A-F]{16}|\.history)(\.gz)?$/.test(name) ? parseInt(name.slice(0, 8), 16) : 0;
}

/** The newest history that PostgreSQL finds from here: it asks for one after the other until there is none. */
export function newestFrom(timeline: number, folders: readonly string[]): number {
  let newest = timeline;
  while (placeOf(historyName(newest + 1), folders) !== null) newest += 1;
  return newest;
}

/** The histories that lead to this one, oldest first, itself at the end. Throws a PlainFailure when its file cannot be read. */
export function historiesOf(timeline: number, folders: readonly string[], segmentBytes: number): History[] {
  const path = placeOf(historyName(timeline), folders);
  const left = path === null ? [] : [...textOf(path).matchAll(/^\s*(\d+)\s+([0-9A-F]+)\/([0-9A-F]+)/gm)];
  if (path !== null && left.length === 0) throw new PlainFailure(`${path} is no history of WAL: put another copy in its place.`);
  let fromNumber = 0;
  const before = left.map(([, parent = '', high = '', low = '']) => {
    const history = { timeline: Number(parent), fromNumber };
    fromNumber = parseInt(high, 16) * (2 ** 32 / segmentBytes) + Math.floor(parseInt(low, 16) / segmentBytes);
    return history;
  });
  return [...before, { timeline, fromNumber }];
}

function textOf(path: string): string {
  const content = readFileSync(path);
  try {
    return (path.endsWith('.gz') ? gunzipSync(content) : content).toString();
  } catch {
    throw new PlainFailure(`${path} cannot be unpacked: put another copy in its place.`);
  }
}
