import { ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork, actingAs, asHouseWithin } from '@bongsu/platform';
import { type DispatchWorld, KIT, coordinatorOf, headquarters, officerOf, startDispatchWorld, unwrapped } from '../test/dispatch-world';
import { DossierStore } from './storage/dossier.store';
import { AcceptOffer } from './use-cases/accept-offer';
import { WithdrawSupportRequest } from './use-cases/withdraw-support-request';

/** Each mission with its primary hub: neither has to do with the other. */
const TENANTS = [
  { mission: 'KR-EMB-TR', hub: 'KR-EMB-PL' },
  { mission: 'KR-EMB-PE', hub: 'KR-EMB-AR' },
] as const;

/** Tables whose rows name the incident that they belong to, themselves or through what they belong to. */
const BY_INCIDENT: Readonly<Record<string, string>> = {
  dispatch_request: 'incident_id',
  dispatch_request_counter: 'incident_id',
  dispatch_offer: 'incident_id',
  dispatch_deployment: 'incident_id',
  dispatch_shipment: 'incident_id',
  dispatch_movement_note: 'incident_id',
  resources_reservation: '(SELECT incident_id FROM dispatch_offer WHERE dispatch_offer.id = offer_id)',
};

describe('row policies: plain SQL shows a person no row of a mission that is none of hers', () => {
  let world: DispatchWorld;
  const incidents = new Map<string, string>();

  beforeAll(async () => {
    world = await startDispatchWorld();
    for (const { mission, hub } of TENANTS) {
      await world.person(hub);
      await world.lot(hub, 9);
      const incidentId = await world.incident(mission);
      incidents.set(mission, incidentId);
      const lines = [
        { kind: 'staff', skill: 'consular', count: 1 },
        { kind: 'supply', itemCode: KIT, count: 5 },
      ] as const;
      const { id } = await world.submit(incidentId, lines, { missionId: mission });
      const { offers } = await world.planAndDeliver(id);
      expect(offers).toMatchObject([{ hubId: hub, state: 'sent' }]);
      unwrapped(await world.get(AcceptOffer).execute({ offerId: offers[0]!.id, lines: [], ifVersion: undefined }, coordinatorOf(hub)));
      await world.query(
        `INSERT INTO dispatch_movement_note (id, movement_id, request_id, incident_id, act, note_text, written_by, written_at)
         SELECT gen_random_uuid(), id, request_id, incident_id, 'depart', $2, 'test', now() FROM dispatch_shipment WHERE incident_id = $1`,
        [incidentId, ['bs1', 'A'.repeat(22), 'A'.repeat(16), 'A'.repeat(22), 'A'.repeat(24)].join('.')],
      );
    }
  }, 60_000);
  afterAll(() => world.close());

  const as = <Row>(person: Actor | null, sql: string): Promise<Row[]> => actingAs(person, () => world.query<Row>(sql));
  const incidentsIn = async (person: Actor | null, table: string): Promise<string[]> =>
    (await as<{ id: string }>(person, `SELECT DISTINCT ${BY_INCIDENT[table] ?? ''} AS id FROM ${table} ORDER BY 1`)).map(({ id }) => id);
  const missionsIn = async (person: Actor | null, table: string): Promise<string[]> =>
    (await as<{ id: string }>(person, `SELECT DISTINCT mission_id AS id FROM ${table} ORDER BY 1`)).map(({ id }) => id);

  describe.each(TENANTS)('$mission and its hub', ({ mission, hub }) => {
    it.each(Object.keys(BY_INCIDENT))('%s: their own incident and no other; headquarters both', async (table) => {
      const own = incidents.get(mission)!;
      expect(await incidentsIn(officerOf(mission), table)).toEqual([own]);
      expect(await incidentsIn(coordinatorOf(hub), table)).toEqual([own]);
      expect(await incidentsIn(headquarters, table)).toEqual([...incidents.values()].sort());
      expect(await incidentsIn(null, table)).toEqual([]);
      expect(await incidentsIn(officerOf('KR-EMB-JP'), table)).toEqual([]);
    });

    it.each(['resources_staff', 'resources_lot'])(
      '%s: of the hub for the hub alone, and of nobody for who only asked it',
      async (table) => {
        expect(await missionsIn(coordinatorOf(hub), table)).toEqual([hub]);
        expect(await missionsIn(officerOf(mission), table)).toEqual([]);
        expect(await missionsIn(headquarters, table)).toEqual(TENANTS.map((each) => each.hub).sort());
        expect(await missionsIn(null, table)).toEqual([]);
      },
    );

    it('nothing of another mission is changed by a careless statement', async () => {
      const statements = [
        `UPDATE dispatch_request SET priority = 'P3'`,
        `UPDATE incidents_incident SET title = 'Another one'`,
        'UPDATE journal_entry SET position = 1',
        `UPDATE dispatch_offer SET decline_reason = 'other'`,
        'UPDATE dispatch_deployment SET version = version + 1',
        'UPDATE dispatch_shipment SET version = version + 1',
        'UPDATE dispatch_request_counter SET last = last',
        'UPDATE resources_reservation SET quantity = quantity',
        'UPDATE resources_lot SET version = version + 1',
        'UPDATE resources_staff SET version = version + 1',
      ];
      for (const sql of statements) {
        const changed = await world
          .get(UnitOfWork)
          .run(officerOf('KR-EMB-JP'), async (tx) => ok(await tx.query(`${sql} RETURNING 1 AS one`)));
        expect({ sql, changed }).toEqual({ sql, changed: { ok: true, value: [] } });
      }
      const mine = await world
        .get(UnitOfWork)
        .run(officerOf(mission), async (tx) => ok(await tx.query(`${statements[0]!} RETURNING incident_id`)));
      expect(mine).toEqual({ ok: true, value: [{ incident_id: incidents.get(mission) }] });
    });
  });

  it('a hub sees the people and shelves of the missions that it serves', async () => {
    await world.lot('KR-EMB-TR', 3);
    expect(await missionsIn(coordinatorOf('KR-EMB-PL'), 'resources_lot')).toEqual(['KR-EMB-PL', 'KR-EMB-TR']);
    expect(await missionsIn(officerOf('KR-EMB-TR'), 'resources_lot')).toEqual(['KR-EMB-TR']);
  });

  it('what is read from one snapshot is read with her eyes too', async () => {
    const [request] = await world.query<{ id: string }>('SELECT id FROM dispatch_request ORDER BY id LIMIT 1');
    const found = (person: Actor) => actingAs(person, () => world.get(DossierStore).find(request!.id));
    expect(await found(officerOf('KR-EMB-JP'))).toBeNull();
    expect(await found(officerOf('KR-EMB-TR'))).toMatchObject({ request: { id: request!.id } });
  });

  it('what the house is owed, and the boards that it keeps, no person reads', async () => {
    await world.query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at)
       VALUES (gen_random_uuid(), 'test.job', 'one', 'dispatch', '{}', 'test', now(), now())`,
    );
    await world.query(
      `INSERT INTO situation_checkpoint (class_key, position, reducer_version, state, taken_at) VALUES ('*', 1, 'test', '{}', now())`,
    );
    for (const table of ['platform_promised_job', 'situation_checkpoint']) {
      expect(await as(headquarters, `SELECT FROM ${table}`)).toEqual([]);
      expect(await world.query(`SELECT FROM ${table}`)).toHaveLength(1);
    }
  });

  it('a mission that no longer asks gives back what a hub holds for it, whose shelves it does not see', async () => {
    const incidentId = incidents.get('KR-EMB-TR')!;
    const [request] = await world.query<{ id: string }>('SELECT id FROM dispatch_request WHERE incident_id = $1', [incidentId]);
    const command = { requestId: request!.id, reason: 'found', ifVersion: undefined };
    unwrapped(await world.get(WithdrawSupportRequest).execute(command, officerOf('KR-EMB-TR')));
    expect(await world.query(`SELECT quantity, reserved FROM resources_lot WHERE mission_id = 'KR-EMB-PL'`)).toEqual([
      { quantity: 9, reserved: 0 },
    ]);
    expect(await world.query(`SELECT state FROM resources_staff WHERE mission_id = 'KR-EMB-PL'`)).toEqual([{ state: 'available' }]);
    expect(
      await world.query(
        `SELECT r.state FROM resources_reservation AS r JOIN dispatch_offer AS o ON o.id = offer_id WHERE incident_id = $1`,
        [incidentId],
      ),
    ).toEqual([{ state: 'released' }, { state: 'released' }]);
  });

  it('her own eyes come back after the house has done something for her', async () => {
    const seen = await world.get(UnitOfWork).run(officerOf('KR-EMB-TR'), async (tx) => {
      const all = 'SELECT DISTINCT mission_id FROM resources_lot';
      const beyond = await asHouseWithin(tx, () => asHouseWithin(tx, () => tx.query(all)).then(() => tx.query(all)));
      return ok([beyond.length, (await tx.query(all)).length, (await tx.manager.query<unknown[]>(all)).length]);
    });
    expect(seen).toEqual({ ok: true, value: [3, 1, 1] });
  });

  it('of two things that the house does for her at once the first to end does not narrow the other', async () => {
    const seen = await world.get(UnitOfWork).run(officerOf('KR-EMB-TR'), async (tx) => {
      const all = 'SELECT DISTINCT mission_id FROM resources_lot';
      const [short, long] = await Promise.all([
        asHouseWithin(tx, () => tx.query(all)),
        asHouseWithin(tx, async () => {
          for (let n = 0; n < 3; n++) await tx.query('SELECT 1 AS one');
          return tx.query(all);
        }),
      ]);
      return ok([short.length, long.length, (await tx.query(all)).length]);
    });
    expect(seen).toEqual({ ok: true, value: [3, 3, 1] });
  });
});
