import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { IncidentsHttpModule, IncidentsModule, incidentsEntities } from '@bongsu/incidents';
import { MissionsHttpModule, MissionsModule, missionsEntities } from '@bongsu/missions';
import { Database, PlatformModule, PurgeDue, RotateKeys, SealExisting, SequencerModule, systemActor } from '@bongsu/platform';
import { ResourcesHttpModule, ResourcesModule, resourcesEntities } from '@bongsu/resources';
import { type TestApp, startTestApp } from '../../../test/harness/http-app';
import { seededMissions } from '../../../test/harness/seeded-missions';
import { personalDataKeys, testSettings } from '../../../test/harness/settings';
import type { OfferView, ShipmentView, SupportRequestDetail, SupportRequestView } from './contract';
import { DispatchHttpModule, DispatchModule } from './dispatch.module';
import { dispatchEntities } from './storage/entities';
import { DeliverOffer } from './use-cases/deliver-offer';
import { PlanSupportRequest } from './use-cases/plan-support-request';
import { ReadDispatch } from './use-cases/read-dispatch';

const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const house = systemActor('test', 'test-typed');
/** Planted: each is in one place, encrypted, and nowhere else. */
const WHY = 'Haneul Asked waits at the gate';
const NO = 'Haneul Declined is on leave';
const COUNTED = 'Haneul Counted dropped one';
const ENDED = 'Haneul Ended has left by bus';
const PLANTED = [WHY, NO, COUNTED, ENDED];

const entities = [missionsEntities, resourcesEntities, incidentsEntities, dispatchEntities].flatMap((of) => of as []);
const keys = personalDataKeys();

describe('what people type about a request', () => {
  let test: TestApp;
  let [ankara, warsaw, officer, incidentId] = ['', '', '', ''];
  beforeAll(async () => {
    test = await startTestApp([MissionsHttpModule, ResourcesHttpModule, IncidentsHttpModule, DispatchHttpModule], entities, keys);
    await seededMissions(test.app);
    ankara = await test.signIn({ role: 'duty-officer', missions: [ANKARA] });
    warsaw = await test.signIn({ role: 'hub-coordinator', missions: [WARSAW] });
    officer = await test.signIn({ role: 'privacy-officer', missions: '*' });
    await query(
      `INSERT INTO resources_catalogue_item (item_code, category, name_en, name_ko, unit) VALUES ('KIT', 'medical', 'First aid kit', '구급낭', 'piece') RETURNING 1`,
    );
    const incident = { title: 'Earthquake in Hatay', category: 'earthquake', urgency: 'U1', missionId: ANKARA };
    incidentId = (await ask<{ id: string }>(ankara, 'POST', '/incidents', incident)).id;
  });
  afterAll(() => test.close());

  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => test.app.get(Database).query(sql, parameters);
  const ask = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const asOwner = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const client = new Client({ connectionString: test.database.url });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  /** Every row of every table as text, as a dump has them. */
  const dump = async (): Promise<string> => {
    const tables = await asOwner<{ name: string }>("SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public'");
    const rows = await Promise.all(tables.map(({ name }) => asOwner<{ text: string }>(`SELECT t::text AS text FROM ${name} AS t`)));
    return rows
      .flat()
      .map(({ text }) => text)
      .join('\n');
  };
  /** Another process of the same installation, with the keys that it is given. */
  const anotherProcess = (own: Record<string, string>) => {
    const settings = testSettings({ DATABASE_URL: test.database.url, ...own });
    const platform = [PlatformModule.forProcess({ settings, entities, name: 'test' }), SequencerModule];
    @Module({ imports: [...platform, MissionsModule, ResourcesModule, IncidentsModule, DispatchModule] })
    class TestModule {}
    return NestFactory.createApplicationContext(TestModule, { logger: false });
  };
  const submit = (): Promise<SupportRequestView> =>
    ask(ankara, 'POST', '/support-requests', {
      ...{ incidentId, missionId: ANKARA, priority: 'P1', neededBy: new Date(Date.now() + 3 * 86_400_000).toISOString() },
      ...{ justification: WHY, lines: [{ kind: 'supply', itemCode: 'KIT', count: 5 }] },
    });
  const read = (id: string, by = ankara): Promise<SupportRequestDetail> => ask(by, 'GET', `/support-requests/${id}`);
  /** What the queue does, with no eyes for what was typed. */
  const planned = async (requestId: string): Promise<OfferView> => {
    await query(
      `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, condition, synthetic, version)
       VALUES (gen_random_uuid(), gen_random_uuid()::text, 'KIT', $1, 5, 0, 'piece', 'good', true, 1) RETURNING 1`,
      [WARSAW],
    );
    const done = await test.app.get(PlanSupportRequest, { strict: false }).execute({ requestId }, house);
    expect(done.ok).toBe(true);
    const [offer] = (await read(requestId)).offers;
    expect((await test.app.get(DeliverOffer, { strict: false }).execute({ offerId: offer?.id ?? '' }, house)).ok).toBe(true);
    return offer!;
  };
  /** A request with a count that differed, which has ended. */
  const counted = async (): Promise<string> => {
    const { id } = await submit();
    const offer = await planned(id);
    await ask(warsaw, 'POST', `/offers/${offer.id}/accept`);
    const [parcel] = (await read(id)).shipments;
    await ask(warsaw, 'POST', `/shipments/${parcel!.id}/dispatch`);
    const items = [{ lotId: parcel!.items[0]!.lotId, received: 4, note: COUNTED }];
    const received = await ask<ShipmentView>(ankara, 'POST', `/shipments/${parcel!.id}/receive`, { items });
    expect(received.items).toMatchObject([{ sent: 5, received: 4, discrepancyNote: COUNTED }]);
    await ask(ankara, 'POST', `/support-requests/${id}/withdraw`, { reason: ENDED });
    return id;
  };
  const declined = async (): Promise<string> => {
    const { id } = await submit();
    const offer = await planned(id);
    expect(await ask(warsaw, 'POST', `/offers/${offer.id}/decline`, { reason: 'other', note: NO })).toMatchObject({ declineNote: NO });
    return id;
  };
  const recordsOf = async (id: string): Promise<string[]> =>
    (
      await query<{ action: string }>(
        "SELECT action FROM platform_access_record WHERE subject_type = 'support-request' AND subject_id = $1 ORDER BY id",
        [id],
      )
    ).map(({ action }) => action);

  it('is read as it was written, by whoever sees the request, and that goes on record', async () => {
    const id = await counted();
    const before = (await recordsOf(id)).length;
    expect(await read(id)).toMatchObject({
      ...{ justification: WHY, endedReason: ENDED, shipments: [{ items: [{ discrepancyNote: COUNTED }] }] },
    });
    const listed = await ask<{ items: SupportRequestView[] }>(warsaw, 'GET', `/support-requests?incidentId=${incidentId}`);
    expect(listed.items.find((each) => each.id === id)).toMatchObject({ justification: WHY, endedReason: ENDED });
    const parcels = await ask<{ items: ShipmentView[] }>(ankara, 'GET', `/shipments?requestId=${id}`);
    expect(parcels.items).toMatchObject([{ items: [{ discrepancyNote: COUNTED }] }]);
    const other = await declined();
    const offers = await ask<{ items: OfferView[] }>(ankara, 'GET', `/offers?requestId=${other}`);
    expect(offers.items).toMatchObject([{ declineReason: 'other', declineNote: NO }]);
    expect((await recordsOf(id)).slice(before)).toEqual(['dispatch.read-request', 'dispatch.read-requests', 'dispatch.read-shipments']);
    expect(await recordsOf(other)).toContain('dispatch.read-offers');
  });

  it('is in no row of the database in clear, and in no entry', async () => {
    const text = await dump();
    expect(text).toContain('dispatch.offer-declined');
    for (const planted of PLANTED) expect(text).not.toContain(planted);
    expect(text).not.toContain('Haneul');
  });

  it('is not read by the jobs that plan, deliver and end: nobody but persons is on record', async () => {
    const readers = await query<{ actor_kind: string }>(
      "SELECT DISTINCT actor_kind FROM platform_access_record WHERE subject_type = 'support-request'",
    );
    expect(readers).toEqual([{ actor_kind: 'person' }]);
  });

  it('is erased with the key of its request, and shows that it was; the rest goes on', async () => {
    const id = await counted();
    const running = await declined();
    for (const each of [id, running])
      await ask(officer, 'POST', '/erasures', {
        ...{ subject: { type: 'support-request', id: each }, cause: 'request-of-the-person', reference: 'PIPA-2026/18' },
      });
    expect(await read(id)).toMatchObject({
      ...{ justification: '«erased»', endedReason: '«erased»', state: 'withdrawn' },
      shipments: [{ items: [{ sent: 5, received: 4, discrepancyNote: '«erased»' }] }],
    });
    expect((await read(running)).offers).toMatchObject([{ declineReason: 'other', declineNote: '«erased»' }]);
    const moving = await submit();
    const offer = await planned(moving.id);
    await ask(warsaw, 'POST', `/offers/${offer.id}/accept`);
    const [parcel] = (await read(moving.id)).shipments;
    await ask(officer, 'POST', '/erasures', {
      ...{ subject: { type: 'support-request', id: moving.id }, cause: 'request-of-the-person', reference: 'PIPA-2026/18' },
    });
    expect(await ask(warsaw, 'POST', `/shipments/${parcel!.id}/dispatch`, { note: NO })).toMatchObject({
      state: 'in-transit',
      noteCount: 0,
    });
    // It ends like any other; new words about it are not kept.
    expect(await ask(ankara, 'POST', `/support-requests/${running}/withdraw`, { reason: ENDED })).toMatchObject({
      ...{ state: 'withdrawn', justification: '«erased»', endedReason: null },
    });
  });

  it('is kept for one year after the request ended and the last note was written', async () => {
    const [id, running] = [await counted(), await declined()];
    const purge = async (): Promise<boolean[]> => {
      expect((await test.app.get(PurgeDue, { strict: false }).execute(house)).ok).toBe(true);
      return Promise.all([id, running].map(async (each) => (await read(each)).justification === '«erased»'));
    };
    await query("UPDATE dispatch_request SET ended_at = ended_at - interval '360 days' WHERE id = $1 RETURNING 1", [id]);
    expect(await purge()).toEqual([false, false]);
    await query("UPDATE dispatch_request SET ended_at = ended_at - interval '7 days' WHERE id = $1 RETURNING 1", [id]);
    expect(await purge()).toEqual([true, false]);
    const evidence = await query(
      "SELECT 1 FROM journal_entry WHERE kind = 'platform.personal-data-purged' AND body->>'retentionClass' = 'request-text'",
    );
    expect(evidence).toHaveLength(1);
  });

  it('that lay in clear before is encrypted in place, and only then', async () => {
    const id = await counted();
    const columns = ['dispatch_request.justification', 'dispatch_request.ended_reason', 'dispatch_shipment.discrepancy_notes'];
    const constraints = columns.map((column) => column.split('.') as [string, string]);
    const [parcel] = (await read(id)).shipments;
    for (const [table, column] of constraints) await asOwner(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_sealed`);
    await asOwner('UPDATE dispatch_request SET justification = $2, ended_reason = $3 WHERE id = $1', [id, WHY, ENDED]);
    const notes = JSON.stringify({ [parcel!.items[0]!.lotId]: COUNTED });
    await asOwner('UPDATE dispatch_shipment SET discrepancy_notes = $2 WHERE id = $1', [parcel!.id, notes]);
    for (const [table, column] of constraints)
      await asOwner(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_sealed CHECK (platform_is_sealed(${column})) NOT VALID`);
    expect(await test.call(ankara, 'GET', `/api/v1/support-requests/${id}`)).toMatchObject({ status: 503 });
    const sealing = test.app.get(SealExisting, { strict: false });
    expect(await sealing.execute({ batch: 10 }, house)).toMatchObject({ ok: true, value: { dispatch_request: 1, dispatch_shipment: 1 } });
    expect(await read(id)).toMatchObject({
      justification: WHY,
      endedReason: ENDED,
      shipments: [{ items: [{ discrepancyNote: COUNTED }] }],
    });
    expect(await dump()).not.toContain('Haneul');
  });

  it('goes over to a new key with everything else, and the old one is no longer needed', async () => {
    const id = await counted();
    const young = `young:${Buffer.alloc(32, 7).toString('base64')}`;
    const both = await anotherProcess({ ...keys, PERSONAL_DATA_KEYS: `${young},${keys.PERSONAL_DATA_KEYS}` });
    expect(await both.get(RotateKeys).execute({ batch: 100 }, house)).toMatchObject({ ok: true });
    await both.close();
    const after = await anotherProcess({ ...keys, PERSONAL_DATA_KEYS: young });
    const grants = [{ role: 'headquarters-watch-officer', missions: '*' as const }];
    const reader = { kind: 'person' as const, id: '01890000-0000-7000-8000-000000000000', grants, correlationId: 'test-typed' };
    expect(await after.get(ReadDispatch).request(id, reader)).toMatchObject({
      value: { justification: WHY, endedReason: ENDED, shipments: [{ items: [{ discrepancyNote: COUNTED }] }] },
    });
    await after.close();
  });
});
