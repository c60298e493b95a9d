import { Injectable } from '@nestjs/common';
import { addMs, minutes, ok } from '@bongsu/kernel';
import { UnitOfWork, systemActor } from '@bongsu/platform';
import { z } from 'zod';
import { CeremonyStore } from '../storage/ceremony.store';

/** As long as somebody may take at the provider: a password, a second factor, a telephone that has to be found. */
const GOOD_FOR_MS = minutes(10);

const flowSchema = z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() });
/** What ties the provider's answer to the question (OAuth 2.0 state, OpenID Connect nonce, PKCE verifier), and where the board goes on. */
export type OidcFlow = z.infer<typeof flowSchema>;

/** A sign-in that is under way at the ministry's provider. It stays on the server; the browser that began it has only a secret to fetch it, once. */
@Injectable()
export class OidcCeremony {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ceremonies: CeremonyStore,
  ) {}

  async begin(secret: string, flow: OidcFlow, correlationId: string): Promise<void> {
    await this.work.run(systemActor('access.sign-in', correlationId), async (tx) => {
      this.ceremonies.keep(tx, { purpose: 'oidc-sign-in', secret, accountId: null, facts: flow, expiresAt: addMs(tx.now, GOOD_FOR_MS) });
      return ok(null);
    });
  }

  /** Committed before the answer is looked at: whatever comes of it, the same one is not taken twice. */
  async take(secret: string, correlationId: string): Promise<OidcFlow | null> {
    const taken = await this.work.run(systemActor('access.sign-in', correlationId), async (tx) =>
      ok(await this.ceremonies.take(tx, 'oidc-sign-in', secret)),
    );
    return taken.ok && taken.value !== null ? flowSchema.parse(taken.value.facts) : null;
  }
}
