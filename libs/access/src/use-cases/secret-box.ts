import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '@bongsu/platform';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps small secrets unreadable at rest: AES-256-GCM (NIST SP 800-38D) with a key of its own, derived from the installation's secret (RFC 5869).
 * The value names its key; what it belongs to is bound in, so that a sealed secret copied to another account does not open there.
 */
@Injectable()
export class SecretBox {
  private readonly key: Buffer;
  private readonly keyId: string;

  constructor(@Inject(SETTINGS) { security }: Pick<Settings, 'security'>) {
    this.key = Buffer.from(hkdfSync('sha256', Buffer.from(security.CURSOR_KEY, 'base64'), '', 'bongsu access secrets', 32));
    this.keyId = createHash('sha256').update(this.key).digest('base64url').slice(0, 8);
  }

  seal(text: string, belongsTo: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv).setAAD(Buffer.from(belongsTo));
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.keyId}.${sealed.toString('base64url')}`;
  }

  /** Throws when the value was altered, belongs to something else, or was sealed with a key that this installation no longer has. */
  open(sealed: string, belongsTo: string): string {
    const [keyId = '', body = ''] = sealed.split('.');
    if (keyId !== this.keyId) throw new Error('a secret was sealed with another key; has the installation’s secret been changed?');
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(belongsTo))
      .setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return decipher.update(bytes.subarray(IV_BYTES, bytes.length - TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}
