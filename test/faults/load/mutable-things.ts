import { addMs, hours, systemClock } from '@bongsu/kernel';
import { until } from '../wait';
import type { World } from '../world/world';
import { reportBody } from './intake-load';

/** Where each thing that has a version is kept. */
export const thingsTables = {
  account: 'access_account',
  deployment: 'dispatch_deployment',
  incident: 'incidents_incident',
  lane: 'dispatch_lane',
  lot: 'resources_lot',
  mission: 'missions_mission',
  offer: 'dispatch_offer',
  report: 'incidents_report',
  request: 'dispatch_request',
  shipment: 'dispatch_shipment',
  staff: 'resources_staff',
} as const;
export type Thing = keyof typeof thingsTables;

/** One of each kind of thing that has a version, made through the API where there was none. */
export class MutableThings {
  private constructor(
    private readonly world: World,
    private readonly ids: Readonly<Record<Thing, string>>,
    readonly taskId: string,
  ) {}

  static async make(world: World): Promise<MutableThings> {
    const watch = world.client('hq-watch-1');
    const key = (of: string): { key: string } => ({ key: `faults-things:${of}:${Math.random()}` });
    const body = { title: 'Written by two', category: 'earthquake', urgency: 'U2', missionId: 'KR-EMB-TR', countryIso2: 'TR' };
    const incident = await watch.must<{ id: string }>('/incidents', body, key('incident'));
    const task = await watch.must<{ id: string }>(
      `/incidents/${incident.id}/add-task`,
      { title: 'A task', ownerMissionId: 'KR-EMB-TR' },
      key('task'),
    );
    const report = await watch.must<{ id: string }>('/reports', reportBody(0), key('report'));
    world.acknowledged.otherwiseFiled += 1;
    await watch.must(`/incidents/${incident.id}/reports/${report.id}`, null, key('link'));
    const request = await accepted(world, incident.id);
    const hubId = await oneOf(world, 'SELECT from_mission_id AS id FROM dispatch_deployment WHERE request_id = $1 LIMIT 1', [request]);
    await watch.must(`/lanes/${hubId}/pause`, { reason: 'Tried' }, key('lane'));
    await watch.must(`/lanes/${hubId}/resume`, null, key('lane'));
    return new MutableThings(
      world,
      {
        incident: incident.id,
        report: report.id,
        request,
        lane: hubId,
        deployment: await oneOf(world, 'SELECT id FROM dispatch_deployment WHERE request_id = $1 LIMIT 1', [request]),
        shipment: await oneOf(world, 'SELECT id FROM dispatch_shipment WHERE request_id = $1 LIMIT 1', [request]),
        offer: await oneOf(world, 'SELECT id FROM dispatch_offer WHERE request_id = $1 LIMIT 1', [request]),
        lot: await oneOf(world, "SELECT id FROM resources_lot WHERE reserved = 0 AND mission_id = 'KR-EMB-TR' LIMIT 1"),
        staff: await oneOf(world, "SELECT id FROM resources_staff WHERE mission_id = 'KR-EMB-TR' LIMIT 1"),
        mission: 'KR-EMB-UA',
        account: await oneOf(world, "SELECT id FROM access_account WHERE grants::text LIKE '%KR-EMB-UA%' LIMIT 1"),
      },
      task.id,
    );
  }

  get hubId(): string {
    return this.ids.lane;
  }

  id(thing: Thing): string {
    return this.ids[thing];
  }

  /** A report's link is written at the address of its incident. */
  idFor(path: string, thing: Thing): string {
    return path.includes('/incidents/{id}') ? this.ids.incident : this.ids[thing];
  }

  async row(thing: Thing): Promise<{ version: number; digest: string }> {
    const column = thing === 'lane' ? 'hub_id' : 'id';
    const [row] = await this.world.sql<{ version: number; digest: string }>(
      `SELECT version, md5(row::text) AS digest FROM ${thingsTables[thing]} AS row WHERE ${column}::text = $1`,
      [this.ids[thing]],
    );
    if (row === undefined) throw new Error(`there is no ${thing} ${this.ids[thing]}`);
    return row;
  }
}

/** A request for people and goods that every asked hub has accepted. */
async function accepted(world: World, incidentId: string): Promise<string> {
  const item = await oneOf(
    world,
    "SELECT item_code AS id FROM resources_lot WHERE quantity - reserved > 5 AND condition = 'good' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1",
  );
  const request = await world.client('ankara-duty').must<{ id: string }>(
    '/support-requests',
    {
      incidentId,
      missionId: 'KR-EMB-TR',
      priority: 'P1',
      neededBy: addMs(systemClock.now(), hours(72)),
      justification: 'Tried',
      lines: [
        { kind: 'staff', skill: 'consular', count: 1 },
        { kind: 'supply', itemCode: item, count: 2 },
      ],
    },
    { key: `faults-things:request:${Math.random()}` },
  );
  await until('every offer is answered and both lines are promised', 60_000, async () => {
    const open = await world.sql<{ id: string }>("SELECT id::text FROM dispatch_offer WHERE request_id = $1 AND state = 'sent'", [
      request.id,
    ]);
    for (const { id } of open) await world.client('hq-watch-1').post(`/offers/${id}/accept`, {}, { key: `faults-things:accept:${id}` });
    const orders = await world.count(
      'SELECT (SELECT count(*) FROM dispatch_deployment WHERE request_id = $1) * (SELECT count(*) FROM dispatch_shipment WHERE request_id = $1) AS n',
      [request.id],
    );
    return orders > 0;
  });
  await world.quiet();
  return request.id;
}

async function oneOf(world: World, statement: string, values: readonly unknown[] = []): Promise<string> {
  const [row] = await world.sql<{ id: string }>(statement, values);
  if (row === undefined) throw new Error(`nothing found: ${statement}`);
  return row.id;
}
