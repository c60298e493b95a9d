import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';

/** A file of WAL by what its name says: `00000001` + `0000000000000005` is the fifth of the first history. */
export interface SegmentName {
  readonly timeline: number;
  /** Counted from the beginning of the database, through all histories. */
  readonly number: number;
}

/** Whose WAL it must be, and how long each file is. */
export interface WalOf {
  readonly identifier: string;
  readonly segmentBytes: number;
}

/**
 * How a file of WAL is found. `stale`: kept by the server under a name to come, with what was in it before; to a recovery the same as `absent`.
 * `foreign`: another database's. `broken`: cut, or not what its name says.
 */
export type SegmentState = 'whole' | 'absent' | 'stale' | 'foreign' | 'broken';

const namePattern = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})(?:\.gz)?$/;
/** The page that begins a file: magic, flags, timeline, address, rest; then whose it is and how long the file is. */
const HEADER_BYTES = 40;
const LONG_HEADER = 0x0002;
/** More than enough to unpack the header from. */
const HEAD_BYTES = 4_096;

/** Null for what is no file of WAL: a history, a label, one that is being written. */
export function segmentNamed(name: string, segmentBytes: number): SegmentName | null {
  const [, timeline = '', high = '', low = ''] = namePattern.exec(name) ?? [];
  if (timeline === '') return null;
  return { timeline: parseInt(timeline, 16), number: parseInt(high, 16) * perHigh(segmentBytes) + parseInt(low, 16) };
}

export function nameOf({ timeline, number }: SegmentName, segmentBytes: number): string {
  const [high, low] = [Math.floor(number / perHigh(segmentBytes)), number % perHigh(segmentBytes)];
  return [timeline, high, low].map((part) => part.toString(16).toUpperCase().padStart(8, '0')).join('');
}

const perHigh = (segmentBytes: number): number => 2 ** 32 / segmentBytes;

/** Which file it is that a recovery reads under this name: of the first folder that has one. */
export function placeOf(name: string, folders: readonly string[]): string | null {
  const places = folders.flatMap((folder) => [join(folder, `${name}.gz`), join(folder, name)]);
  return places.find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true) ?? null;
}

/** Looks at both ends of the file alone: a day of WAL is looked through in a second. What is damaged between them the recovery finds. */
export function stateOf(segment: SegmentName, folders: readonly string[], of: WalOf): SegmentState {
  const path = placeOf(nameOf(segment, of.segmentBytes), folders);
  if (path === null) return 'absent';
  const { header, bytes } = endsOf(path);
  if (header === null) return 'broken';
  const isCompressed = path.endsWith('.gz');
  const address = BigInt(segment.number) * BigInt(of.segmentBytes);
  if ((header.readUInt16LE(2) & LONG_HEADER) === 0 || header.readBigUInt64LE(8) !== address) return isCompressed ? 'broken' : 'stale';
  if (header.readBigUInt64LE(24).toString() !== of.identifier) return 'foreign';
  return bytes === of.segmentBytes ? 'whole' : 'broken';
}

/** Whose WAL a file holds, whatever its name; null when it cannot be read. */
export function identifierIn(path: string): string | null {
  return endsOf(path).header?.readBigUInt64LE(24).toString() ?? null;
}

function endsOf(path: string): { header: Buffer | null; bytes: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = readAt(file, 0, HEAD_BYTES);
    if (!path.endsWith('.gz')) return { header: whole(head), bytes: size };
    // gzip ends with the length of what is in it: of one that was cut, whatever stands there.
    const tail = readAt(file, Math.max(0, size - 4), 4);
    return { header: whole(unpacked(head)), bytes: tail.length === 4 ? tail.readUInt32LE(0) : 0 };
  } finally {
    closeSync(file);
  }
}

function readAt(file: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  return buffer.subarray(0, readSync(file, buffer, 0, bytes, position));
}

function unpacked(head: Buffer): Buffer {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

const whole = (head: Buffer): Buffer | null => (head.length < HEADER_BYTES ? null : head.subarray(0, HEADER_BYTES));
