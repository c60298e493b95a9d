import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { newId, ok } from '@bongsu/kernel';
import { missionsEntities } from '@bongsu/missions';
import { Database, PlatformModule, type Tx, UnitOfWork, sqlState, systemActor } from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import { UNREAD_TEXT } from '../../../../test/harness/unread-text';
import { ResourcesModule } from '../resources.module';
import { resourcesEntities } from './entities';
import { StaffStore } from './staff.store';
import { StockStore } from './stock.store';

describe('what is promised is promised once, whatever the code above believes', () => {
  let database: FreshDatabase;
  let app: INestApplicationContext;
  const WARSAW = 'KR-EMB-PL';

  beforeAll(async () => {
    database = await freshDatabase();
    const settings = testSettings({ DATABASE_URL: database.url });
    const entities = [...(missionsEntities as []), ...(resourcesEntities as [])];
    @Module({ imports: [PlatformModule.forProcess({ settings, entities, name: 'test' }), ResourcesModule] })
    class TestModule {}
    app = await NestFactory.createApplicationContext(TestModule, { logger: false });
    await query(
      `INSERT INTO resources_catalogue_item (item_code, category, name_en, name_ko, unit) VALUES ('KIT', 'medical', 'Kit', '키트', 'piece')`,
    );
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => app.get(Database).query(sql, parameters);
  const within = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const result = await app.get(UnitOfWork).run(systemActor('test', 'test'), async (tx) => ok(await work(tx)));
    if (!result.ok) throw new Error('refused');
    return result.value;
  };
  const person = async (state = 'available', rest: string | null = null): Promise<string> => {
    const id = newId();
    await query(
      `INSERT INTO resources_staff (id, staff_no, display_name, mission_id, grade, skills, languages, visas, state, rest_until, synthetic, version)
       VALUES ($1, $2, '${UNREAD_TEXT}', $3, 'consul', '{consular}', '[]', '[]', $4, $5::timestamptz, true, 1)`,
      [id, id, WARSAW, state, rest],
    );
    return id;
  };
  const lot = async (quantity: number): Promise<string> => {
    const id = newId();
    await query(
      `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, condition, synthetic, version) VALUES ($1, 'L', 'KIT', $2, $3, 0, 'piece', 'good', true, 1)`,
      [id, WARSAW, quantity],
    );
    return id;
  };
  const stateOf = async (staffId: string): Promise<string | undefined> =>
    (await query<{ state: string }>('SELECT state FROM resources_staff WHERE id = $1', [staffId]))[0]?.state;
  const held = (staffId: string) => ({ kind: 'staff' as const, offerId: newId(), lineNo: 1, staffId });
  const part = (lotId: string, quantity: number, offerId = newId()) => ({ kind: 'lot' as const, offerId, lineNo: 1, lotId, quantity });

  it('a person who is promised cannot be promised again; who has rested can', async () => {
    const staffId = await person();
    expect(await within((tx) => app.get(StaffStore).reserve(tx, [held(staffId)]))).toBeNull();
    expect(await within((tx) => app.get(StaffStore).reserve(tx, [held(staffId)]))).toMatchObject({ staffId });
    const [rested, resting] = [await person('recovering', '2020-01-01T00:00:00Z'), await person('recovering', '2099-01-01T00:00:00Z')];
    expect(await within((tx) => app.get(StaffStore).reserve(tx, [held(rested)]))).toBeNull();
    expect(await within((tx) => app.get(StaffStore).reserve(tx, [held(resting)]))).toMatchObject({ staffId: resting });
    expect([await stateOf(rested), await stateOf(resting)]).toEqual(['reserved', 'recovering']);
  });

  it('a second hold on a person is refused by the table, even when the state lies', async () => {
    const staffId = await person();
    await within((tx) => app.get(StaffStore).reserve(tx, [held(staffId)]));
    await query(`UPDATE resources_staff SET state = 'available' WHERE id = $1`, [staffId]);
    const second = within((tx) => app.get(StaffStore).reserve(tx, [held(staffId)]));
    await expect(second.catch((error: unknown) => Promise.reject(new Error(sqlState(error))))).rejects.toThrow('23505');
  });

  it('goes out, comes home, rests; every step stands in the journal without a name', async () => {
    const staffId = await person();
    await within((tx) => app.get(StaffStore).reserve(tx, [held(staffId)]));
    await within((tx) => app.get(StaffStore).depart(tx, [staffId]));
    await within((tx) => app.get(StaffStore).comeHome(tx, [staffId], '2023-02-20T00:00:00.000Z'));
    const entries = await query<{ body: Record<string, unknown> }>(
      `SELECT body FROM journal_entry WHERE kind = 'resources.staff-state-changed' AND subject_id = $1 ORDER BY serial`,
      [staffId],
    );
    expect(entries.map(({ body }) => [body['from'], body['to'], body['restUntil']])).toEqual([
      ['available', 'reserved', null],
      ['reserved', 'deployed', null],
      ['deployed', 'recovering', '2023-02-23T00:00:00.000Z'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('Synthetic');
    expect(await query(`SELECT state FROM resources_reservation WHERE staff_id = $1`, [staffId])).toEqual([{ state: 'released' }]);
  });

  it('a lot cannot hold more promises than pieces, by the statement and by the table', async () => {
    const lotId = await lot(5);
    expect(await within((tx) => app.get(StockStore).reserve(tx, [part(lotId, 3)]))).toBeNull();
    expect(await within((tx) => app.get(StockStore).reserve(tx, [part(lotId, 3)]))).toMatchObject({ lotId, quantity: 3 });
    const oversold = query('UPDATE resources_lot SET reserved = 6 WHERE id = $1', [lotId]);
    await expect(oversold.catch((error: unknown) => Promise.reject(new Error(sqlState(error))))).rejects.toThrow('23514');
  });

  it('what is released is back on the shelf, what is shipped has left it and becomes a lot where it is counted in', async () => {
    const lotId = await lot(10);
    const [kept, sent] = [newId(), newId()];
    await within((tx) => app.get(StockStore).reserve(tx, [part(lotId, 4, kept), part(lotId, 3, sent)]));
    await within((tx) => app.get(StockStore).release(tx, kept));
    await within((tx) => app.get(StockStore).consume(tx, sent));
    await within((tx) => app.get(StockStore).consume(tx, sent));
    await within((tx) =>
      app.get(StockStore).receive(tx, [
        { fromLotId: lotId, missionId: 'KR-EMB-TR', quantity: 2 },
        { fromLotId: lotId, missionId: 'KR-EMB-TR', quantity: 0 },
      ]),
    );
    expect(
      await query('SELECT mission_id, quantity, reserved FROM resources_lot WHERE id = $1 OR origin_lot_id = $1 ORDER BY mission_id', [
        lotId,
      ]),
    ).toEqual([
      { mission_id: WARSAW, quantity: 7, reserved: 0 },
      { mission_id: 'KR-EMB-TR', quantity: 2, reserved: 0 },
    ]);
    const said = await query<{ body: Record<string, unknown> }>(
      `SELECT body FROM journal_entry WHERE kind = 'resources.lot-adjusted' ORDER BY serial DESC LIMIT 2`,
    );
    expect(said.map(({ body }) => [body['change'], body['quantity'], body['reason']])).toEqual([
      [2, 2, 'received'],
      [-3, 7, 'shipped'],
    ]);
  });
});
