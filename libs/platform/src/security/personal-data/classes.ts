/**
 * What a column holds of people.
 * - `P0` nothing of a person: figures, codes, times, what a public feed said
 * - `P1` a person in office: ids, staff and account numbers, what an official wrote for all who see the matter
 * - `P2` personal: names, telephone numbers, what somebody said of somebody; encrypted by field, each reading on record
 * - `P3` what the law protects most: passport numbers, health, belief (PIPA art. 23–24, GDPR art. 9); as P2, never in a list on a screen, and in a file by two persons alone
 */
export const personalDataClasses = ['P0', 'P1', 'P2', 'P3'] as const;
export type PersonalDataClass = (typeof personalDataClasses)[number];

export const isProtected = (of: PersonalDataClass): boolean => of === 'P2' || of === 'P3';

/** How long data of a subject is kept, and which subjects are due. */
export interface RetentionRule {
  /** Name of the class, as evidence entries say it. */
  readonly class: string;
  /** In words, for the generated document. */
  readonly kept: string;
  /** Statement that answers the ids (column `id`, text) of subjects that are due at `$1::timestamptz`. */
  readonly dueSql: string;
}
