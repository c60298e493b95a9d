import { join } from 'node:path';
import { ok } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { Database, PersonalData, UnitOfWork, systemActor } from '@bongsu/platform';
import { seedResources } from '@bongsu/resources';
import { DeliverOffer } from '../../libs/dispatch/src/use-cases/deliver-offer';
import { type ApiOperation, type Known } from './api-operations';
import type { TestApp } from './http-app';
import { seededMissions } from './seeded-missions';

/** What one mission has: one object of each kind, all of them invented. */
export interface MissionWorld {
  readonly mission: string;
  /** Its primary hub, which is asked for support. */
  readonly hub: string;
  readonly incident: string;
  readonly report: string;
  readonly task: string;
  readonly duplicate: string;
  readonly request: string;
  readonly offer: string;
  readonly deployment: string;
  readonly shipment: string;
  readonly lot: string;
  readonly staff: string;
  readonly passportNo: string;
}

/** Ids that nothing has. */
export const nowhere: MissionWorld = {
  mission: 'KR-EMB-XX',
  hub: 'KR-EMB-XX',
  ...sameForAll(
    ['incident', 'report', 'task', 'duplicate', 'request', 'offer', 'deployment', 'shipment', 'lot', 'staff'],
    '01890000-0000-7000-8000-000000000000',
  ),
  passportNo: 'M99999999',
};

function sameForAll<Name extends string>(names: readonly Name[], value: string): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, value])) as Record<Name, string>;
}

const house = systemActor('test', 'test-house');
const KIT = 'KMEDKFAI01B';

/** Two missions far from each other, under different hubs, each in the middle of a crisis of its own. */
export async function twoMissions(test: TestApp): Promise<{ own: MissionWorld; other: MissionWorld }> {
  await seededMissions(test.app);
  await test.app
    .get(UnitOfWork)
    .run(house, async (tx) =>
      ok(
        await seedResources(
          tx,
          join(__dirname, '../../data/reference'),
          test.app.get(MissionDirectory, { strict: false }).list(),
          test.app.get(PersonalData),
        ),
      ),
    );
  const token = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
  const [ankara, far] = await test.app
    .get(Database)
    .query<{ mission: string; hub: string }>(
      `SELECT mission_id AS mission, primary_hub_id AS hub FROM missions_hub_membership WHERE mission_id IN ('KR-EMB-TR', 'KR-EMB-PE') ORDER BY mission_id DESC`,
    );
  if (ankara === undefined || far === undefined || ankara.hub === far.hub)
    throw new Error('these two missions are not under different hubs');
  return { own: await crisisOf(test, token, ankara, 1), other: await crisisOf(test, token, far, 2) };
}

async function crisisOf(
  test: TestApp,
  token: string,
  { mission, hub }: { mission: string; hub: string },
  n: number,
): Promise<MissionWorld> {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const query = <T>(sql: string, parameters: unknown[]): Promise<T[]> => test.app.get(Database).query(sql, parameters);
  type Made = { id: string };

  const { id: incident } = await ask<Made>('POST', '/incidents', {
    title: `Earthquake ${String(n)}`,
    category: 'earthquake',
    urgency: 'U1',
    missionId: mission,
  });
  const { id: report } = await ask<Made>('POST', '/reports', {
    summary: 'Two travellers cannot be reached',
    category: 'earthquake',
    urgency: 'U2',
    evidenceGrade: 'C',
    channel: 'phone',
    place: { text: `invented place ${String(n)}`, precision: 'city' },
    missionId: mission,
  });
  const { id: task } = await ask<Made>('POST', `/incidents/${incident}/add-task`, { title: 'Ring the hospitals', ownerMissionId: mission });
  await ask('POST', `/incidents/${incident}/sitreps`, {});
  const [duplicate] = await query<Made>(
    `INSERT INTO incidents_duplicate_proposal (id, report_id, incident_id, same_category, same_country, same_feed_event, score, state, proposed_at)
     VALUES (gen_random_uuid(), $1, $2, true, true, false, 0.9, 'proposed', now()) RETURNING id`,
    [report, incident],
  );
  const [lot] = await query<Made>(
    `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
     VALUES (gen_random_uuid(), $1, '${KIT}', $2, 50, 0, 'piece', now() + interval '1 year', 'good', true, 1) RETURNING id`,
    [`T-${String(n)}`, mission],
  );
  const [staff] = await query<Made>('SELECT id FROM resources_staff WHERE mission_id = $1 ORDER BY staff_no LIMIT 1', [mission]);
  if (duplicate === undefined || lot === undefined || staff === undefined) throw new Error(`${mission} lacks something`);
  const passportNo = `M0000000${String(n)}`;
  await ask('PUT', `/staff/${staff.id}/identity`, { passportNo, phone: null });

  const { id: request } = await ask<Made>('POST', '/support-requests', {
    incidentId: incident,
    missionId: mission,
    priority: 'P2',
    neededBy: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    justification: 'consular support',
    lines: [
      { kind: 'staff', skill: 'consular', count: 1 },
      { kind: 'supply', itemCode: KIT, count: 2 },
    ],
  });
  await query(
    `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
     VALUES (gen_random_uuid(), $1, '${KIT}', $2, 50, 0, 'piece', now() + interval '1 year', 'good', true, 1)`,
    [`H-${String(n)}`, hub],
  );
  const asked = await ask<{ offers: Made[] }>('POST', `/support-requests/${request}/direct`, {
    hubId: hub,
    lines: [
      { lineNo: 1, count: 1 },
      { lineNo: 2, count: 2 },
    ],
  });
  const offer = asked.offers[0]?.id ?? '';
  await test.app.get(DeliverOffer, { strict: false }).execute({ offerId: offer }, house);
  await ask('POST', `/offers/${offer}/accept`, {});
  const detail = await ask<{ deployments: Made[]; shipments: Made[] }>('GET', `/support-requests/${request}`);
  const [deployment] = detail.deployments;
  const [shipment] = detail.shipments;
  if (deployment === undefined || shipment === undefined) throw new Error(`${hub} sent nobody and nothing to ${mission}`);
  return {
    mission,
    hub,
    incident,
    report,
    task,
    duplicate: duplicate.id,
    request,
    offer,
    deployment: deployment.id,
    shipment: shipment.id,
    lot: lot.id,
    staff: staff.id,
    passportNo,
  };
}

/** What the properties of bodies and addresses mean when an operation is about this mission's things. */
export function about(world: MissionWorld, { id, path }: Pick<ApiOperation, 'id' | 'path'>): Known {
  const first = /^\/api\/v1\/([a-z-]+)\//.exec(path)?.[1] ?? '';
  const ids: Readonly<Record<string, string>> = {
    incidents: world.incident,
    reports: world.report,
    duplicates: world.duplicate,
    'support-requests': world.request,
    offers: world.offer,
    deployments: world.deployment,
    shipments: world.shipment,
    lots: world.lot,
    staff: world.staff,
    missions: world.mission,
  };
  const names: Readonly<Record<string, unknown>> = {
    ...(ids[first] === undefined ? {} : { id: ids[first] }),
    reportId: world.report,
    taskId: world.task,
    missionId: world.mission,
    ownerMissionId: world.mission,
    mission: world.mission,
    hubId: world.hub,
    incidentId: world.incident,
    passportNo: world.passportNo,
    number: 1,
    file: '1.html',
    neededBy: new Date(Date.now() + 5 * 86_400_000).toISOString(),
    ...own[id],
  };
  return (name) => names[name];
}

/** Where a body means something else by a name, or must not hold what it may. */
const own: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Reports.file': { incidentId: null, place: { text: 'Elsewhere', precision: 'city' } },
  'Missions.competent': { lat: 36.2, lng: 36.16 },
  'StaffIdentity.record': { phone: null },
  'Movements.deployment': { act: 'arrive' },
  'Movements.shipment': { act: 'dispatch' },
};
