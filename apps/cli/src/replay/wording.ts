import type { RequestLine } from '@bongsu/dispatch/contract';
import { DateTime } from 'luxon';
import type { Scenario, Source } from './scenario';

/** `2 consular, 60 HSHESLEBWI`. */
export function sayLines(lines: readonly RequestLine[]): string {
  return lines.map((line) => `${line.count} ${line.kind === 'staff' ? line.skill : line.itemCode}`).join(', ');
}

/** `02-06 10:17 KST (04:17 there)`: the hour at which headquarters and the place itself have it. */
export function sayTime(at: string, { zone }: Pick<Scenario, 'zone'>): string {
  const moment = DateTime.fromISO(at, { setZone: true });
  return `${moment.setZone('Asia/Seoul').toFormat('MM-dd HH:mm')} KST (${moment.setZone(zone).toFormat('HH:mm')} there)`;
}

export function saySource(source: Source): string {
  return source === 'assumption' ? 'assumption' : source.text;
}

export function sayDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
