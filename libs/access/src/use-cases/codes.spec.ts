import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { newOneTimePassword, newRecoveryCodes, newTotpSecret, recoveryCodeHash, stepOfCode, totpUri } from './codes';

/** The time and secret of RFC 6238 appendix B (SHA-1), whose code at 59 s ends in 287082. */
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32;

describe('codes of a second factor', () => {
  it('are those of RFC 6238', () => {
    expect(stepOfCode(RFC_SECRET, '287082', '1970-01-01T00:00:59.000Z')).toBe(1);
  });

  it('are taken one step early or late and no further, however they are typed', () => {
    const now = '2026-03-01T00:00:00.000Z';
    const secret = newTotpSecret();
    const codeAt = (offsetS: number): string =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(now) + offsetS * 1_000 });
    const step = Date.parse(now) / 30_000;
    expect([-60, -30, 0, 30, 60].map((offset) => stepOfCode(secret, codeAt(offset), now))).toEqual([null, step - 1, step, step + 1, null]);
    expect(stepOfCode(secret, ` ${codeAt(0).slice(0, 3)} ${codeAt(0).slice(3)}`, now)).toBe(step);
    expect(stepOfCode(secret, '12345', now)).toBeNull();
  });

  it('come with a key URI that names the product and the account', () => {
    expect(totpUri(RFC_SECRET, 'officer@mofa.invalid')).toMatch(
      /^otpauth:\/\/totp\/Bongsu:officer%40mofa\.invalid\?issuer=Bongsu&secret=[A-Z2-7]{32}&/,
    );
  });

  it('have ten recovery codes of 50 bits, short enough to be written down, and each kept under a costly hash of its owner alone', async () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
    const [hers, his] = ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'];
    const hash = await recoveryCodeHash('k0q1m-9xw4d', hers);
    expect(hash).toHaveLength(32);
    expect(hash).not.toEqual(createHash('sha256').update('k0q1m9xw4d').digest());
    expect(await recoveryCodeHash(' KOQIM 9XW4D ', hers)).toEqual(hash);
    expect(await recoveryCodeHash('k0q1m-9xw4d', his)).not.toEqual(hash);
  });

  it('and one-time passwords that nobody guesses', () => {
    expect(newOneTimePassword()).toMatch(/^([0-9a-z]{4}-){4}[0-9a-z]{4}$/);
    expect(newOneTimePassword()).not.toBe(newOneTimePassword());
  });
});
