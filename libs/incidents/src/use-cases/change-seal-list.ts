import { Injectable } from '@nestjs/common';
import { type AccountId, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { SealLists } from '@bongsu/access';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { permissionToDecide } from '../contract';
import type { Incident } from '../domain/incident';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { Sealing, requireLasting } from './sealing';

export interface ChangeSealListCommand {
  readonly incidentId: string;
  readonly accountId: AccountId;
  readonly reason: string | null;
}

/** Puts people on the list of a sealed incident and takes them off. Both take effect at once in this process and on open lines, in other
 * processes of the api within two seconds. */
@Injectable()
export class ChangeSealList {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reasons: DecisionReasons,
    private readonly lists: SealLists,
    private readonly sealing: Sealing,
  ) {}

  name(command: ChangeSealListCommand, actor: Actor): Promise<Result<null, Refusal>> {
    return this.change(command, actor, async (tx, { id }) => {
      const nameable = await this.sealing.checkNames(tx, [command.accountId], 'accountId');
      if (!nameable.ok) return nameable;
      if (!(await this.lists.add(tx, id, { accountId: command.accountId, why: 'named', until: null }))) return onTheListAlready;
      await this.reasons.keep(tx, { act: 'name-on-seal', incidentId: id, reportId: null }, command.reason);
      return ok(null);
    });
  }

  /** Anybody but the last who could name others; oneself too. */
  takeOff(command: ChangeSealListCommand, actor: Actor): Promise<Result<null, Refusal>> {
    return this.change(command, actor, async (tx, { id, missionId }) => {
      const { accountId } = command;
      const place = await this.lists.placeOf(tx, id, accountId);
      if (place === null) return notOnTheList;
      const othersName = await this.lists.someoneElseMay(tx, id, accountId, permissionToDecide['name-on-seal'], missionId);
      if (place === 'lasting' && !othersName) return lastWhoNames;
      await this.reasons.keep(tx, { act: 'take-off-seal', incidentId: id, reportId: null }, command.reason);
      await this.sealing.takeOff(tx, id, accountId);
      return ok(null);
    });
  }

  private async change(
    { incidentId, accountId }: ChangeSealListCommand,
    actor: Actor,
    decide: (tx: Tx, incident: Incident) => Promise<Result<null, Refusal>>,
  ): Promise<Result<null, Refusal>> {
    const result = await this.work.run<null, Refusal>(actor, async (tx) => {
      const incident = admitToIncident(await this.incidents.lock(tx, incidentId), actor, permissionToDecide['name-on-seal'], undefined);
      if (!incident.ok) return incident;
      if (incident.value.sealGround === null) return notSealed;
      const lasting = await requireLasting(this.lists, tx, incident.value, actor);
      return lasting.ok ? decide(tx, incident.value) : lasting;
    });
    this.sealing.changed(accountId);
    return result;
  }
}

export const notSealed = refuse('not-found', 'incidents.not-sealed', 'The incident is not sealed.', 'Read it again.');
const onTheListAlready = refuse('conflict', 'incidents.on-the-list-already', 'She is on the list already.', 'Nothing is left to do.', {
  field: 'accountId',
});
const notOnTheList = refuse('not-found', 'incidents.not-on-the-list', 'She is not on the list.', 'Read the list again.');
const lastWhoNames = refuse(
  'conflict',
  'incidents.last-who-names',
  'Without her nobody on the list could name others.',
  'Name somebody else who may seal incidents of this mission first.',
);
