import { Injectable } from '@nestjs/common';
import { type AccountId, addMs } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { DeploymentRightsBegan, DeploymentRightsEnded } from '../contract';
import { AccessSettings } from './access-settings';

/**
 * The duty officer's rights where an officer serves, for as long as she does. Whoever moves deployments writes through here, inside of its own
 * transaction, so that rights and deployment cannot part.
 */
@Injectable()
export class DeploymentGrants {
  constructor(private readonly settings: AccessSettings) {}

  /** Nothing happens for somebody without an account. */
  async grantWhileDeployed(tx: Tx, to: { deploymentId: string; accountId: AccountId | null; missionId: string }): Promise<void> {
    const { deploymentId, accountId, missionId } = to;
    if (accountId === null) return;
    const rows = await tx.query(
      `INSERT INTO access_deployment_grant (deployment_id, account_id, mission_id, from_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (deployment_id) DO NOTHING RETURNING 1 AS one`,
      [deploymentId, accountId, missionId, tx.now],
    );
    if (rows.length > 0) tx.append(DeploymentRightsBegan.of({ ...about(deploymentId, missionId), body: { deploymentId, missionId } }));
  }

  /** They end now, or the configured days later; nothing happens where none were granted. */
  async endDeploymentGrant(tx: Tx, deploymentId: string): Promise<void> {
    const until = addMs(tx.now, this.settings.deploymentGrantMs);
    const [row] = await tx.query<{ mission_id: string }>(
      'UPDATE access_deployment_grant SET until_at = $2 WHERE deployment_id = $1 AND until_at IS NULL RETURNING mission_id',
      [deploymentId, until],
    );
    if (row === undefined) return;
    tx.append(
      DeploymentRightsEnded.of({ ...about(deploymentId, row.mission_id), body: { deploymentId, missionId: row.mission_id, until } }),
    );
  }
}

const about = (id: string, missionId: string) => ({ subject: { type: 'deployment', id }, audience: [missionId] });
