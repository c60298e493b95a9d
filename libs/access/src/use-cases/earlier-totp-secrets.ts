import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where such secrets lie. */
export const EARLIER_SECRETS_AT = 'access_totp.secret';

/**
 * Opens secrets of authenticator apps as they were kept before they had a key of their person's own: AES-256-GCM under a key derived from CURSOR_KEY.
 * For `bongsu personal-data seal` alone, which encrypts them anew; nothing is kept in this form any more. The opener throws when CURSOR_KEY is not the
 * one that the secret was kept under.
 */
export function earlierTotpSecrets(cursorKey: string): (value: string, accountId: string) => string {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(cursorKey, 'base64'), '', 'bongsu access secrets', 32));
  const ownId = createHash('sha256').update(key).digest('base64url').slice(0, 8);
  return (value, accountId) => {
    const [keyId = '', body = ''] = value.split('.');
    if (keyId !== ownId) throw new EarlierSecretUnreadable();
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(accountId))
      .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  };
}

/** The secret was kept under another CURSOR_KEY than the one at hand. */
export class EarlierSecretUnreadable extends Error {
  constructor() {
    super('the secret of an authenticator app was kept under another CURSOR_KEY');
    this.name = 'EarlierSecretUnreadable';
  }
}
