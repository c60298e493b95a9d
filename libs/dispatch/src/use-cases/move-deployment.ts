import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, type Sensitive, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { StaffStore } from '@bongsu/resources';
import type { DeploymentAct, DeploymentView } from '../contract';
import { type Deployment, deploymentReporter } from '../domain/deployment';
import { type Observation, moveDeployment } from '../domain/move-deployment';
import { DossierStore } from '../storage/dossier.store';
import { admitToMovement } from './admission';
import { HubNetwork } from './hub-network';
import { RecordStep } from './record-step';
import { deploymentView, foundIn } from './views';

export interface MoveDeploymentCommand extends Observation {
  readonly deploymentId: string;
  readonly act: DeploymentAct;
  readonly ifVersion: number | undefined;
  /** What there is to say about the step; it may name people. */
  readonly note?: Sensitive | null;
}

/** Somebody saw a deployed person take the next step. The person's own standing follows in the same transaction. */
@Injectable()
export class MoveDeployment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly staff: StaffStore,
    private readonly network: HubNetwork,
    private readonly steps: RecordStep,
  ) {}

  execute(command: MoveDeploymentCommand, actor: Actor): Promise<Result<DeploymentView, Refusal>> {
    const { deploymentId, act, ifVersion } = command;
    const note = command.note ? { movementId: deploymentId, act, text: command.note } : null;
    return this.work.run(actor, async (tx): Promise<Result<DeploymentView, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { deploymentId });
      const admitted = admitToMovement(
        dossier,
        ({ deployments }) => deployments.find(({ id }) => id === deploymentId),
        deploymentReporter[act],
        actor,
        ifVersion,
      );
      if (!admitted.ok) return admitted;
      const { movement } = admitted.value;
      const travelHours = this.network.travelHours(movement.fromMissionId, movement.toMissionId);
      const decision = moveDeployment(admitted.value.dossier, movement, act, command, tx.now, travelHours);
      if (!decision.ok) return decision;
      await this.moveStaff(tx, act, foundIn(decision.value.dossier.deployments, deploymentId));
      const saved = await this.steps.record(tx, admitted.value.dossier, decision.value, note);
      return saved.ok ? ok(deploymentView(foundIn(saved.value.deployments, deploymentId), actor)) : saved;
    });
  }

  private async moveStaff(tx: Tx, act: DeploymentAct, { staffId, returnedAt }: Deployment): Promise<void> {
    if (act === 'cancel') await this.staff.release(tx, [staffId]);
    if (act === 'depart') await this.staff.depart(tx, [staffId]);
    if (act === 'confirm-return') await this.staff.comeHome(tx, [staffId], returnedAt ?? tx.now);
  }
}
