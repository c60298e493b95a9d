import { Injectable } from '@nestjs/common';
import { DeploymentGrants } from '@bongsu/access';
import type { Tx } from '@bongsu/platform';
import { StaffStore } from '@bongsu/resources';
import type { Deployment } from '../domain/deployment';
import type { Dossier } from '../domain/dossier';

/** An officer who takes up her task has the duty officer's rights there; they end with it, in the transaction that ends it (domain §7, row scope). */
@Injectable()
export class DeployedRights {
  constructor(
    private readonly staff: StaffStore,
    private readonly grants: DeploymentGrants,
  ) {}

  async follow(tx: Tx, before: Dossier | null, after: Dossier): Promise<void> {
    const served = new Set((before?.deployments ?? []).filter(isOnTask).map(({ id }) => id));
    const ended = after.deployments.filter((each) => served.has(each.id) && !isOnTask(each));
    const begun = after.deployments.filter((each) => !served.has(each.id) && isOnTask(each));
    for (const { id } of ended) await this.grants.endDeploymentGrant(tx, id);
    if (begun.length === 0) return;
    const accounts = await this.staff.accountsOf(
      tx,
      begun.map(({ staffId }) => staffId),
    );
    for (const { id, staffId, toMissionId } of begun)
      await this.grants.grantWhileDeployed(tx, { deploymentId: id, accountId: accounts.get(staffId) ?? null, missionId: toMissionId });
  }
}

const isOnTask = ({ state }: Deployment): boolean => state === 'on-task';
