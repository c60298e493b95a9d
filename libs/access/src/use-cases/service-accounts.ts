import { Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, addMs, days, newId, ok, refuse, refused } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import {
  type CreateServiceAccount,
  SERVICE_TOKEN_PREFIX,
  ServiceAccountEnded,
  ServiceAccountMade,
  type ServiceAccountView,
  ServiceTokenMade,
  ServiceTokenRevoked,
  type ServiceTokenShown,
} from '../contract';
import { refusedServiceRights } from '../domain/service-rights';
import { ServiceAccountStore } from '../storage/service-account.store';
import { rolesOf } from './one-time-passwords';
import { shownBefore } from './refusals';
import { SecurityLog } from './security-log';
import { ServiceCallers } from './service-callers';
import { newToken, tokenHash } from './tokens';

/** Accounts of programs: what they may do is written down and is never a say over people, their tokens end by themselves, are shown once and kept as a hash. */
@Injectable()
export class ServiceAccounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly services: ServiceAccountStore,
    private readonly callers: ServiceCallers,
    private readonly log: SecurityLog,
  ) {}

  async list(): Promise<{ items: ServiceAccountView[] }> {
    return { items: await this.services.list() };
  }

  create(command: CreateServiceAccount, actor: Actor): Promise<Result<ServiceTokenShown, Refusal>> {
    const { name, grants, permissions, validDays } = command;
    return this.withToken(actor, validDays, async (tx) => {
      const refusal = refusedServiceRights(grants, permissions);
      if (refusal !== null) return refused(refusal);
      const id = newId();
      this.services.add(tx, { id, name, grants, permissions });
      tx.append(ServiceAccountMade.of({ ...about(id), body: { serviceAccountId: id, roles: rolesOf(grants), permissions } }));
      return ok(id);
    });
  }

  /** One more token, so that the old one can be replaced without a pause. */
  async addToken(id: string, validDays: number, actor: Actor): Promise<Result<ServiceTokenShown, Refusal>> {
    const service = await this.services.byId(id);
    const refusal = service === null ? null : refusedServiceRights(service.grants, service.permissions);
    return refusal === null ? this.withToken(actor, validDays, async () => ok(id)) : refused(refusal);
  }

  async revoke(id: string, tokenId: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<null, Refusal>(actor, async (tx) => {
      if (!(await this.services.revokeToken(tx, id, tokenId))) return noSuchToken;
      tx.append(ServiceTokenRevoked.of({ ...about(id), body: { serviceAccountId: id, tokenId } }));
      return ok(null);
    });
    this.callers.clear();
    if (result.ok) this.log.tell('authn_token_revoked', actor.correlationId, { service: id, token: tokenId, by: actor.id });
    return result;
  }

  async end(id: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<null, Refusal>(actor, async (tx) => {
      if (!(await this.services.end(tx, id))) return noSuchService;
      tx.append(ServiceAccountEnded.of({ ...about(id), body: { serviceAccountId: id } }));
      return ok(null);
    });
    this.callers.clear();
    if (result.ok) this.log.tell('authn_token_revoked', actor.correlationId, { service: id, by: actor.id });
    return result;
  }

  /** The token is in the answer alone: what the unit of work keeps of it is a mark that tells a repetition from the first time. */
  private async withToken(
    actor: Actor,
    validDays: number,
    account: (tx: Tx) => Promise<Result<string, Refusal>>,
  ): Promise<Result<ServiceTokenShown, Refusal>> {
    const [token, mark] = [SERVICE_TOKEN_PREFIX + newToken(), newId()];
    const made = await this.work.run<{ id: string; expiresAt: Instant; mark: string }, Refusal>(actor, async (tx) => {
      const allowed = await account(tx);
      if (!allowed.ok) return allowed;
      const serviceAccountId = allowed.value;
      const [tokenId, expiresAt] = [newId(), addMs(tx.now, days(validDays))];
      if (!(await this.services.addToken(tx, { id: tokenId, serviceAccountId, tokenHash: tokenHash(token), expiresAt })))
        return noSuchService;
      tx.append(ServiceTokenMade.of({ ...about(serviceAccountId), body: { serviceAccountId, tokenId, expiresAt } }));
      return ok({ id: serviceAccountId, expiresAt, mark });
    });
    if (!made.ok) return made;
    if (made.value.mark !== mark) return shownBefore;
    const view = await this.services.byId(made.value.id);
    if (view === null) return noSuchService;
    this.log.tell('authn_token_created', actor.correlationId, { service: view.id, by: actor.id });
    return ok({ account: view, token, expiresAt: made.value.expiresAt });
  }
}

const about = (id: string) => ({ subject: { type: 'service-account', id }, audience: [] });
const noSuchService = refuse('not-found', 'access.no-such-service', 'There is no such service, or it has ended.', 'Read the list again.');
const noSuchToken = refuse('not-found', 'access.no-such-token', 'There is no such token, or it was withdrawn.', 'Read the list again.');
