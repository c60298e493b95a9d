import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Secret, TOTP } from 'otpauth';
import { slowHash } from './passwords';

const PERIOD_S = 30;
/** One step early or late: clocks of telephones differ (RFC 6238 §5.2). */
const WINDOW = 1;
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
const RECOVERY_CODE_LETTERS = 10;

/** Letters and digits that are not mistaken for one another when read aloud (Crockford's base 32). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const totpOf = (secret: string, label = ''): TOTP =>
  // SHA-1, six digits, 30 seconds: what every authenticator app understands; RFC 6238 §1.2 holds it sound in HMAC.
  new TOTP({ issuer: 'Bongsu', label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret: Secret.fromBase32(secret) });

/** A new secret of 160 bits in base32 (RFC 4226 §4 recommends 160). */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the QR code says: the key URI that authenticator apps read. */
export const totpUri = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The step that a code belongs to, one early or late included; null when it is no code of this secret now. */
export function stepOfCode(secret: string, code: string, now: Instant): number | null {
  const token = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = Date.parse(now);
  const delta = totpOf(secret).validate({ token, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD_S) + delta;
}

/** Ten recovery codes of 50 random bits: two groups of five, short enough to be written down without a mistake. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from({ length: RECOVERY_CODE_LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
    return `${letters.slice(0, RECOVERY_CODE_LETTERS / 2)}-${letters.slice(RECOVERY_CODE_LETTERS / 2)}`;
  });
}

/**
 * What is kept of a recovery code. However it is written: capitals, blanks, and the letters that stand for digits. The hash is as costly as that of a
 * password, because 50 bits could otherwise be tried out by whoever has the table (ASVS 5.0 §6.5.2). Throws HashingBusy.
 */
export function recoveryCodeHash(code: string, accountId: AccountId): Promise<Buffer> {
  const plain = code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return slowHash(plain, createHash('sha256').update(`recovery code\n${accountId}`).digest().subarray(0, 16));
}

/** A password for one sign-in: 100 random bits, to be typed once. */
export const newOneTimePassword = (): string => grouped(randomBytes(13)).slice(0, 24);

function grouped(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let left = bytes.length * 8; left > 0; left -= 5) {
    text += ALPHABET[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}
