import { Injectable } from '@nestjs/common';
import { newId, ok, startedAt } from '@bongsu/kernel';
import { type Actor, UnitOfWork, systemActor } from '@bongsu/platform';
import { permissionsOfService } from '../domain/service-rights';
import { type ServiceCaller, ServiceAccountStore } from '../storage/service-account.store';
import { tokenHash } from './tokens';

/** Like a person's session: a token that was withdrawn is refused this much later at most. */
const KEPT_MS = 2_000;
const KEPT_AT_MOST = 500;

const SERVICE_ACTOR = 'service-account:';

/** How a service stands in the journal. */
const serviceActorId = (id: string): string => `${SERVICE_ACTOR}${id}`;

/** Which service an actor of the journal is; null when it is none. */
export const serviceOf = (actorId: string): string | null =>
  actorId.startsWith(SERVICE_ACTOR) ? actorId.slice(SERVICE_ACTOR.length) : null;

/** Which service a token belongs to. */
@Injectable()
export class ServiceCallers {
  private readonly known = new Map<string, { caller: ServiceCaller; atMs: number }>();

  constructor(
    private readonly services: ServiceAccountStore,
    private readonly work: UnitOfWork,
  ) {}

  async callerOf(token: string, correlationId: string): Promise<Actor | null> {
    const caller = await this.find(tokenHash(token));
    if (caller === null) return null;
    const { id, grants, permissions } = caller;
    return { kind: 'system', id: serviceActorId(id), grants, seals: [], correlationId, only: permissionsOfService(permissions) };
  }

  clear(): void {
    this.known.clear();
  }

  private async find(hash: Buffer): Promise<ServiceCaller | null> {
    const key = hash.toString('base64url');
    const nowMs = startedAt();
    const cached = this.known.get(key);
    if (cached !== undefined && nowMs - cached.atMs <= KEPT_MS) return cached.caller;
    const caller = await this.services.callerOf(hash);
    if (caller === null) return null;
    if (this.known.size >= KEPT_AT_MOST) this.known.clear();
    this.known.set(key, { caller, atMs: nowMs });
    await this.work.run(systemActor('access.services', newId()), async (tx) => (this.services.noteUse(tx, caller.tokenId), ok(null)));
    return caller;
  }
}
