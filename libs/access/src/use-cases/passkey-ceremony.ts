import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type AccountId, addMs, minutes, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { z } from 'zod';
import { type CeremonyPurpose, CeremonyStore } from '../storage/ceremony.store';

/** As long as somebody may look for a security key. */
export const PASSKEY_GOOD_FOR_MS = minutes(5);

type PasskeyPurpose = Extract<CeremonyPurpose, `passkey-${string}`>;

const clientDataSchema = z.object({ challenge: z.string().min(1).max(200) });

/** Challenges of passkeys: random, kept here, good once and for five minutes. The challenge is its own secret. */
@Injectable()
export class PasskeyCeremony {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ceremonies: CeremonyStore,
  ) {}

  /** A new challenge, base64url. */
  async begin(purpose: PasskeyPurpose, accountId: AccountId | null, actor: Actor): Promise<string> {
    const challenge = randomBytes(32).toString('base64url');
    await this.work.run(onceEach(actor), async (tx) => {
      this.ceremonies.keep(tx, { purpose, secret: challenge, accountId, facts: {}, expiresAt: addMs(tx.now, PASSKEY_GOOD_FOR_MS) });
      return ok(null);
    });
    return challenge;
  }

  /** The challenge that an authenticator says it signed, taken away: a second answer to it finds none. Null when it was not asked here, or is old. */
  async take(
    purpose: PasskeyPurpose,
    clientDataJSON: string,
    actor: Actor,
  ): Promise<{ challenge: string; accountId: AccountId | null } | null> {
    const challenge = challengeIn(clientDataJSON);
    if (challenge === null) return null;
    const taken = await this.work.run(onceEach(actor), async (tx) => ok(await this.ceremonies.take(tx, purpose, challenge)));
    return taken.ok && taken.value !== null ? { challenge, accountId: taken.value.accountId } : null;
  }
}

/** A challenge is new every time, whatever Idempotency-Key came along. */
function onceEach({ once: _once, ...actor }: Actor): Actor {
  return actor;
}

function challengeIn(clientDataJSON: string): string | null {
  try {
    return clientDataSchema.parse(JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))).challenge;
  } catch {
    return null;
  }
}
