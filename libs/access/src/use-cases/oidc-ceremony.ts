import { Injectable } from '@nestjs/common';
import { type Instant, addMs, minutes, ok } from '@bongsu/kernel';
import { UnitOfWork, systemActor } from '@bongsu/platform';
import { z } from 'zod';
import { CeremonyStore } from '../storage/ceremony.store';

/** As long as somebody may take at the provider: a password, a second factor, a telephone that has to be found. */
const GOOD_FOR_MS = minutes(10);

const flowSchema = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  /** How long ago, in seconds, the person may have proved who she is; null when any time will do. */
  maxAgeS: z.number().nullable(),
  /** The session that the browser had when it began. Its cookie does not come back from the provider's site with it. */
  former: z.strictObject({ accountId: z.string(), id: z.string() }).nullable(),
});
/** What ties the provider's answer to the question (OAuth 2.0 state, OpenID Connect nonce, PKCE verifier), and where the board goes on. */
export type OidcFlow = z.infer<typeof flowSchema>;

const keptSchema = flowSchema.extend({ begunAt: z.string() });

/** A sign-in that is under way at the ministry's provider. It stays on the server; the browser that began it has only a secret to fetch it, once. */
@Injectable()
export class OidcCeremony {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ceremonies: CeremonyStore,
  ) {}

  async begin(secret: string, flow: OidcFlow, correlationId: string): Promise<void> {
    await this.work.run(systemActor('access.sign-in', correlationId), async (tx) => {
      const facts = { ...flow, begunAt: tx.now };
      this.ceremonies.keep(tx, { purpose: 'oidc-sign-in', secret, accountId: null, facts, expiresAt: addMs(tx.now, GOOD_FOR_MS) });
      return ok(null);
    });
  }

  /** Committed before the answer is looked at: whatever comes of it, the same one is not taken twice. */
  async take(secret: string, correlationId: string): Promise<(OidcFlow & { readonly begunAt: Instant }) | null> {
    const taken = await this.work.run(systemActor('access.sign-in', correlationId), async (tx) =>
      ok(await this.ceremonies.take(tx, 'oidc-sign-in', secret)),
    );
    return taken.ok && taken.value !== null ? keptSchema.parse(taken.value.facts) : null;
  }
}
