import { join } from 'node:path';
import { IncidentsHttpModule, incidentsEntities } from '@bongsu/incidents';
import { ok } from '@bongsu/kernel';
import { MissionDirectory, MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { Database, PersonalData, UnitOfWork, systemActor } from '@bongsu/platform';
import type { Page, Problem } from '@bongsu/platform/contract';
import { ResourcesHttpModule, resourcesEntities, seedResources } from '@bongsu/resources';
import type { LotView, StaffView } from '@bongsu/resources/contract';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { seededMissions } from '../../../../test/harness/seeded-missions';
import {
  type LaneView,
  type OfferView,
  type SupportRequestDetail,
  type SupportRequestView,
  deploymentPageSchema,
  lanePageSchema,
  movementNotesSchema,
  offerPageSchema,
  offerSchema,
  requestPageSchema,
  shipmentPageSchema,
  supportRequestDetailSchema,
  supportRequestSchema,
} from '../contract';
import { DispatchHttpModule } from '../dispatch.module';
import { dispatchEntities } from '../storage/entities';
import { DeliverOffer } from '../use-cases/deliver-offer';
import { PlanSupportRequest } from '../use-cases/plan-support-request';

const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const house = systemActor('test', 'test-house');

describe('dispatch over HTTP, in the demo world', () => {
  let test: TestApp;
  let ankara: string;
  let warsaw: string;
  let tokyo: string;
  let headquarters: string;
  let incidentId: string;

  beforeAll(async () => {
    const entities = [...(missionsEntities as []), ...(resourcesEntities as []), ...(incidentsEntities as []), ...(dispatchEntities as [])];
    test = await startTestApp([MissionsHttpModule, ResourcesHttpModule, IncidentsHttpModule, DispatchHttpModule], entities);
    await seededMissions(test.app);
    await seed();
    ankara = await test.signIn({ role: 'duty-officer', missions: [ANKARA] });
    warsaw = await test.signIn({ role: 'hub-coordinator', missions: [WARSAW] });
    tokyo = await test.signIn({ role: 'head-of-mission', missions: ['KR-EMB-JP'] });
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    incidentId = (
      await ask<{ id: string }>(ankara, 'POST', '/incidents', {
        title: 'Earthquake in Hatay',
        category: 'earthquake',
        urgency: 'U1',
        missionId: ANKARA,
      })
    ).id;
  });
  afterAll(() => test.close());

  const seed = () =>
    test.app
      .get(UnitOfWork)
      .run(house, async (tx) =>
        ok(
          await seedResources(
            tx,
            join(__dirname, '../../../../data/reference'),
            test.app.get(MissionDirectory, { strict: false }).list(),
            test.app.get(PersonalData),
          ),
        ),
      );
  const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

  async function ask<T>(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    status = 0,
  ): Promise<T> {
    const answer = await test.call(token, method, `/api/v1${path}`, body, headers);
    if (status === 0 ? answer.status >= 300 : answer.status !== status)
      throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  const refused = (
    status: number,
    token: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Problem> => ask(token, method, path, body, headers, status);
  const lines = [
    { kind: 'staff', skill: 'consular', languages: ['en'], count: 1 },
    { kind: 'supply', itemCode: 'KMEDKFAI01B', count: 5 },
  ];
  const submit = () =>
    ask<SupportRequestView>(ankara, 'POST', '/support-requests', {
      incidentId,
      missionId: ANKARA,
      priority: 'P1',
      neededBy: inDays(3),
      justification: 'Two travellers missing',
      lines,
    });

  /** What the queue does. */
  async function planned(requestId: string): Promise<SupportRequestDetail> {
    await test.app.get(PlanSupportRequest, { strict: false }).execute({ requestId }, house);
    const detail = await ask<SupportRequestDetail>(ankara, 'GET', `/support-requests/${requestId}`);
    for (const { id } of detail.offers) await test.app.get(DeliverOffer, { strict: false }).execute({ offerId: id }, house);
    return ask(ankara, 'GET', `/support-requests/${requestId}`);
  }

  it('seeds the demo world once, flagged as synthetic throughout', async () => {
    expect(await seed()).toMatchObject({ ok: true, value: { staff: 0, lots: 0, items: 79 } });
    const [figures] = await test.app
      .get(Database)
      .query<Record<string, unknown>>(
        'SELECT count(*)::int AS staff, bool_and(synthetic) AS synthetic, (SELECT bool_and(synthetic) FROM resources_lot) AS lots FROM resources_staff',
      );
    expect(figures).toMatchObject({ synthetic: true, lots: true });
    expect(figures?.['staff']).toBeGreaterThan(1_000);
  });

  it('goes from request to receipt with the verbs of the API and their ETags', async () => {
    const request = supportRequestSchema.parse(await submit());
    expect(request).toMatchObject({ state: 'submitted', code: expect.stringMatching(/^TUR-\d{4}-\d{4}-S\d+$/) as string, version: 1 });
    const detail = supportRequestDetailSchema.parse(await planned(request.id));
    expect(detail.plan?.choices.map(({ hubId }) => hubId)).toEqual([WARSAW, WARSAW]);
    const waiting = offerPageSchema
      .parse(await ask(warsaw, 'GET', `/offers?hub=${WARSAW}&state=sent&limit=200`))
      .items.find(({ requestId }) => requestId === request.id)!;

    expect(await refused(412, warsaw, 'POST', `/offers/${waiting.id}/accept`, undefined, { 'if-match': '"1"' })).toMatchObject({
      code: 'dispatch.stale',
      facts: { version: waiting.version },
    });
    const accepted = offerSchema.parse(
      await ask(warsaw, 'POST', `/offers/${waiting.id}/accept`, undefined, { 'if-match': `"${String(waiting.version)}"` }),
    );
    expect(accepted).toMatchObject({ state: 'accepted', version: waiting.version + 1 });
    expect(await refused(409, warsaw, 'POST', `/offers/${waiting.id}/decline`, { reason: 'other' })).toMatchObject({
      code: 'dispatch.impossible-transition',
      facts: { state: 'accepted', act: 'decline' },
    });

    const [person] = deploymentPageSchema.parse(await ask(warsaw, 'GET', `/deployments?from=${WARSAW}&incidentId=${incidentId}`)).items;
    const [parcel] = shipmentPageSchema.parse(await ask(ankara, 'GET', `/shipments?to=${ANKARA}`)).items;
    expect([person!.permittedActs, parcel!.permittedActs]).toEqual([['mobilise', 'depart', 'cancel'], []]);
    await ask(warsaw, 'POST', `/deployments/${person!.id}/depart`);
    await ask(warsaw, 'POST', `/shipments/${parcel!.id}/dispatch`, { expectedAt: inDays(1) });
    expect(await refused(403, warsaw, 'POST', `/shipments/${parcel!.id}/receive`)).toMatchObject({ code: 'access.forbidden' });
    expect(await refused(422, ankara, 'POST', `/shipments/${parcel!.id}/receive`, { occurredAt: inDays(1) })).toMatchObject({
      code: 'dispatch.time-in-future',
      errors: [{ field: 'occurredAt' }],
    });
    await ask(ankara, 'POST', `/deployments/${person!.id}/arrive`, {});
    await ask(ankara, 'POST', `/shipments/${parcel!.id}/receive`);
    expect(await ask<SupportRequestDetail>(headquarters, 'GET', `/support-requests/${request.id}`)).toMatchObject({
      state: 'fulfilled',
      offers: [{ state: 'fulfilled' }],
      lines: [{ arrived: 1 }, { arrived: 5 }],
    });
    expect(
      requestPageSchema
        .parse(await ask(ankara, 'GET', `/support-requests?incidentId=${incidentId}&state=fulfilled`))
        .items.map(({ id }) => id),
    ).toContain(request.id);
  });

  it('keeps what is written with a step: encrypted, told to whoever sees the movement, and on record', async () => {
    const { id } = await submit();
    const { offers } = await planned(id);
    await ask(warsaw, 'POST', `/offers/${offers[0]!.id}/accept`);
    const { deployments, shipments } = await ask<SupportRequestDetail>(ankara, 'GET', `/support-requests/${id}`);
    const [person, parcel] = [deployments[0]!, shipments[0]!];
    const note = 'Mrs Kim meets him at the gate';
    expect(await ask(warsaw, 'POST', `/deployments/${person.id}/mobilise`)).toMatchObject({ noteCount: 0 });
    expect(await ask(warsaw, 'POST', `/deployments/${person.id}/depart`, { note })).toMatchObject({ noteCount: 1, state: 'en-route' });
    expect(await ask(warsaw, 'POST', `/shipments/${parcel.id}/dispatch`, { note: 'Two pallets, fragile' })).toMatchObject({ noteCount: 1 });

    const written = { act: 'depart', note, writtenBy: expect.any(String) as string };
    const read = movementNotesSchema.parse(await ask(ankara, 'GET', `/deployments/${person.id}/notes`));
    expect(read.items).toMatchObject([written]);
    expect(await ask(headquarters, 'GET', `/shipments/${parcel.id}/notes`)).toMatchObject({ items: [{ note: 'Two pallets, fragile' }] });
    expect(await refused(404, tokyo, 'GET', `/deployments/${person.id}/notes`)).toMatchObject({ code: 'dispatch.not-found' });
    expect(await refused(404, ankara, 'GET', `/shipments/${person.id}/notes`)).toMatchObject({ code: 'dispatch.not-found' });

    const database = test.app.get(Database);
    const rows = await database.query<{ note_text: string }>('SELECT note_text FROM dispatch_movement_note WHERE request_id = $1', [id]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/Kim|pallets/);
    const entries = await database.query('SELECT body FROM journal_entry WHERE incident_id = $1', [incidentId]);
    expect(JSON.stringify(entries)).not.toMatch(/Kim meets|pallets/);
    const readings = await database.query<{ action: string }>(
      "SELECT action FROM platform_access_record WHERE subject_type = 'support-request' AND subject_id = $1",
      [id],
    );
    expect(readings.filter(({ action }) => action === 'dispatch.read-movement-notes')).toHaveLength(2);
  });

  it('answers a repeated Idempotency-Key with the first answer, and reserves once', async () => {
    const { id } = await submit();
    const { offers } = await planned(id);
    const key = { 'idempotency-key': `accept-${id}` };
    const twice = await Promise.all([1, 2].map(() => ask<OfferView>(warsaw, 'POST', `/offers/${offers[0]!.id}/accept`, {}, key)));
    expect(twice[1]).toEqual(twice[0]);
    expect((await ask<SupportRequestDetail>(ankara, 'GET', `/support-requests/${id}`)).shipments).toHaveLength(1);
  });

  it('refuses what cannot be, with a code, the field and a remedy', async () => {
    const { id } = await submit();
    const { offers } = await planned(id);
    const offer = offers[0]!;
    const [expired] = await test.app.get(Database).query<{ id: string }>(
      `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
       VALUES (gen_random_uuid(), 'OLD', 'KMEDKFAI01B', $1, 50, 0, 'piece', now() - interval '1 day', 'expired', true, 1) RETURNING id`,
      [WARSAW],
    );
    const cases: [number, string, string, string, string, unknown][] = [
      [422, warsaw, `/offers/${offer.id}/accept-part`, 'dispatch.more-than-offered', 'lines.0.count', { lines: [{ lineNo: 2, count: 6 }] }],
      [422, warsaw, `/offers/${offer.id}/accept-part`, 'dispatch.nothing-accepted', 'lines', { lines: [{ lineNo: 2, count: 0 }] }],
      [
        422,
        warsaw,
        `/offers/${offer.id}/accept`,
        'dispatch.lot-expired',
        'lines.0.lotIds',
        { lines: [{ lineNo: 2, lotIds: [expired!.id] }] },
      ],
      [
        422,
        warsaw,
        `/offers/${offer.id}/accept`,
        'dispatch.staff-not-at-hub',
        'lines.0.staffIds',
        { lines: [{ lineNo: 1, staffIds: ['01890000-0000-7000-8000-000000000000'] }] },
      ],
      [400, warsaw, `/offers/${offer.id}/decline`, 'platform.invalid-request', 'reason', { reason: 'tired' }],
      [400, headquarters, `/shipments/${offer.id}/lapse`, 'platform.invalid-request', 'act', {}],
      [400, warsaw, `/deployments/${offer.id}/teleport`, 'platform.invalid-request', 'act', {}],
      [404, warsaw, `/shipments/${offer.id}/dispatch`, 'dispatch.not-found', '', {}],
      [404, tokyo, `/support-requests/${id}/withdraw`, 'dispatch.not-found', '', { reason: 'x' }],
      [403, warsaw, `/support-requests/${id}/withdraw`, 'access.forbidden', '', { reason: 'x' }],
      [403, ankara, `/support-requests/${id}/direct`, 'access.forbidden', '', { hubId: WARSAW, lines: [{ lineNo: 1, count: 1 }] }],
      [
        422,
        headquarters,
        `/support-requests/${id}/direct`,
        'dispatch.not-a-hub',
        'hubId',
        { hubId: 'KR-EMB-GR', lines: [{ lineNo: 1, count: 1 }] },
      ],
      [
        409,
        headquarters,
        `/support-requests/${id}/direct`,
        'dispatch.more-than-uncovered',
        'lines.0.count',
        { hubId: 'KR-EMB-SA', lines: [{ lineNo: 1, count: 1 }] },
      ],
      [409, ankara, `/support-requests/${id}/release`, 'dispatch.impossible-transition', '', undefined],
      [409, headquarters, `/support-requests/${id}/decline`, 'dispatch.impossible-transition', '', { reason: 'x' }],
      [
        422,
        ankara,
        '/support-requests',
        'dispatch.unknown-incident',
        'incidentId',
        { incidentId: offer.id, missionId: ANKARA, priority: 'P1', neededBy: inDays(1), justification: 'x', lines },
      ],
      [
        403,
        ankara,
        '/support-requests',
        'access.forbidden',
        '',
        { incidentId, missionId: 'KR-EMB-JP', priority: 'P1', neededBy: inDays(1), justification: 'x', lines },
      ],
      [
        422,
        headquarters,
        '/support-requests',
        'missions.unknown-mission',
        'missionId',
        { incidentId, missionId: 'KR-EMB-XX', priority: 'P1', neededBy: inDays(1), justification: 'x', lines },
      ],
      [400, warsaw, `/lanes/${WARSAW}/pause`, 'platform.invalid-request', 'reason', { reason: 'call Warsaw at +48 22 1234 5678' }],
      [404, headquarters, '/lanes/KR-EMB-GR/pause', 'dispatch.not-found', '', { reason: 'x' }],
      [403, warsaw, '/lanes/KR-EMB-SA/pause', 'access.forbidden', '', { reason: 'x' }],
      [409, warsaw, `/lanes/${WARSAW}/resume`, 'dispatch.impossible-transition', '', undefined],
    ];
    for (const [status, token, path, code, field, body] of cases) {
      const problem = await refused(status, token, 'POST', path, body);
      expect([path, problem.code, problem.remedy.length > 5]).toEqual([path, code, true]);
      if (field !== '') expect(problem.errors?.map((each) => each.field)).toContain(field);
    }
    expect((await refused(404, tokyo, 'GET', `/support-requests/${id}`)).code).toBe('dispatch.not-found');
    expect((await ask<SupportRequestDetail>(ankara, 'GET', `/support-requests/${id}`)).offers).toEqual([
      expect.objectContaining({ id: offer.id, state: 'sent', version: offer.version }),
    ]);
  });

  it('pages lists with an opaque cursor, of what one may see only', async () => {
    const all = offerPageSchema.parse(await ask(warsaw, 'GET', `/offers?hub=${WARSAW}&limit=200`)).items.map(({ id }) => id);
    const first = await ask<Page<OfferView>>(warsaw, 'GET', `/offers?hub=${WARSAW}&limit=2`);
    const second = await ask<Page<OfferView>>(warsaw, 'GET', `/offers?hub=${WARSAW}&limit=200&cursor=${first.nextCursor ?? ''}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all);
    expect(await ask(tokyo, 'GET', '/offers')).toEqual({ items: [], nextCursor: null });
    expect(await refused(422, warsaw, 'GET', '/offers?cursor=forged')).toMatchObject({ errors: [{ field: 'cursor' }] });
  });

  it('shows every lane, and its owner pauses and resumes it', async () => {
    expect(lanePageSchema.parse(await ask(ankara, 'GET', '/lanes')).items).toHaveLength(16);
    const paused = await ask<LaneView>(warsaw, 'POST', `/lanes/${WARSAW}/pause`, { reason: 'move of office' });
    expect(paused).toMatchObject({ state: 'paused', reason: 'move of office' });
    expect(await refused(412, warsaw, 'POST', `/lanes/${WARSAW}/resume`, undefined, { 'if-match': '"1"' })).toMatchObject({
      code: 'dispatch.stale',
    });
    expect(
      await ask<LaneView>(warsaw, 'POST', `/lanes/${WARSAW}/resume`, undefined, { 'if-match': `"${String(paused.version)}"` }),
    ).toMatchObject({ state: 'open' });
    expect(await ask<LaneView>(warsaw, 'POST', `/lanes/${WARSAW}/hand-over`, { toHubId: null, reason: 'flood' })).toMatchObject({
      state: 'handed-over',
      handedToHubId: 'KR-EMB-FR',
    });
    expect(await ask<LaneView>(warsaw, 'POST', `/lanes/${WARSAW}/take-back`)).toMatchObject({ state: 'open', handedToHubId: null });
  });

  it('shows staff and stock to their own mission, to the hub of the area and to headquarters', async () => {
    const missionsOf = async (token: string): Promise<Set<string>> =>
      new Set((await ask<Page<StaffView>>(token, 'GET', '/staff?limit=200')).items.map(({ missionId }) => missionId));
    expect(await missionsOf(ankara)).toEqual(new Set([ANKARA]));
    const staffOf = async (token: string, mission: string): Promise<number> =>
      (await ask<Page<StaffView>>(token, 'GET', `/staff?mission=${mission}`)).items.length;
    expect([await staffOf(warsaw, ANKARA), await staffOf(warsaw, 'KR-EMB-JP')]).toEqual([await staffOf(headquarters, ANKARA), 0]);
    const turkish = (await ask<Page<StaffView>>(headquarters, 'GET', `/staff?mission=${WARSAW}&language=tr&skill=consular`)).items;
    expect(turkish.every(({ synthetic, displayName }) => synthetic && displayName.startsWith('Synthetic'))).toBe(true);

    const [lot] = (await ask<Page<LotView>>(warsaw, 'GET', `/lots?mission=${WARSAW}&item=HSHEBLANWMT1`)).items;
    expect(
      await ask<LotView>(
        warsaw,
        'POST',
        `/lots/${lot!.id}/adjust`,
        { counted: 7, reason: 'stock-take' },
        { 'if-match': `"${String(lot!.version)}"` },
      ),
    ).toMatchObject({ quantity: 7, version: lot!.version + 1 });
    expect(
      await refused(
        412,
        warsaw,
        'POST',
        `/lots/${lot!.id}/adjust`,
        { counted: 8, reason: 'again' },
        { 'if-match': `"${String(lot!.version)}"` },
      ),
    ).toMatchObject({ code: 'resources.stale-lot' });
    expect(await refused(404, tokyo, 'POST', `/lots/${lot!.id}/adjust`, { counted: 8, reason: 'x' })).toMatchObject({
      code: 'resources.lot-not-found',
    });
    expect((await ask<Page<unknown>>(tokyo, 'GET', '/catalogue')).items.length).toBe(79);
  });
});
