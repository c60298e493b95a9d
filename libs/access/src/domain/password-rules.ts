import { type Refusal, refuse } from '@bongsu/kernel';
import { type RoleGrant, passwordLengths } from '../contract';

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly email: string;
  readonly displayName: string;
  readonly grants: readonly RoleGrant[];
}

/** Words that say where the password is used; whoever guesses tries them first (ASVS 5.0 §6.2.11). */
const PRODUCT_WORDS = ['bongsu', '봉수'];
/** A part of a name that is shorter says nothing: it stands in half of all words. */
const TELLING = 4;

/** Who decides for the whole network, or about other people's rights. */
export function isPrivileged(grants: readonly RoleGrant[]): boolean {
  return grants.some(({ role }) => role === 'administrator' || role === 'headquarters-watch-officer');
}

export function leastLengthFor(grants: readonly RoleGrant[]): number {
  return isPrivileged(grants) ? passwordLengths.leastForPrivileged : passwordLengths.least;
}

/**
 * Why a password may not be taken; null when it may. Length and being unknown to guessers decide, never kinds of characters; see
 * {@link passwordLengths} for the sources. `isCommon` knows the passwords that are tried first.
 */
export function refusedPassword(password: string, owner: PasswordOwner, isCommon: (password: string) => boolean): Refusal | null {
  const length = charactersIn(password);
  const least = leastLengthFor(owner.grants);
  if (length < least)
    return no(
      'access.password-too-short',
      `A password has at least ${least} characters.`,
      'Take a few words that do not belong together.',
      {
        least,
      },
    );
  const plain = password.normalize('NFKC').toLowerCase();
  if (isCommon(plain)) return no('access.password-common', 'This password is among those that are guessed first.', 'Take another one.');
  if (contextWords(owner).some((word) => plain.includes(word)))
    return no(
      'access.password-tells-who',
      'The password contains your name, your address or the name of this system.',
      'Take other words.',
    );
  if (new Set(plain).size < 5)
    return no('access.password-common', 'The password repeats a few characters only.', 'Take a few words that do not belong together.');
  return null;
}

/** Unicode code points, each of which counts as one character (NIST SP 800-63B-4 §3.1.1.2). */
const charactersIn = (text: string): number => Array.from(text).length;

function contextWords({ email, displayName }: PasswordOwner): string[] {
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const parts = [
    local,
    ...local.split(/[^\p{L}\p{N}]+/u),
    ...domain.split('.').slice(0, -1),
    ...displayName.toLowerCase().split(/[^\p{L}\p{N}]+/u),
  ];
  return [...PRODUCT_WORDS, ...parts.map((part) => part.normalize('NFKC')).filter((part) => charactersIn(part) >= TELLING)];
}

function no(code: string, message: string, remedy: string, facts?: { least: number }): Refusal {
  return refuse('invalid', code, message, remedy, { field: 'newPassword', ...(facts ? { facts } : {}) }).refusal;
}
