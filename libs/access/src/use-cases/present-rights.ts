import { Injectable } from '@nestjs/common';
import type { EntryActor } from '@bongsu/kernel';
import { type Actor, Originators, type PresentRights } from '@bongsu/platform';
import { type Permission, permissions } from '../contract';
import { may } from '../domain/may';
import { permissionsOfService } from '../domain/service-rights';
import { EffectiveGrants } from '../storage/effective-grants';
import { ServiceAccountStore } from '../storage/service-account.store';
import { serviceOf } from './service-callers';

type Somebody = Omit<Actor, 'correlationId'>;

/**
 * What whoever caused a job may do now, read from rows each time: her own grants, what was lent to her for a time and what a deployment gives her.
 * A password that has to be changed stops a session, not what was caused before.
 */
@Injectable()
export class PresentRightsOfOriginators extends Originators {
  constructor(
    private readonly grants: EffectiveGrants,
    private readonly services: ServiceAccountStore,
  ) {
    super();
  }

  has(permission: string): boolean {
    return isPermission(permission);
  }

  async presentRights({ kind, id }: EntryActor, permission: string, missionId: string): Promise<PresentRights> {
    const service = kind === 'system' ? serviceOf(id) : null;
    if (kind !== 'person' && service === null) return { as: 'house' };
    const somebody = service === null ? await this.grants.personNow(id) : await this.service(id, service);
    if (somebody === null) return { lost: 'account-ended' };
    return isPermission(permission) && may(somebody, permission, missionId) ? { as: somebody } : { lost: 'right-withdrawn' };
  }

  private async service(id: string, serviceId: string): Promise<Somebody | null> {
    const service = await this.services.present(serviceId);
    return service === null
      ? null
      : { kind: 'system', id, grants: service.grants, seals: [], only: permissionsOfService(service.permissions) };
  }
}

const isPermission = (permission: string): permission is Permission => Object.hasOwn(permissions, permission);
