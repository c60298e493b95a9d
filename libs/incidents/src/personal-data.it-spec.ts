import { inspect } from 'node:util';
import { Client } from 'pg';
import { addMs, days } from '@bongsu/kernel';
import {
  AccessRecords,
  DataKeys,
  Erasure,
  JournalVerifier,
  PersonalData,
  PurgeDue,
  RotateKeys,
  SealExisting,
  sqlState,
} from '@bongsu/platform';
import { staffData } from '@bongsu/resources';
import { eventually } from '../../../test/harness/eventually';
import { type PrivacyWorld, head, house, privacyWorld, unwrapped } from '../../../test/harness/privacy-world';
import { personalDataKeys } from '../../../test/harness/settings';
import { RecordStaffIdentity } from '../../resources/src/use-cases/record-staff-identity';
import { StaffIdentities } from '../../resources/src/use-cases/staff-identities';
import { StaffEntity } from '../../resources/src/storage/staff.entity';
import { fileReportSchema } from './contract';
import { DismissReport } from './use-cases/dismiss-report';
import { FileReport } from './use-cases/file-report';
import { ReadReports } from './use-cases/read-reports';

const PASSPORT = 'M70689098';
const PHONE = '+82 2 2100 7331';
const keys = personalDataKeys();

describe('personal data', () => {
  let world: PrivacyWorld;
  beforeAll(async () => {
    world = await privacyWorld(keys);
  });
  afterAll(() => world.close());

  const report = async (details = `Passport ${PASSPORT}, call ${PHONE}`): Promise<string> => {
    const command = fileReportSchema.parse({
      summary: 'A traveller is in hospital',
      details,
      category: 'earthquake',
      urgency: 'U2',
      evidenceGrade: 'B',
      channel: 'phone',
      sourceNote: `caller ${PHONE}`,
      place: { text: 'Room 12, State Hospital' },
    });
    return unwrapped(await world.get(FileReport).execute(command, head)).id;
  };
  const readReport = async (id: string) => unwrapped(await world.get(ReadReports).one(id, head));
  const identify = async (staffId: string, passportNo = PASSPORT, phone: string | null = PHONE) =>
    unwrapped(await world.get(RecordStaffIdentity).execute({ staffId, passportNo, phone, ifVersion: undefined }, head));
  const identity = (staffId: string) => world.get(StaffIdentities).one(staffId, head);
  const recordsOf = (type: string, id: string) => world.get(AccessRecords).page({ subject: { type, id }, before: null, limit: 50 });
  const openAll = (rows: StaffEntity[]) =>
    world.get(PersonalData).open({ actor: head, action: 'test.open', basis: 'public-task' }, staffData, rows);
  const rowsOf = (ids: string[]): Promise<StaffEntity[]> =>
    world.within((tx) => tx.manager.createQueryBuilder(StaffEntity, 's').whereInIds(ids).getMany());

  describe('at rest', () => {
    it('lies encrypted in every column that is classified P2 or P3, and is read as it was written', async () => {
      const id = await report();
      const [row] = await world.query<Record<string, string>>(
        'SELECT summary, details, place_text, source_note FROM incidents_report WHERE id = $1',
        [id],
      );
      for (const value of Object.values(row ?? {})) expect(value).toMatch(/^bs1\./);
      expect(await readReport(id)).toMatchObject({
        details: `Passport ${PASSPORT}, call ${PHONE}`,
        place: { text: 'Room 12, State Hospital' },
      });
    });

    it('does not get into the table in clear, whoever writes', async () => {
      const [id] = await world.staff('Kim Invented');
      const plain = world.asOwner(`UPDATE resources_staff SET display_name = 'Kim Invented' WHERE id = $1`, [id]);
      await expect(plain.catch((error: unknown) => Promise.reject(new Error(sqlState(error))))).rejects.toThrow('23514');
    });

    it('does not open in another row', async () => {
      const [one, two] = await world.staff('Kim Invented', 'Lee Invented');
      await world.asOwner(
        'UPDATE resources_staff SET display_name = (SELECT display_name FROM resources_staff WHERE id = $1) WHERE id = $2',
        [one, two],
      );
      await expect(identity(two ?? '')).rejects.toMatchObject({ code: 'personal-data.value-altered' });
    });

    it('does not open with a data key that was moved to another one’s row', async () => {
      const [one, two] = await world.staff('Kim Invented', 'Lee Invented');
      await world.asOwner(
        `UPDATE platform_data_key SET wrapped = (SELECT wrapped FROM platform_data_key WHERE subject_id = $1) WHERE subject_id = $2`,
        [one, two],
      );
      // Another process, which has no key in its memory.
      const fresh = await privacyWorld(keys, { database: world.database });
      try {
        await expect(fresh.get(StaffIdentities).one(two ?? '', head)).rejects.toMatchObject({ code: 'personal-data.key-does-not-fit' });
      } finally {
        await fresh.close();
        await world.asOwner('UPDATE platform_data_key SET wrapped = NULL, kek_id = NULL, destroyed_at = now() WHERE subject_id = $1', [
          two,
        ]);
      }
    });

    it('of a thousand people opens with two statements, and one for the record', async () => {
      const ids = await world.staff(...Array.from({ length: 1_000 }, (_, at) => `Invented ${String(at)}`));
      const fresh = await privacyWorld(keys, { database: world.database });
      const sent: string[] = [];
      const original = Client.prototype.query as (this: Client, ...of: unknown[]) => unknown;
      const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...of: unknown[]) {
        const [query] = of as [string | { text: string; statements?: { text: string }[] }];
        const statements = typeof query === 'string' ? [{ text: query }] : (query.statements ?? [query]);
        sent.push(...statements.map(({ text }) => text).filter((text) => /resources_staff|platform_(data_key|access_record)/.test(text)));
        return original.apply(this, of);
      });
      const rows = await fresh.within((tx) => tx.manager.createQueryBuilder(StaffEntity, 's').whereInIds(ids).getMany());
      const reading = { actor: head, action: 'test.open-many', basis: 'public-task' } as const;
      const opened = await fresh.get(PersonalData).open(reading, staffData, rows);
      spy.mockRestore();
      expect(new Set(opened.map(({ displayName }) => displayName.reveal())).size).toBe(1_000);
      expect(sent.map((sql) => /resources_staff|platform_\w+/.exec(sql)?.[0])).toEqual([
        'resources_staff',
        'platform_data_key',
        'platform_access_record',
      ]);
      const [count] = await world.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM platform_access_record WHERE action = 'test.open-many'`,
      );
      expect(count?.n).toBe(1_000);
      await fresh.close();
    });
  });

  describe('with a wrong key', () => {
    it('fails closed: neither value nor ciphertext, and a word on which key is wrong', async () => {
      const [id] = await world.staff('Kim Invented');
      const other = await privacyWorld(personalDataKeys(), { database: world.database });
      const fault: unknown = await other
        .get(StaffIdentities)
        .one(id ?? '', head)
        .catch((error: unknown) => error);
      expect(fault).toMatchObject({ status: 503, code: 'personal-data.key-does-not-fit' });
      expect(inspect(fault)).not.toMatch(/Kim|bs1\./);
      await expect(other.get(DataKeys).prove()).rejects.toMatchObject({ code: 'personal-data.key-does-not-fit' });
      await other.close();
    });

    it('is not started with, and neither is none', async () => {
      await expect(world.get(DataKeys).prove()).resolves.toBeUndefined();
      const none = await privacyWorld({ PERSONAL_DATA_KEYS: '', PERSONAL_DATA_INDEX_KEY: '' }, { database: world.database });
      await expect(none.get(DataKeys).prove()).rejects.toMatchObject({ code: 'personal-data.no-keys' });
      await none.close();
    });
  });

  it('is not started with another index key than the first, though every other key fits', async () => {
    await world.get(DataKeys).prove();
    const other = await privacyWorld(
      { ...keys, PERSONAL_DATA_INDEX_KEY: personalDataKeys().PERSONAL_DATA_INDEX_KEY },
      { database: world.database },
    );
    await expect(other.get(DataKeys).prove()).rejects.toMatchObject({ code: 'personal-data.index-key-does-not-fit' });
    await other.close();
    await expect(world.get(DataKeys).prove()).resolves.toBeUndefined();
  });

  it('is looked up by blind index in whatever spelling, without opening anybody else', async () => {
    const [id] = await world.staff('Park Invented');
    await identify(id ?? '', 'M11112222');
    const found = unwrapped(await world.get(StaffIdentities).byPassport('m1111-2222', head));
    expect(found).toMatchObject({ staffId: id, displayName: 'Park Invented', passportNo: 'M11112222' });
    expect(await world.get(StaffIdentities).byPassport('M99999999', head)).toMatchObject({ ok: false });
    const [second] = await world.staff('Han Invented');
    const taken = await world
      .get(RecordStaffIdentity)
      .execute({ staffId: second ?? '', passportNo: 'M 1111 2222', phone: null, ifVersion: undefined }, head);
    expect(taken).toMatchObject({ ok: false, refusal: { code: 'resources.passport-known', field: 'passportNo' } });
  });

  describe('each reading', () => {
    it('is on record with reader, time, place, person, task, case and basis', async () => {
      const id = await report();
      world.clock.at = '2026-03-01T10:00:00.000Z';
      await readReport(id);
      expect((await recordsOf('report', id))[0]).toMatchObject({
        at: '2026-03-01T10:00:00.000Z',
        actorKind: 'person',
        actorId: head.id,
        address: '198.51.100.7',
        device: 'a browser',
        subject: { type: 'report', id },
        action: 'incidents.read-report',
        incidentId: null,
        basis: 'consular-assistance',
        correlationId: 'test-correlation',
      });
    });

    it('in a unit is on record with the unit or not at all', async () => {
      const id = await report();
      unwrapped(await world.get(DismissReport).execute({ reportId: id, reason: 'known already' }, house));
      await world.get(DismissReport).execute({ reportId: id, reason: 'again' }, house);
      expect((await recordsOf('report', id)).map(({ action }) => action)).toEqual(['incidents.handle-report']);
    });

    it('stays on record: nobody changes it, and nothing younger than two years goes', async () => {
      const state = (sql: string, as: 'query' | 'asOwner') =>
        world[as](sql).then(
          () => 'done',
          (error: unknown) => sqlState(error),
        );
      expect(await state('UPDATE platform_access_record SET actor_id = $$nobody$$', 'asOwner')).toBe('42501');
      expect(await state('DELETE FROM platform_access_record', 'asOwner')).toBe('42501');
      expect(await state('TRUNCATE platform_access_record', 'asOwner')).toBe('42501');
      expect(await state('DELETE FROM platform_access_record WHERE false', 'query')).toBe('42501');
      expect(await state(`UPDATE platform_access_record SET at = at WHERE false`, 'query')).toBe('42501');
      const before = await world.query('SELECT count(*) AS n FROM platform_access_record');
      await world.query(`SELECT * FROM platform_release_access_records('2999-01-01')`);
      expect(await world.query('SELECT count(*) AS n FROM platform_access_record')).toEqual(before);
    });
  });

  it('goes over to a new key while it is read, and the old one is no longer needed', async () => {
    const [id] = await world.staff('Yoon Invented');
    const rotated = { ...keys, PERSONAL_DATA_KEYS: `young:${Buffer.alloc(32, 7).toString('base64')},${keys.PERSONAL_DATA_KEYS}` };
    const both = await privacyWorld(rotated, { database: world.database });
    const running = both.get(RotateKeys).execute({ batch: 100 }, house);
    expect(unwrapped(await both.get(StaffIdentities).one(id ?? '', head)).displayName).toBe('Yoon Invented');
    expect(unwrapped(await running).rewrapped).toBeGreaterThan(1_000);
    expect([...(await both.get(DataKeys).usage()).keys()]).toEqual(['young']);
    expect(unwrapped(await both.get(RotateKeys).execute({ batch: 100 }, house)).rewrapped).toBe(0);
    await both.close();
    const young = await privacyWorld(
      { ...keys, PERSONAL_DATA_KEYS: rotated.PERSONAL_DATA_KEYS.split(',')[0] ?? '' },
      { database: world.database },
    );
    expect(unwrapped(await young.get(StaffIdentities).one(id ?? '', head)).displayName).toBe('Yoon Invented');
    await young.close();
    const back = await privacyWorld(
      { ...keys, PERSONAL_DATA_KEYS: rotated.PERSONAL_DATA_KEYS.split(',').reverse().join(',') },
      { database: world.database },
    );
    unwrapped(await back.get(RotateKeys).execute({ batch: 500 }, house));
    await back.close();
  });

  it('that was kept in clear before is encrypted in place, and no row is lost', async () => {
    const [id] = await world.staff('Oh Invented');
    await world.asOwner(`
      ALTER TABLE resources_staff DROP CONSTRAINT resources_staff_display_name_sealed;
      UPDATE resources_staff SET display_name = 'Oh Invented' WHERE staff_no = (SELECT staff_no FROM resources_staff WHERE id = '${id ?? ''}');
      ALTER TABLE resources_staff ADD CONSTRAINT resources_staff_display_name_sealed CHECK (platform_is_sealed(display_name)) NOT VALID`);
    await expect(identity(id ?? '')).rejects.toMatchObject({ code: 'personal-data.value-not-sealed' });
    expect(await world.get(SealExisting).open()).toBe(1);
    expect(unwrapped(await world.get(SealExisting).execute({ batch: 10 }, house))).toEqual({ resources_staff: 1 });
    expect(unwrapped(await identity(id ?? '')).displayName).toBe('Oh Invented');
    expect(await world.get(SealExisting).open()).toBe(0);
  });

  describe('that is erased', () => {
    const erase = (type: string, id: string) =>
      world.within((tx) =>
        world.get(Erasure).erase(tx, { subject: { type, id }, cause: 'request-of-the-person', reference: 'PIPA-2026/17' }),
      );

    it('is gone for every reader and from every index, the rest stays, and the journal still verifies', async () => {
      const [id = ''] = await world.staff('Jang Invented');
      await identify(id, 'M55556666');
      const evidence = await erase('staff', id);
      expect(evidence).toEqual({ count: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string, blindIndexes: 1 });
      expect(unwrapped(await identity(id))).toMatchObject({ displayName: '«erased»', passportNo: '«erased»', phone: '«erased»' });
      expect(await world.get(StaffIdentities).byPassport('M55556666', head)).toMatchObject({ ok: false });
      const [entry] = await world.query<{ body: unknown }>(
        `SELECT body FROM journal_entry WHERE kind = 'platform.subject-erased' AND subject_id = $1`,
        [id],
      );
      expect(entry?.body).toEqual({ subjectType: 'staff', cause: 'request-of-the-person', reference: 'PIPA-2026/17', ...evidence });
      await eventually(
        'every entry has its position',
        async () => (await world.query('SELECT 1 FROM journal_entry WHERE position IS NULL')).length === 0,
      );
      expect(await world.get(JournalVerifier).verify()).toMatchObject({ sound: true });
    });

    it('does not come back: no new key, no old one, no second erasure', async () => {
      const [id = ''] = await world.staff('Cho Invented');
      await erase('staff', id);
      await expect(identify(id)).rejects.toThrow('resources.staff-erased');
      const again = world.asOwner(
        `UPDATE platform_data_key SET wrapped = '\\x00', kek_id = 'test', destroyed_at = NULL WHERE subject_id = $1`,
        [id],
      );
      await expect(again.catch((error: unknown) => Promise.reject(new Error(sqlState(error))))).rejects.toThrow('42501');
      expect(await erase('staff', id)).toBeNull();
    });

    it('is gone from the answer that was kept for a repeated request, which is told so', async () => {
      const once = (key: string) => ({ ...head, once: { kind: 'request' as const, key, fingerprint: 'the same' } });
      const command = fileReportSchema.parse({
        summary: 'A traveller is in hospital',
        category: 'earthquake',
        urgency: 'U2',
        evidenceGrade: 'B',
        channel: 'phone',
      });
      const filed = () => world.get(FileReport).execute(command, once('filed-once'));
      const { id } = unwrapped(await filed());
      expect(unwrapped(await filed()).summary).toBe('A traveller is in hospital');
      const dismissed = () =>
        world.get(DismissReport).execute({ reportId: id, reason: 'known' }, { ...house, once: once('dismissed').once });
      expect(unwrapped(await dismissed())).toEqual(unwrapped(await dismissed()));
      const [staffId = ''] = await world.staff('Ahn Invented');
      const identified = () =>
        world.get(RecordStaffIdentity).execute({ staffId, passportNo: 'M12121212', phone: null, ifVersion: undefined }, once('identified'));
      expect(unwrapped(await identified())).toEqual(unwrapped(await identified()));
      // Another process erases: this one still has the keys in its cache.
      const other = await privacyWorld(keys, { database: world.database });
      for (const [type, subjectId] of [
        ['report', id],
        ['staff', staffId],
      ] as const)
        await other.within((tx) =>
          other.get(Erasure).erase(tx, { subject: { type, id: subjectId }, cause: 'request-of-the-person', reference: 'PIPA-2026/18' }),
        );
      await other.close();
      for (const repeated of [filed, dismissed, identified])
        await expect(repeated()).rejects.toMatchObject({ status: 410, code: 'platform.answer-erased' });
      const anew = { staffId, passportNo: 'M13131313', phone: null, ifVersion: undefined };
      expect(await world.get(RecordStaffIdentity).execute(anew, once('identified-anew'))).toMatchObject({
        ok: false,
        refusal: { kind: 'conflict', code: 'resources.staff-erased' },
      });
      const needed = await world.query<{ subject_type: string }>(
        `SELECT k.subject_type FROM platform_idempotency_key AS i JOIN platform_data_key AS k ON i.answer -> 'of' ? k.id::text
          WHERE i.key IN ('filed-once', 'dismissed', 'identified') AND k.destroyed_at IS NOT NULL ORDER BY k.subject_type`,
      );
      expect(needed.map(({ subject_type }) => subject_type)).toEqual(['decision', 'report', 'report', 'staff']);
    });

    it('of a report leaves a report that can still be handled', async () => {
      const id = await report();
      await erase('report', id);
      const shown = unwrapped(await world.get(DismissReport).execute({ reportId: id, reason: 'erased' }, house));
      expect(shown).toMatchObject({ state: 'dismissed', summary: '«erased»', details: '«erased»', category: 'earthquake' });
    });
  });

  it('that nobody classified as open is not opened by mistake: a list opens names and no passports', async () => {
    const [id = ''] = await world.staff('Lim Invented');
    await identify(id, 'M77778888');
    const rows = await rowsOf([id]);
    const reading = { actor: head, action: 'test.names', basis: 'public-task' } as const;
    const [named] = await world.get(PersonalData).open(reading, staffData, rows, { only: ['displayName'] });
    expect([named?.displayName.reveal(), named?.passportNo?.slice(0, 4)]).toEqual(['Lim Invented', 'bs1.']);
    expect(JSON.stringify(await openAll(rows))).not.toMatch(/Lim|M7777|7331/);
  });
});

describe('T35: what was kept long enough', () => {
  let world: PrivacyWorld;
  const START = '2023-02-06T01:17:34.000Z';
  beforeAll(async () => {
    world = await privacyWorld();
    world.clock.at = START;
  });
  afterAll(() => world.close());

  const dismissed = async (): Promise<string> => {
    const command = fileReportSchema.parse({
      summary: 'Heard of somebody',
      category: 'earthquake',
      urgency: 'U3',
      evidenceGrade: 'E',
      channel: 'phone',
    });
    const id = unwrapped(await world.get(FileReport).execute(command, head)).id;
    unwrapped(await world.get(DismissReport).execute({ reportId: id, reason: 'nothing follows' }, house));
    return id;
  };
  const purge = async () => unwrapped(await world.get(PurgeDue).execute(house));
  const evidence = () =>
    world.query<{ body: Record<string, unknown> }>(
      `SELECT body FROM journal_entry WHERE kind = 'platform.personal-data-purged' ORDER BY serial`,
    );

  it('goes by its class, leaves count and hash, and the journal still verifies', async () => {
    const old = await dismissed();
    world.clock.at = addMs(START, days(364));
    const young = await dismissed();
    expect(await purge()).toEqual({});
    world.clock.at = addMs(START, days(366));
    // Its text, and why it was dismissed.
    expect(await purge()).toEqual({ 'report-text': 2 });
    const reads = world.get(ReadReports);
    expect(unwrapped(await reads.one(old, head)).summary).toBe('«erased»');
    expect(unwrapped(await reads.one(young, head)).summary).toBe('Heard of somebody');
    world.clock.at = addMs(START, days(366 + 732));
    const purged = await purge();
    expect(purged).toEqual({ 'report-text': 2, 'access-record': 4 });
    expect(await world.query('SELECT 1 FROM platform_access_record')).toEqual([]);
    expect((await evidence()).map(({ body }) => body)).toEqual([
      { retentionClass: 'report-text', count: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { retentionClass: 'report-text', count: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      { retentionClass: 'access-record', count: 4, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    ]);
    expect(await purge()).toEqual({});
    await eventually(
      'every entry has its position',
      async () => (await world.query('SELECT 1 FROM journal_entry WHERE position IS NULL')).length === 0,
    );
    expect(await world.get(JournalVerifier).verify()).toMatchObject({ sound: true });
  });
});
