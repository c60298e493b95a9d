import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AccountId, type Instant, type JsonValue } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';

export type CeremonyPurpose = 'oidc-sign-in' | 'oidc-sign-out' | 'oidc-signed-out' | 'passkey-registration' | 'passkey-sign-in';

export interface Ceremony {
  readonly purpose: CeremonyPurpose;
  /** Random, 128 bits or more; whoever brings it back ends the ceremony. */
  readonly secret: string;
  /** For whom alone it is good; null when nobody is known yet. */
  readonly accountId: AccountId | null;
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly expiresAt: Instant;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

@Injectable()
export class CeremonyStore {
  /** Keeps a ceremony that was begun, and forgets those that nobody brought back in time. */
  keep(tx: Tx, { purpose, secret, accountId, facts, expiresAt }: Ceremony): void {
    tx.write('DELETE FROM access_ceremony WHERE expires_at <= $1', [tx.now]);
    tx.write('INSERT INTO access_ceremony (secret_hash, purpose, account_id, facts, expires_at) VALUES ($1, $2, $3, $4::jsonb, $5)', [
      hashOf(secret),
      purpose,
      accountId,
      JSON.stringify(facts),
      expiresAt,
    ]);
  }

  /** Notes that a message which is good once has come; false when it came before and has not been forgotten. */
  async first(tx: Tx, purpose: CeremonyPurpose, secret: string, expiresAt: Instant): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO access_ceremony (secret_hash, purpose, facts, expires_at) VALUES ($1, $2, '{}'::jsonb, $3)
       ON CONFLICT (secret_hash) DO NOTHING RETURNING 1 AS one`,
      [hashOf(`${purpose}\n${secret}`), purpose, expiresAt],
    );
    return rows.length > 0;
  }

  /** Remembers each of these names until then, for {@link areRemembered}. */
  async remember(tx: Tx, purpose: CeremonyPurpose, names: readonly string[], until: Instant): Promise<void> {
    await tx.query(
      `INSERT INTO access_ceremony (secret_hash, purpose, facts, expires_at) SELECT name, $2, '{}'::jsonb, $3 FROM unnest($1::bytea[]) AS name
       ON CONFLICT (secret_hash) DO UPDATE SET expires_at = excluded.expires_at RETURNING 1 AS one`,
      [names.map((name) => hashOf(`${purpose}\n${name}`)), purpose, until],
    );
  }

  /** Whether one of these names is remembered until `until` or longer. */
  async areRemembered(tx: Tx, purpose: CeremonyPurpose, names: readonly string[], until: Instant): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 AS one FROM access_ceremony WHERE secret_hash = ANY($1::bytea[]) AND purpose = $2 AND expires_at >= $3',
      [names.map((name) => hashOf(`${purpose}\n${name}`)), purpose, until],
    );
    return rows.length > 0;
  }

  /** Takes a ceremony away: of two who bring the same secret, one gets it. Null when there is none, or its time is over. */
  async take(tx: Tx, purpose: CeremonyPurpose, secret: string): Promise<Pick<Ceremony, 'accountId' | 'facts'> | null> {
    const [row] = await tx.query<{ account_id: string | null; facts: Record<string, JsonValue>; running: boolean }>(
      'DELETE FROM access_ceremony WHERE secret_hash = $1 AND purpose = $2 RETURNING account_id, facts, expires_at > $3 AS running',
      [hashOf(secret), purpose, tx.now],
    );
    return row?.running === true ? { accountId: row.account_id, facts: row.facts } : null;
  }
}
