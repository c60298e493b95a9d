import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ProblemException } from '../http/problem';
import { DataKeys } from '../security/personal-data/data-keys';
import { PersonalDataFault } from '../security/personal-data/fault';
import { KeyRing } from '../security/personal-data/key-ring';
import type { DataKey } from '../security/personal-data/sealed-value';
import { visibilityOf } from '../security/visibility';
import type { OpenTransaction } from './transaction';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The row's JSON. `of`: ids of the data keys that it needs beside the installation's own, in order. `about`: the incidents and subjects of what
 * happened; once one of them is sealed, only its list is answered.
 */
interface Kept {
  readonly sealed: string;
  readonly of?: readonly string[];
  readonly about?: readonly string[];
}

interface OwnKeys {
  readonly from: Buffer;
  readonly answers: Buffer;
  readonly fingerprints: Buffer;
}

/**
 * Encrypts the answers that are kept for repeated requests: a report that was just filed is among them, whole. AES-256-GCM under a key derived
 * (HKDF) from the installation's index key and the data key of everybody whose data the unit had in hand: the erasure of one of them erases the
 * answer as well, here and in every copy, like the fields themselves. The row goes with its Idempotency-Key after a short time.
 */
@Injectable()
export class Answers {
  private derived: OwnKeys | undefined;

  constructor(
    private readonly ring: KeyRing,
    private readonly keys: DataKeys,
  ) {}

  /** JSON text for the row. */
  seal(tx: OpenTransaction, key: string, value: unknown): string {
    const used = this.keys.usedIn(tx);
    const of = used.map(({ id }) => id);
    const about = [
      ...new Set(tx.appended.flatMap(({ incidentId, subject }) => (incidentId === null ? [subject.id] : [incidentId, subject.id]))),
    ];
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.keyUnder(used), nonce);
    cipher.setAAD(aad(tx, key, of, about));
    const body = Buffer.concat([cipher.update(JSON.stringify(value ?? null), 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    return JSON.stringify({ sealed, ...(of.length > 0 ? { of } : {}), ...(about.length > 0 ? { about } : {}) } satisfies Kept);
  }

  /**
   * The value again. Throws the problem 410 when somebody whose data it held was erased, and when it is about something sealed that she may not see; a
   * PersonalDataFault when it was altered or the key is another.
   */
  async open(tx: OpenTransaction, key: string, kept: unknown): Promise<unknown> {
    const { sealed, of = [], about = [] } = kept as Kept;
    const used = of.length === 0 ? [] : await this.keys.allStanding(tx, of);
    if (used === null || (await isHidden(tx, about))) throw gone();
    const bytes = Buffer.from(sealed, 'base64url');
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.keyUnder(used), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(aad(tx, key, of, about));
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

  /**
   * What is kept to recognise the same request: HMAC-SHA-256 under a key of the installation, and not the same for two callers or keys. A plain
   * hash of a short body could be guessed from a copy of the database. Rows from before this hold such a hash: they match nothing any more and
   * go within IDEMPOTENCY_KEY_HOURS.
   */
  fingerprint(tx: OpenTransaction, { key, fingerprint }: { readonly key: string; readonly fingerprint: string }): string {
    return createHmac('sha256', this.own().fingerprints)
      .update(JSON.stringify([tx.actor.id, key, fingerprint]))
      .digest('base64url');
  }

  private keyUnder(used: readonly DataKey[]): Buffer {
    const { answers } = this.own();
    if (used.length === 0) return answers;
    const all = Buffer.concat([answers, ...used.map(({ bytes }) => bytes)]);
    return Buffer.from(hkdfSync('sha256', all, '', 'bongsu kept answers of subjects', 32));
  }

  private own(): OwnKeys {
    const from = this.ring.indexKey();
    if (this.derived?.from.equals(from) === true) return this.derived;
    const derive = (what: string): Buffer => Buffer.from(hkdfSync('sha256', from, '', what, 32));
    this.derived = { from, answers: derive('bongsu kept answers'), fingerprints: derive('bongsu fingerprints of requests') };
    return this.derived;
  }
}

/** Whether something of this is sealed now and its list does not have her: she may have been told when it was not, or when she was on it. */
async function isHidden(tx: OpenTransaction, about: readonly string[]): Promise<boolean> {
  const { seals } = visibilityOf(tx.actor);
  if (seals === '*' || about.length === 0) return false;
  const sealed = await tx.query<{ incident_id: string }>('SELECT incident_id FROM platform_seal WHERE subject_id = ANY($1::text[])', [
    [...about],
  ]);
  return sealed.some(({ incident_id }) => !seals.includes(incident_id));
}

/** Whose answer it is, which data keys it takes and what it is about: authenticated with it, so that nobody gets another one's. */
function aad({ actor }: OpenTransaction, key: string, of: readonly string[], about: readonly string[]): Buffer {
  const said = about.length > 0 ? [actor.id, key, of, about] : of.length > 0 ? [actor.id, key, of] : [actor.id, key];
  return Buffer.from(JSON.stringify(said));
}

/** One answer for both, so that nobody learns from it that something was sealed. */
const gone = (): ProblemException =>
  new ProblemException(
    410,
    'platform.answer-erased',
    'The first request with this Idempotency-Key had its effect; its answer held what was erased since or is not yours to see any more.',
    'Do not repeat the request. Read what it made: what is still there for you is shown.',
  );
