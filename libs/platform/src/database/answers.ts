import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PersonalDataFault } from '../security/personal-data/fault';
import { KeyRing } from '../security/personal-data/key-ring';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Whose answer it is: authenticated with it, so that nobody gets another one's. */
interface Owner {
  readonly actorId: string;
  readonly key: string;
}

/**
 * Encrypts the answers that are kept for repeated requests: a report that was just filed is among them, whole. AES-256-GCM under a key derived
 * (HKDF) from the installation's index key; the row goes with its Idempotency-Key after a short time.
 */
@Injectable()
export class Answers {
  private derived: { readonly from: Buffer; readonly key: Buffer } | undefined;

  constructor(private readonly ring: KeyRing) {}

  /** JSON text for the row. */
  seal(owner: Owner, value: unknown): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(), nonce);
    cipher.setAAD(aad(owner));
    const body = Buffer.concat([cipher.update(JSON.stringify(value ?? null), 'utf8'), cipher.final()]);
    return JSON.stringify({ sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url') });
  }

  /** The value again. Throws a PersonalDataFault when it was altered or the key is another. */
  open(owner: Owner, kept: unknown): unknown {
    const { sealed } = kept as { sealed: string };
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key(), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(aad(owner));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      return JSON.parse(text);
    } catch {
      throw new PersonalDataFault(
        'personal-data.key-does-not-fit',
        'The answer to the first request with this Idempotency-Key does not open: the index key is another one now.',
        'Read whether the first request had its effect; give Bongsu the index key that it had.',
      );
    }
  }

  private key(): Buffer {
    const from = this.ring.indexKey();
    if (this.derived === undefined || !this.derived.from.equals(from))
      this.derived = { from, key: Buffer.from(hkdfSync('sha256', from, '', 'bongsu kept answers', 32)) };
    return this.derived.key;
  }
}

const aad = ({ actorId, key }: Owner): Buffer => Buffer.from(JSON.stringify([actorId, key]));
