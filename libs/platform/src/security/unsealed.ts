import type { Visibility } from './visibility';

/**
 * As SQL, on a column of incident ids: not sealed, or sealed with these eyes on the list. `$n` is the parameter that {@link sealsOf} gives. The column
 * stands outside the subquery, where a name without its table would be taken for one of the seals' own.
 */
export const unsealedTo = (incident: string, parameter: string): string =>
  `(${incident} IS NULL OR ${parameter}::text[] IS NULL OR ${incident}::text = ANY(${parameter}::text[])
    OR ${incident}::text NOT IN (SELECT platform_seal.subject_id FROM platform_seal))`;

/** The sealed incidents that these eyes see, null = all of them. */
export const sealsOf = ({ seals }: Pick<Visibility, 'seals'>): string[] | null => (seals === '*' ? null : [...seals]);
