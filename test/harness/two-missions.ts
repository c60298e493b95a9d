import { join } from 'node:path';
import { ok } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { Database, PersonalData, UnitOfWork, systemActor } from '@bongsu/platform';
import { legalBases } from '@bongsu/platform/contract';
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
  /** Of a sealed incident alone: a proposal, a break-glass and an export about it, and somebody on its list. */
  readonly proposal?: string;
  readonly breakGlass?: string;
  readonly exportId?: string;
  readonly listed?: string;
  readonly code?: string;
}

const NO_ID = '01890000-0000-7000-8000-000000000000';

/** Ids that nothing has. */
export const nowhere: MissionWorld = {
  mission: 'KR-EMB-XX',
  hub: 'KR-EMB-XX',
  ...sameForAll(['incident', 'report', 'task', 'duplicate', 'request', 'offer', 'deployment', 'shipment', 'lot', 'staff'], NO_ID),
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

/** Who is on the list of the sealed incident, by their tokens and ids. `sealer` opens it; she has the rights of headquarters. */
export interface SealList {
  readonly sealer: string;
  readonly head: string;
  /** A duty officer of another mission, who breaks the glass. */
  readonly stranger: string;
  readonly names: readonly string[];
}

/** The same mission's second crisis, which only a list of persons may know of: everything that an incident can have, each once. */
export async function sealedCrisis(test: TestApp, own: MissionWorld, list: SealList): Promise<MissionWorld> {
  const made = await crisisOf(test, list.sealer, own, 3, { seal: { ground: 'abduction', names: [...list.names] } }, own);
  const ask = asking(test);
  const { code } = await ask<{ code: string }>(list.sealer, 'GET', `/incidents/${made.incident}`);
  await ask(list.sealer, 'POST', `/incidents/${made.incident}/set-alert-level`, { level: 'attention', basis: 'what the family says' });
  const glass = await ask<{ id: string }>(list.stranger, 'POST', '/break-glass', {
    subject: { type: 'incident', id: code },
    minutes: 60,
    reasonCode: 'life-at-risk',
    reason: 'The family is here and knows more',
  });
  const order = {
    kind: 'reports',
    content: 'personal',
    incidentId: made.incident,
    reason: 'For the prosecutor',
    legalBasis: legalBases[0],
  };
  const exported = await ask<{ id: string }>(list.sealer, 'POST', '/exports', order);
  const unsealing = await ask<{ id: string }>(list.head, 'POST', `/incidents/${made.incident}/unseal`, { reason: 'They are free' });
  return { ...made, code, proposal: unsealing.id, breakGlass: glass.id, exportId: exported.id, listed: list.names[0] ?? '' };
}

const asking =
  (test: TestApp) =>
  async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

async function crisisOf(
  test: TestApp,
  token: string,
  { mission, hub }: { mission: string; hub: string },
  n: number,
  opening: object = {},
  shelf?: MissionWorld,
): Promise<MissionWorld> {
  const ask = <T>(method: string, path: string, body?: unknown): Promise<T> => asking(test)<T>(token, method, path, body);
  const query = <T>(sql: string, parameters: unknown[]): Promise<T[]> => test.app.get(Database).query(sql, parameters);
  type Made = { id: string };

  const { id: incident } = await ask<Made>('POST', '/incidents', {
    title: `Earthquake ${String(n)}`,
    category: 'earthquake',
    urgency: 'U1',
    missionId: mission,
    ...opening,
  });
  const { id: report } = await ask<Made>('POST', '/reports', {
    summary: 'Two travellers cannot be reached',
    category: 'earthquake',
    urgency: 'U2',
    evidenceGrade: 'C',
    channel: 'phone',
    place: { text: `invented place ${String(n)}`, precision: 'city' },
    missionId: mission,
    // What is filed to a sealed incident is sealed from its first byte.
    ...(shelf === undefined ? {} : { incidentId: incident }),
  });
  const { id: task } = await ask<Made>('POST', `/incidents/${incident}/add-task`, { title: 'Ring the hospitals', ownerMissionId: mission });
  await ask('POST', `/incidents/${incident}/sitreps`, {});
  const [duplicate] = await query<Made>(
    `INSERT INTO incidents_duplicate_proposal (id, report_id, incident_id, same_category, same_country, same_feed_event, score, state, proposed_at)
     VALUES (gen_random_uuid(), $1, $2, true, true, false, 0.9, 'proposed', now()) RETURNING id`,
    [report, incident],
  );
  if (duplicate === undefined) throw new Error(`${mission} lacks a proposal`);
  const { lot, staff, passportNo } = shelf ?? (await shelfOf());

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
    lot,
    staff,
    passportNo,
  };

  async function shelfOf(): Promise<Pick<MissionWorld, 'lot' | 'staff' | 'passportNo'>> {
    const [stored] = await query<Made>(
      `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
       VALUES (gen_random_uuid(), $1, '${KIT}', $2, 50, 0, 'piece', now() + interval '1 year', 'good', true, 1) RETURNING id`,
      [`T-${String(n)}`, mission],
    );
    const [person] = await query<Made>('SELECT id FROM resources_staff WHERE mission_id = $1 ORDER BY staff_no LIMIT 1', [mission]);
    if (stored === undefined || person === undefined) throw new Error(`${mission} lacks something`);
    const recorded = `M0000000${String(n)}`;
    await ask('PUT', `/staff/${person.id}/identity`, { passportNo: recorded, phone: null });
    return { lot: stored.id, staff: person.id, passportNo: recorded };
  }
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
    proposals: world.proposal ?? NO_ID,
    'break-glass': world.breakGlass ?? NO_ID,
    exports: world.exportId ?? NO_ID,
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
    ...(world.listed === undefined || first !== 'incidents' ? {} : { accountId: world.listed }),
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
