import type { AccountId, Instant } from '@bongsu/kernel';
import type { Holder } from './may';
import { may } from './may';

/** A glass that was broken, as far as rights depend on it. */
export interface BrokenGlass {
  readonly accountId: AccountId;
  readonly subjectId: string;
  readonly homeMissions: readonly string[];
  readonly untilAt: Instant;
  readonly endedAt: Instant | null;
  readonly reviewedAt: Instant | null;
}

export const isOpen = ({ endedAt, untilAt }: BrokenGlass, now: Instant): boolean => endedAt === null && untilAt > now;

/** The missions concerned: the one that was opened and those of whoever opened it. Their heads and headquarters are told and may review. */
export const concerned = ({ subjectId, homeMissions }: Pick<BrokenGlass, 'subjectId' | 'homeMissions'>): string[] => [
  ...new Set([subjectId, ...homeMissions]),
];

/** Another person with the right to review, at one of the missions concerned. */
export function maySupervise(glass: BrokenGlass, reader: Holder & { readonly id: string }): boolean {
  return reader.id !== glass.accountId && concerned(glass).some((missionId) => may(reader, 'access.break-glass.review', missionId));
}

/** What a reader may do with it now. */
export function permittedOnGlass(glass: BrokenGlass, reader: Holder & { readonly id: string }, now: Instant): ('end' | 'review')[] {
  const supervises = maySupervise(glass, reader);
  const acts: ('end' | 'review')[] = [];
  if (isOpen(glass, now) && (supervises || reader.id === glass.accountId)) acts.push('end');
  if (supervises && glass.reviewedAt === null) acts.push('review');
  return acts;
}
