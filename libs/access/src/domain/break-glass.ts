import type { AccountId, Instant } from '@bongsu/kernel';
import type { BreakGlassSubject } from '../contract';
import type { Holder } from './may';
import { may, mayAnywhere } from './may';

/** A glass that was broken, as far as rights depend on it. */
export interface BrokenGlass {
  readonly accountId: AccountId;
  readonly subjectType: BreakGlassSubject['type'];
  readonly subjectId: string;
  readonly homeMissions: readonly string[];
  readonly untilAt: Instant;
  readonly endedAt: Instant | null;
  readonly reviewedAt: Instant | null;
}

export const isOpen = ({ endedAt, untilAt }: BrokenGlass, now: Instant): boolean => endedAt === null && untilAt > now;

/**
 * The missions concerned: the one that was opened and those of whoever opened it. Their heads and headquarters are told and may review. Of a sealed
 * incident those on its list are told instead, while it is sealed.
 */
export const concerned = ({
  subjectType,
  subjectId,
  homeMissions,
}: Pick<BrokenGlass, 'subjectType' | 'subjectId' | 'homeMissions'>): string[] => [
  ...new Set([...(subjectType === 'mission' ? [subjectId] : []), ...homeMissions]),
];

/** Whoever looks at what others opened: what she may do, and the sealed incidents on whose list she is. */
export interface Supervisor extends Holder {
  readonly id: string;
  readonly seals?: readonly string[];
}

/** Another person with the right to review, at one of the missions concerned; of a sealed incident whoever is on its list and may review at all. */
export function maySupervise(glass: BrokenGlass, reader: Supervisor): boolean {
  if (reader.id === glass.accountId) return false;
  if (glass.subjectType === 'incident' && reader.seals?.includes(glass.subjectId)) return mayAnywhere(reader, 'access.break-glass.review');
  return concerned(glass).some((missionId) => may(reader, 'access.break-glass.review', missionId));
}

/** What a reader may do with it now. */
export function permittedOnGlass(glass: BrokenGlass, reader: Supervisor, now: Instant): ('end' | 'review')[] {
  const supervises = maySupervise(glass, reader);
  const acts: ('end' | 'review')[] = [];
  if (isOpen(glass, now) && (supervises || reader.id === glass.accountId)) acts.push('end');
  if (supervises && glass.reviewedAt === null) acts.push('review');
  return acts;
}
