/** Crockford's base 32: no letter is mistaken for a digit over a bad line, and there is no U. */
const SPEAKABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Letters for a code that is drawn and not counted, so that no series has a gap that tells of it. `below(limit)` gives a whole number from 0 that
 * nobody can foretell.
 */
export function drawnLetters(count: number, below: (limit: number) => number): string {
  return Array.from({ length: count }, () => SPEAKABLE.charAt(below(SPEAKABLE.length))).join('');
}
