import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import type { Answers } from './answers';
import { asHouseWithin } from './eyes';
import type { Statement } from './statement-batch';
import { statement } from './statements';
import type { Once } from '../security/actor';
import { isSealedNow } from '../security/visibility';
import type { OpenTransaction } from './transaction';

/** The outcome of claiming what may happen only once: go on, or answer with what the first time answered. */
export type Claim = { readonly first: true } | { readonly first: false; readonly answer: Result<unknown, Refusal> };

const first: Claim = { first: true };

/**
 * Claims the actor's Idempotency-Key or promise inside the transaction of the effect. A second claimant waits for the first
 * one's commit (unique index, row lock) and then gets its stored answer; the problem 410 when that held data of somebody who was erased since.
 */
export async function claimOnce(tx: OpenTransaction, answers: Answers): Promise<Claim> {
  const { once } = tx.actor;
  if (once === undefined) return first;
  return once.kind === 'request' ? claimRequest(tx, once.key, answers.fingerprint(tx, once), answers) : claimPromise(tx, once);
}

/** Keeps the answer beside the key, so that a repeated request gets the same one. */
export function answerStatements(tx: OpenTransaction, value: unknown, answers: Answers): Statement[] {
  const { once } = tx.actor;
  if (once?.kind !== 'request') return [];
  return [
    statement('UPDATE platform_idempotency_key SET answer = $3::jsonb WHERE actor_id = $1 AND key = $2', [
      tx.actor.id,
      once.key,
      answers.seal(tx, once.key, value),
    ]),
  ];
}

/** Claims the key and keeps the answer in one statement; it fails when the key was used before. Empty for what is no request with a key. */
export function keyStatements(tx: OpenTransaction, value: unknown, answers: Answers): Statement[] {
  const { once } = tx.actor;
  if (once?.kind !== 'request') return [];
  return [
    statement('INSERT INTO platform_idempotency_key (actor_id, key, fingerprint, claimed_at, answer) VALUES ($1, $2, $3, $4, $5::jsonb)', [
      tx.actor.id,
      once.key,
      answers.fingerprint(tx, once),
      tx.now,
      answers.seal(tx, once.key, value),
    ]),
  ];
}

async function claimRequest(tx: OpenTransaction, key: string, fingerprint: string, answers: Answers): Promise<Claim> {
  const inserted = await tx.query(
    'INSERT INTO platform_idempotency_key (actor_id, key, fingerprint, claimed_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING 1 AS one',
    [tx.actor.id, key, fingerprint, tx.now],
  );
  if (inserted.length > 0) return first;
  const [known] = await tx.query<{ fingerprint: string; answer: unknown }>(
    'SELECT fingerprint, answer FROM platform_idempotency_key WHERE actor_id = $1 AND key = $2',
    [tx.actor.id, key],
  );
  if (known?.fingerprint === fingerprint) return { first: false, answer: ok(await answers.open(tx, key, known.answer)) };
  const reused = refuse(
    'invalid',
    'platform.idempotency-key-reused',
    'This Idempotency-Key was used before with a different request.',
    'Send a new Idempotency-Key for a new request; repeat the key only with the very same body.',
    { field: 'Idempotency-Key' },
  );
  return { first: false, answer: reused };
}

const KEEP = `
  UPDATE platform_promised_job SET kept_at = $2, outcome = 'done' WHERE id = $1 AND kept_at IS NULL
  RETURNING ${isSealedNow('platform_promised_job.incident_id')} AS sealed`;

async function claimPromise(tx: OpenTransaction, { promiseId, onClaimed }: Extract<Once, { kind: 'promise' }>): Promise<Claim> {
  // What is owed is the house's own book, also where a job is done in a person's name.
  const [kept] = await asHouseWithin(tx, () => tx.query<{ sealed: boolean }>(KEEP, [promiseId, tx.now]));
  onClaimed?.(kept?.sealed === false);
  return kept !== undefined ? first : { first: false, answer: ok(null) };
}
