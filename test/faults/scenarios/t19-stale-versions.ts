import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../apps/cli/src/project-root';
import { exactly, figure } from '../figure';
import { MutableThings, type Thing, thingsTables } from '../load/mutable-things';
import { scenario } from '../scenario';
import type { World } from '../world/world';
import { pairWorld } from './pair-world';

/** One write that takes If-Match: to which thing it goes, by whom, and with what. */
interface Write {
  readonly thing: Thing;
  readonly who?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const reason = { reason: 'Tried with a version of before' };
const accountWrite: Write = { thing: 'account', who: 'admin' };
const incident = (body: unknown = {}): Write => ({ thing: 'incident', body });

/** Every operation of the API that takes If-Match, by its name in the description of the API; one that is missing here fails the scenario. */
const writes: Readonly<Record<string, Write>> = {
  'People.change': { ...accountWrite, body: { displayName: 'Somebody else', grants: [{ role: 'duty-officer', missions: ['KR-EMB-UA'] }] } },
  'People.disable': accountWrite,
  'People.enable': accountWrite,
  'People.removeSecondFactor': accountWrite,
  'People.resetPassword': accountWrite,
  'Movements.deployment': { thing: 'deployment', path: { act: 'depart' }, body: {} },
  'IncidentMoves.acknowledge': incident(null),
  'IncidentMoves.activate': incident(),
  'IncidentMoves.assess': incident(),
  'IncidentMoves.stabilise': incident(),
  'IncidentMoves.reopen': incident(),
  'IncidentMoves.review': incident(),
  'IncidentMoves.close': incident(reason),
  'IncidentTasks.add': incident({ title: 'Too late', ownerMissionId: 'KR-EMB-TR' }),
  'IncidentTasks.complete': { thing: 'incident', body: 'task' },
  'IncidentTasks.cancel': { thing: 'incident', body: 'task' },
  'IncidentDecisions.reassign': incident({ missionId: 'KR-EMB-UA', ...reason }),
  'IncidentDecisions.alertLevel': incident({ level: 'caution', basis: 'Tried' }),
  'IncidentDecisions.urgency': incident({ urgency: 'U4', ...reason }),
  'IncidentSeals.seal': incident({ ground: 'minor', ...reason }),
  'Incidents.link': { thing: 'report', body: null },
  'Incidents.unlink': { thing: 'report', body: null },
  'Lanes.pause': { thing: 'lane', body: reason },
  'Lanes.resume': { thing: 'lane', body: null },
  'Lanes.handOver': { thing: 'lane', body: reason },
  'Lanes.takeBack': { thing: 'lane', body: null },
  'Resources.adjust': { thing: 'lot', body: { counted: 1, ...reason } },
  'Missions.changeStatus': { thing: 'mission', body: { act: 'restrict', reason: 'civil-unrest' } },
  'Offers.accept': { thing: 'offer', body: {} },
  'Offers.acceptPart': { thing: 'offer', body: { lines: [{ lineNo: 1, count: 1 }] } },
  'Offers.decline': { thing: 'offer', body: { reason: 'no-transport' } },
  'Reports.dismiss': { thing: 'report', body: reason },
  'Reports.reassign': { thing: 'report', body: { missionId: 'KR-EMB-UA', ...reason } },
  'Movements.receive': { thing: 'shipment', body: {} },
  'Movements.shipment': { thing: 'shipment', path: { act: 'dispatch' }, body: {} },
  'StaffIdentity.record': { thing: 'staff', body: { passportNo: null, phone: '+82 2 0000 0000' } },
  'SupportRequests.close': { thing: 'request', body: null },
  'SupportRequests.decline': { thing: 'request', body: reason },
  'SupportRequests.direct': { thing: 'request', body: { hubId: 'KR-EMB-PL', lines: [{ lineNo: 1, count: 1 }] } },
  'SupportRequests.release': { thing: 'request', body: null },
  'SupportRequests.withdraw': { thing: 'request', body: reason },
};

/** T19: somebody writes with what she read before somebody else changed it. */
export const staleVersions = scenario({
  id: 'T19',
  name: 'a write with a stale If-Match is refused with 412 and changes nothing, wherever If-Match is taken',
  fault: 'the version before the present one in If-Match, for every operation that takes it',
  world: pairWorld,
  short: {},
  long: {},
  run: async ({ world, say }) => {
    const operations = operationsWithIfMatch();
    const missing = operations.filter(({ name }) => writes[name] === undefined).map(({ name }) => name);
    if (missing.length > 0) throw new Error(`operations with If-Match that this scenario does not know: ${missing.join(', ')}`);
    const things = await MutableThings.make(world);
    const wrong: string[] = [];
    const changed: string[] = [];
    for (const operation of operations) {
      const write = writes[operation.name];
      if (write === undefined) continue;
      const before = await things.row(write.thing);
      const status = await attempt(world, things, operation, write, before.version - 1);
      if (status !== 412) wrong.push(`${operation.name} was answered ${status}`);
      if ((await things.row(write.thing)).digest !== before.digest) changed.push(operation.name);
    }
    for (const what of wrong) say(what);
    for (const what of changed) say(`${what} changed its row`);
    return [
      figure('operations that take If-Match', operations.length, ''),
      figure('kinds of things', Object.keys(thingsTables).length, ''),
      figure('not refused with 412', wrong.length, '', exactly(0)),
      figure('rows changed', changed.length, '', exactly(0)),
    ];
  },
});

interface Operation {
  readonly name: string;
  readonly method: 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
}

async function attempt(world: World, things: MutableThings, operation: Operation, write: Write, ifMatch: number): Promise<number> {
  const ids: Record<string, string> = {
    id: things.idFor(operation.path, write.thing),
    hubId: things.hubId,
    reportId: things.id('report'),
    ...write.path,
  };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '').replace(/^\/api\/v1/, '');
  const body = write.body === 'task' ? { taskId: things.taskId } : write.body;
  const asking = { method: operation.method, path, ifMatch, key: `faults-stale:${Math.random()}` };
  const answer = await world.client(write.who ?? 'hq-watch-1').ask(body === undefined ? asking : { ...asking, body });
  return answer.status;
}

function operationsWithIfMatch(): Operation[] {
  const { paths } = JSON.parse(readFileSync(join(projectRoot(), 'docs', 'openapi.json'), 'utf8')) as {
    paths: Record<string, Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { parameters = [] }]) => parameters.some((parameter) => parameter.in === 'header' && parameter.name === 'If-Match'))
      .map(([method, { operationId }]) => ({ name: operationId, method: method.toUpperCase() as Operation['method'], path })),
  );
}
