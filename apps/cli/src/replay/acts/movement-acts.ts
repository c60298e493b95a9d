import type { DeploymentAct, DeploymentState, ShipmentAct, ShipmentState } from '@bongsu/dispatch/contract';
import { deploymentSchema, shipmentSchema } from '@bongsu/dispatch/contract';
import type { BoardDeployment, BoardShipment } from '@bongsu/situation/contract';
import type { Caller } from '../caller';
import type { FactOf } from '../scenario';
import type { Play, Stage } from '../stage';

type MoveStaff = FactOf<'move-staff'>;
type MoveSupplies = FactOf<'move-supplies'>;

/** The next act from where somebody is to where the scenario wants her; nothing when she is there or past it. */
const staffSteps: Readonly<Record<MoveStaff['to'], Partial<Record<DeploymentState, DeploymentAct>>>> = {
  'en-route': { ordered: 'depart', mobilising: 'depart' },
  arrived: { ordered: 'depart', mobilising: 'depart', 'en-route': 'arrive' },
  'on-task': { ordered: 'depart', mobilising: 'depart', 'en-route': 'arrive', arrived: 'start-task' },
};
const supplySteps: Readonly<Record<MoveSupplies['to'], Partial<Record<ShipmentState, ShipmentAct>>>> = {
  'in-transit': { picking: 'dispatch', 'customs-hold': 'clear' },
  'customs-hold': { picking: 'dispatch', 'in-transit': 'hold' },
  received: { picking: 'dispatch', 'customs-hold': 'clear', 'in-transit': 'receive' },
};
/** Departure is seen at home, by the hub; everything after it by whoever plays the fact, at the destination. */
const seenAtHome: ReadonlySet<DeploymentAct | ShipmentAct> = new Set(['depart', 'dispatch']);

export const moveStaff: Play<MoveStaff> = async (fact, stage) => {
  const requestId = stage.made.id(fact.request);
  const ids = idsOf(stage.board.state.deployments, requestId);
  for (const id of ids) {
    await walk(
      () => stage.board.state.deployments[id],
      ({ state }) => staffSteps[fact.to][state],
      async (deployment, act) => {
        const body = act === 'depart' ? { expectedAt: expectedOf(fact, stage) } : {};
        const after = await reporter(deployment, act, fact, stage).post(
          `/deployments/${id}/${act}`,
          body,
          stage.key(fact, `${id}:${act}`),
          deploymentSchema,
        );
        await stage.board.until(`${deployment.staffNo} ${after.state}`, ({ deployments }) => deployments[id]?.state === after.state);
      },
    );
  }
  stage.say(`${ids.length} people ${fact.to}: ${sayJourneys(ids.map((id) => stage.board.state.deployments[id]))}`);
};

export const moveSupplies: Play<MoveSupplies> = async (fact, stage) => {
  const requestId = stage.made.id(fact.request);
  const ids = idsOf(stage.board.state.shipments, requestId);
  for (const id of ids) {
    await walk(
      () => stage.board.state.shipments[id],
      ({ state }) => supplySteps[fact.to][state],
      async (shipment, act) => {
        const body = act === 'dispatch' ? { expectedAt: expectedOf(fact, stage) } : {};
        const after = await reporter(shipment, act, fact, stage).post(
          `/shipments/${id}/${act}`,
          body,
          stage.key(fact, `${id}:${act}`),
          shipmentSchema,
        );
        await stage.board.until(`a shipment ${after.state}`, ({ shipments }) => shipments[id]?.state === after.state);
      },
    );
  }
  stage.say(`${ids.length} shipment(s) ${fact.to}: ${sayJourneys(ids.map((id) => stage.board.state.shipments[id]))}`);
};

function idsOf(movements: Record<string, BoardDeployment | BoardShipment>, requestId: string): string[] {
  const over = new Set(['cancelled', 'lost', 'lapsed']);
  return Object.values(movements)
    .filter((movement) => movement.requestId === requestId && !over.has(movement.state))
    .map(({ id }) => id)
    .sort();
}

/** One step after the other until the table has no next one. It looks at the board each time: what an earlier try has done is not done again. */
async function walk<Movement, Act>(
  current: () => Movement | undefined,
  next: (movement: Movement) => Act | undefined,
  step: (movement: Movement, act: Act) => Promise<void>,
): Promise<void> {
  for (;;) {
    const movement = current();
    const act = movement && next(movement);
    if (movement === undefined || act === undefined) return;
    await step(movement, act);
  }
}

function reporter(
  { fromMissionId }: BoardDeployment | BoardShipment,
  act: DeploymentAct | ShipmentAct,
  fact: MoveStaff | MoveSupplies,
  stage: Stage,
): Caller {
  return seenAtHome.has(act) ? stage.cast.hub(fromMissionId) : stage.cast.actor(fact.actor);
}

/** Arrival by the replay's clock, so that the marks on the map keep pace with it; by the travel model otherwise. */
function expectedOf({ expectedAt }: MoveStaff | MoveSupplies, stage: Stage): string | null {
  return expectedAt === undefined ? null : stage.dueAt(expectedAt);
}

function sayJourneys(movements: readonly (BoardDeployment | BoardShipment | undefined)[]): string {
  const from = new Map<string, number>();
  for (const movement of movements) if (movement) from.set(movement.fromMissionId, (from.get(movement.fromMissionId) ?? 0) + 1);
  return [...from].map(([missionId, count]) => `${count} from ${missionId}`).join(', ') || 'none';
}
