import { join } from 'node:path';
import { Client } from 'pg';
import type { RoleGrant } from '@bongsu/access';
import type { AccessRecordView, ProposalView } from '@bongsu/access/contract';
import type { IncidentView, ReportView } from '@bongsu/incidents/contract';
import { ok } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, Database, PersonalData, PlatformJobsModule, PurgeDue, UnitOfWork, actingAs, systemActor } from '@bongsu/platform';
import type { Page, Problem } from '@bongsu/platform/contract';
import { seedResources } from '@bongsu/resources';
import type { StaffView } from '@bongsu/resources/contract';
import { eventually } from '../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../test/harness/http-app';
import { NoLanesModule } from '../../../test/harness/no-lanes';
import { seededMissions } from '../../../test/harness/seeded-missions';
import { entities, modules } from '../test/situation-app';
import type { ExportCopyView, ExportView } from './contract';
import { SituationJobsModule } from './index';
import { ExportRetention } from './storage/export-retention';
import { PrepareExport } from './use-cases/prepare-export';
import { TakeExport } from './use-cases/take-export';

const ANKARA = 'KR-EMB-TR';
const ATHENS = 'KR-EMB-GR';
const head: RoleGrant = { role: 'head-of-mission', missions: [ANKARA] };
const watch: RoleGrant = { role: 'headquarters-watch-officer', missions: '*' };
const privacy: RoleGrant = { role: 'privacy-officer', missions: '*' };
const house = systemActor('test', 'test-exports');

interface Person {
  readonly token: string;
  readonly id: string;
}

describe('data in files', () => {
  let test: TestApp;
  let [asker, second, officer, elsewhere]: Person[] = [];
  let incident: IncidentView;
  let reports: ReportView[];

  const enter = async (...grants: RoleGrant[]): Promise<Person> => {
    const token = await test.signIn(...grants);
    return { token, id: ((await test.call(token, 'GET', '/api/v1/me')).body as { id: string }).id };
  };
  const ask = async <T>(by: Person | undefined, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(by?.token ?? null, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const refused = async (status: number, by: Person | undefined, method: string, path: string, body?: unknown): Promise<Problem> => {
    const answer = await test.call(by?.token ?? null, method, `/api/v1${path}`, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
    return answer.body;
  };
  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => test.app.get(Database).query(sql, parameters);
  const file = (summary: string, more: object = {}): Promise<ReportView> =>
    ask(asker, 'POST', '/reports', {
      ...{ summary, category: 'missing-person', urgency: 'U2', evidenceGrade: 'C', channel: 'phone' },
      ...{ place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' }, ...more },
    });
  const why = { reason: 'Request of the prosecution for the inquiry', legalBasis: 'legal-obligation', caseReference: '2026-117' };
  const ofIncident = (more: object = {}) => ({ kind: 'reports', content: 'personal', incidentId: incident.id, ...why, ...more });
  const order = (by: Person | undefined, body: object): Promise<ExportView> => ask(by, 'POST', '/exports', body);
  const read = (by: Person | undefined, id: string): Promise<ExportView> => ask(by, 'GET', `/exports/${id}`);
  const answer = (by: Person | undefined, { proposalId }: ExportView, verb: string, body?: object) =>
    ask<ProposalView>(by, 'POST', `/proposals/${proposalId ?? ''}/${verb}`, body);
  const until = (by: Person | undefined, id: string, state: ExportView['state']): Promise<ExportView> =>
    eventually(`the export is ${state}`, async () => {
      const found = await read(by, id);
      return found.state === state ? found : null;
    });
  const made = async (body: object, by = asker): Promise<ExportView> => {
    const { id, ...rest } = await order(by, body);
    if (rest.proposalId !== null) await answer(second, { id, ...rest }, 'confirm');
    return until(by, id, 'ready');
  };
  const take = async (by: Person | undefined, id: string): Promise<{ csv: string; rows: string[]; mark: string; headers: Headers }> => {
    const { status, body, headers } = await test.call(by?.token ?? null, 'GET', `/api/v1/exports/${id}/file`);
    if (status !== 200) throw new Error(`the file answered ${String(status)} ${JSON.stringify(body)}`);
    const csv = body as string;
    const mark = /EXP-\d{4}-\d{6}-\d+-[A-Z2-7]{6}/.exec(csv)?.[0] ?? '';
    return { csv, mark, rows: csv.split('\r\n').filter((line) => line.endsWith(`,"${mark}"`)), headers };
  };
  const recordsOf = async (subject: string): Promise<AccessRecordView[]> =>
    (await ask<Page<AccessRecordView>>(officer, 'GET', `/access-records?subject=${subject}&limit=200`)).items;
  const entriesOf = (id: string) =>
    query<{ kind: string; body: Record<string, unknown>; audience: string[] }>(
      "SELECT kind, body, audience FROM journal_entry WHERE subject_type = 'export' AND subject_id = $1 ORDER BY serial",
      [id],
    );

  beforeAll(async () => {
    test = await startTestApp([...modules, { module: PlatformJobsModule, imports: [NoLanesModule] }, SituationJobsModule], entities);
    await seededMissions(test.app);
    const directory = test.app.get(MissionDirectory, { strict: false });
    const reference = join(__dirname, '../../../data/reference');
    await test.app
      .get(UnitOfWork)
      .run(house, async (tx) => ok(await seedResources(tx, reference, directory.list(), test.app.get(PersonalData))));
    [asker, second, officer, elsewhere] = [
      await enter(head),
      await enter(head),
      await enter(privacy),
      await enter({ role: 'head-of-mission', missions: [ATHENS] }),
    ];
    incident = await ask(asker, 'POST', '/incidents', {
      ...{ title: 'Earthquake in Hatay', category: 'earthquake', urgency: 'U1', lat: 36.2, lng: 36.16, zone: 'Europe/Istanbul' },
    });
    reports = [
      await file('Two travellers cannot be reached', { incidentId: incident.id, details: '=HYPERLINK("http://x.invalid","see")' }),
      await file('+82 10 0000 0000 rang, "nobody" answers', { incidentId: incident.id }),
    ];
  }, 60_000);
  afterAll(() => test.close());

  describe('with personal data', () => {
    it('wait for a second person, who reads what for and on which basis, and are made when she agrees', async () => {
      const asked = await order(asker, ofIncident());
      expect(asked).toMatchObject({ state: 'waiting', incidentCode: incident.code, done: 0, total: null, copies: 0, ...why });
      expect(asked.answerBy).not.toBeNull();
      const [waiting] = (await ask<Page<ProposalView>>(second, 'GET', '/proposals?inbox=waiting')).items;
      expect(waiting).toMatchObject({
        ...{ id: asked.proposalId, kind: 'situation.bulk-export', label: incident.code, permitted: ['confirm', 'refuse'] },
        facts: { reference: asked.reference, export: 'reports', ...why },
      });
      expect((await refused(409, asker, 'GET', `/exports/${asked.id}/file`)).code).toBe('situation.export-not-ready');
      await answer(second, asked, 'confirm');
      const ready = await until(asker, asked.id, 'ready');
      expect(ready).toMatchObject({ done: 2, total: 2, failure: null });
      const keptMs = Date.parse(ready.availableUntil ?? '') - Date.parse(ready.readyAt ?? '');
      expect(keptMs).toBe(24 * 3_600_000);
      const told = await entriesOf(asked.id);
      expect(told.map(({ kind }) => kind)).toEqual(['situation.export-ordered', 'situation.export-released', 'situation.export-made']);
      expect(told[1]?.body).toMatchObject({ agreedBy: second?.id });
      for (const word of [why.reason, 'travellers', why.caseReference]) expect(JSON.stringify(told)).not.toContain(word);
      const [job] = await query<{ payload: unknown }>(
        "SELECT payload FROM platform_promised_job WHERE job = 'situation.prepare-export' AND key = $1",
        [asked.id],
      );
      expect(job?.payload).toEqual({ exportId: asked.id });
    });

    it('are asked for once, however often the same submission comes', async () => {
      const [key, body] = [{ 'idempotency-key': 'export-once' }, ofIncident()];
      const [first, again] = [
        await test.call(asker?.token ?? null, 'POST', '/api/v1/exports', body, key),
        await test.call(asker?.token ?? null, 'POST', '/api/v1/exports', body, key),
      ];
      expect([first.status, again.status]).toEqual([201, 201]);
      expect((again.body as ExportView).id).toBe((first.body as ExportView).id);
    });

    it('are not agreed to by whoever asked, nor by one without the right there', async () => {
      const asked = await order(asker, ofIncident());
      expect((await refused(403, asker, 'POST', `/proposals/${asked.proposalId ?? ''}/confirm`)).code).toBe('access.own-proposal');
      await refused(404, elsewhere, 'POST', `/proposals/${asked.proposalId ?? ''}/confirm`);
      await refused(404, await enter({ role: 'duty-officer', missions: [ANKARA] }), 'POST', `/proposals/${asked.proposalId ?? ''}/confirm`);
      await answer(officer, asked, 'confirm');
      await until(asker, asked.id, 'ready');
    });

    it('are made once, whoever agrees how often and however often the job comes', async () => {
      const asked = await order(asker, ofIncident());
      const third = await enter(watch);
      const answers = await Promise.all(
        [second, third, officer].map((by) => test.call(by?.token ?? null, 'POST', `/api/v1/proposals/${asked.proposalId ?? ''}/confirm`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      await until(asker, asked.id, 'ready');
      const again = await test.app.get(PrepareExport, { strict: false }).execute({ exportId: asked.id }, house);
      expect(again).toEqual({ ok: true, value: { made: false } });
      expect((await entriesOf(asked.id)).map(({ kind }) => kind)).toEqual([
        'situation.export-ordered',
        'situation.export-released',
        'situation.export-made',
      ]);
    });

    it('are not made when they were refused, withdrawn, or nobody answered in time', async () => {
      const [no, back, late] = [await order(asker, ofIncident()), await order(asker, ofIncident()), await order(asker, ofIncident())];
      await answer(second, no, 'refuse', { reason: 'Too much for one question' });
      await answer(asker, back, 'withdraw');
      await query("UPDATE access_proposal SET expires_at = now() - interval '1 second' WHERE id = $1 RETURNING 1", [late.proposalId]);
      expect((await refused(409, second, 'POST', `/proposals/${late.proposalId ?? ''}/confirm`)).code).toBe('access.proposal-expired');
      const seen = await Promise.all([no, back, late].map(({ id }) => read(asker, id)));
      expect(seen.map(({ state }) => state)).toEqual(['refused', 'withdrawn', 'lapsed']);
      expect(seen[0]?.refusal).toBe('Too much for one question');
      for (const { id } of seen) expect((await entriesOf(id)).map(({ kind }) => kind)).toEqual(['situation.export-ordered']);
    });

    it('are kept out of the database without two persons, whatever the program does', async () => {
      const asked = await order(asker, ofIncident());
      for (const agreed of [null, asker?.id])
        await expect(
          query("UPDATE situation_export SET stage = 'preparing', agreed_by = $2 WHERE id = $1 RETURNING 1", [asked.id, agreed]),
        ).rejects.toThrow('situation_export_two_persons');
    });
  });

  describe('hold', () => {
    it('what the one who asked may read when they are made, not when she asked', async () => {
      const her = await enter(head, { role: 'headquarters-watch-officer', missions: '*' });
      const day = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date(Date.now() + 3_600_000).toISOString() };
      await file('Heard of in Athens', { place: { text: null, precision: 'unknown' }, missionId: ATHENS });
      const wide = { kind: 'reports', content: 'personal', ...day, ...why };
      const before = await order(her, wide);
      const network = await enter(watch);
      await answer(network, before, 'confirm');
      const all = await until(her, before.id, 'ready');
      expect((await take(her, all.id)).rows.join()).toContain('Heard of in Athens');

      const after = await order(her, wide);
      // Her right over the network ends between the agreement and the making: the row stands as if the job had been late.
      await query("UPDATE situation_export SET stage = 'preparing', agreed_by = $2 WHERE id = $1 RETURNING 1", [after.id, network.id]);
      await query(`UPDATE access_account SET grants = $2::jsonb WHERE id = $1 RETURNING 1`, [her.id, JSON.stringify([head])]);
      await test.app.get(PrepareExport, { strict: false }).execute({ exportId: after.id }, house);
      const [kept] = await query<{ stage: string; total: number }>('SELECT stage, total FROM situation_export WHERE id = $1', [after.id]);
      expect(kept).toMatchObject({ stage: 'ready' });
      expect(kept?.total).toBeLessThan(all.total ?? 0);
    });

    it('nothing at all when her right is gone: the job does nothing and says so', async () => {
      const her = await enter(head);
      const asked = await order(her, ofIncident());
      await query("UPDATE situation_export SET stage = 'preparing', agreed_by = $2 WHERE id = $1 RETURNING 1", [asked.id, second?.id]);
      await query(`UPDATE access_account SET grants = $2::jsonb WHERE id = $1 RETURNING 1`, [
        her.id,
        JSON.stringify([{ role: 'duty-officer', missions: [ANKARA] }]),
      ]);
      const done = await test.app.get(PrepareExport, { strict: false }).execute({ exportId: asked.id }, house);
      expect(done).toMatchObject({ ok: false, refusal: { code: 'situation.export-right-gone' } });
      expect((await entriesOf(asked.id)).at(-1)).toMatchObject({ kind: 'situation.export-failed', body: { failure: 'right-gone' } });
      const [row] = await query<{ sheet: string | null; stage: string }>('SELECT sheet, stage FROM situation_export WHERE id = $1', [
        asked.id,
      ]);
      expect(row).toEqual({ sheet: null, stage: 'failed' });
    });

    it('nothing of an incident that was sealed to her meanwhile, and the export itself is not there for her', async () => {
      const secret: IncidentView = await ask(asker, 'POST', '/incidents', {
        title: 'To be sealed',
        category: 'other',
        urgency: 'U1',
        missionId: ANKARA,
      });
      const told = await file('Nobody may know of this', { incidentId: secret.id });
      const asked = await order(asker, ofIncident({ incidentId: secret.id }));
      await answer(second, asked, 'confirm');
      await until(asker, asked.id, 'ready');
      await take(asker, asked.id);
      const now = Date.now();
      const span = { from: new Date(now - 3_600_000).toISOString(), to: new Date(now + 3_600_000).toISOString(), missionIds: [ANKARA] };
      const wide = await made({ kind: 'reports', content: 'personal', ...span, ...why });
      const plain = await made({ kind: 'reports', content: 'plain', ...span, ...why, caseReference: null });
      const [before] = [await take(asker, wide.id), await take(asker, plain.id)];
      expect(before.csv).toContain(told.code);

      const sealer = await enter(watch);
      await ask(sealer, 'POST', `/incidents/${secret.id}/seal`, { ground: 'abduction', reason: 'A kidnapping', names: [] });
      await refused(404, asker, 'GET', `/exports/${asked.id}`);
      await refused(404, asker, 'GET', `/exports/${asked.id}/file`);
      // Nor the copy that she took, for plain SQL.
      const her: Actor = { kind: 'person', id: asker?.id ?? '', grants: [head], seals: [], correlationId: 'test' };
      const copies = (): Promise<unknown[]> => query('SELECT FROM situation_export_copy WHERE export_id = $1', [asked.id]);
      expect([(await copies()).length, (await actingAs(her, copies)).length]).toEqual([1, 0]);
      // The files of before are handed out without it, and nothing says that one is missing.
      for (const { id } of [wide, plain]) {
        const { csv, rows } = await take(asker, id);
        for (const word of [told.code, 'Nobody may know']) expect(csv).not.toContain(word);
        expect(csv).toContain(reports[0]?.code);
        expect(rows).toHaveLength(before.rows.length - 1);
        expect(csv.trim().split('\r\n').at(-1)).toContain(` · ${String(rows.length)} `);
        const copies = (await entriesOf(id)).filter(({ kind }) => kind === 'situation.export-copied');
        expect(copies.map(({ body }) => body['rows'])).toEqual([before.rows.length, rows.length]);
      }
      expect(
        await query(
          "SELECT 1 AS one FROM platform_access_record WHERE subject_id = $1 AND correlation_id = $2 AND action = 'situation.take-export'",
          [told.id, wide.id],
        ),
      ).toHaveLength(1);
      const after = await made({ kind: 'reports', content: 'personal', ...span, ...why });
      const { csv } = await take(asker, after.id);
      expect(csv).toContain(reports[0]?.code);
      expect(csv).not.toContain(told.code);
    });

    it('staff of the missions that were named and permitted, with name and passport', async () => {
      const [member] = (await ask<Page<StaffView>>(asker, 'GET', '/staff?limit=1')).items;
      if (member === undefined) throw new Error('nobody works in Ankara');
      await ask(asker, 'PUT', `/staff/${member.id}/identity`, { passportNo: 'M00000017', phone: '+90 312 000 0017' });
      const staff = await made({ kind: 'staff', content: 'personal', missionIds: [ANKARA], ...why, legalBasis: 'staff-administration' });
      const { rows } = await take(asker, staff.id);
      expect(rows.length).toBe(staff.total);
      expect(rows.every((row) => row.includes(`"${ANKARA}"`))).toBe(true);
      expect(rows.find((row) => row.includes(member.staffNo))).toContain(`"${member.displayName}","'+90 312 000 0017","M00000017"`);
      await refused(403, asker, 'POST', '/exports', { kind: 'staff', content: 'personal', missionIds: [ATHENS], ...why });
      await refused(403, asker, 'POST', '/exports', { kind: 'staff', content: 'personal', ...why });
    });
  });

  describe('a file', () => {
    it('says who took it when and why, and each row says from which copy it is', async () => {
      const ready = await made(ofIncident());
      const [one, two] = [await take(asker, ready.id), await take(asker, ready.id)];
      const [title = '', ...lines] = one.csv.split('\r\n');
      expect(title).toBe(`"Bongsu export ${ready.reference} · copy ${one.mark}"${','.repeat(21)}`);
      const top = lines.slice(0, 5).join('\n');
      for (const said of [asker?.id, second?.id, why.reason, why.caseReference, 'legal obligation', incident.code, 'PERSONAL DATA'])
        expect(top).toContain(said);
      expect(one.rows.length).toBe(2);
      expect(one.mark).not.toBe(two.mark);
      expect(lines.at(-2)).toContain(`End of copy ${one.mark} · 2 rows`);
      expect(one.headers.get('content-disposition')).toBe(`attachment; filename="${one.mark}.csv"`);
      expect(one.headers.get('cache-control')).toBe('no-store');

      const copy = await ask<ExportCopyView>(officer, 'GET', `/export-copies/${two.mark}`);
      expect(copy).toMatchObject({ reference: ready.reference, takenBy: { id: asker?.id }, agreedBy: { id: second?.id }, ...why });
      await refused(404, officer, 'GET', `/export-copies/${two.mark.slice(0, -6)}AAAAAA`);
      const ofOneMission = await enter({ role: 'privacy-officer', missions: [ANKARA] });
      for (const other of [asker, ofOneMission]) await refused(403, other, 'GET', `/export-copies/${two.mark}`);
      expect((await read(asker, ready.id)).copies).toBe(2);
      expect((await entriesOf(ready.id)).filter(({ kind }) => kind === 'situation.export-copied')).toHaveLength(2);
    });

    it('says it in Korean to whoever asks for that', async () => {
      const { csv } = await take(asker, (await made(ofIncident({ language: 'ko' }))).id);
      for (const said of ['봉수 반출 자료', '개인정보 포함', '"사본 표지"', '법적 의무']) expect(csv).toContain(said);
    });

    it('holds nothing that a spreadsheet would calculate', async () => {
      const { rows } = await take(asker, (await made(ofIncident())).id);
      expect(rows.join()).toContain(`"'=HYPERLINK(""http://x.invalid"",""see"")"`);
      expect(rows.join()).toContain(`"'+82 10 0000 0000 rang, ""nobody"" answers"`);
      expect(rows.join()).not.toMatch(/(^|,)"[=+@-]/);
    });

    it('is there for nobody but whoever asked for it', async () => {
      const ready = await made(ofIncident());
      for (const other of [second, officer, await enter(watch)]) {
        const needed = other === officer ? 403 : 404;
        await refused(needed, other, 'GET', `/exports/${ready.id}/file`);
        await refused(needed, other, 'GET', `/exports/${ready.id}`);
      }
      expect((await ask<Page<ExportView>>(second, 'GET', '/exports')).items).toEqual([]);
      expect((await ask<Page<ExportView>>(asker, 'GET', '/exports')).items.map(({ id }) => id)).toContain(ready.id);
    });

    it('is not there for her either when she may no longer take data out', async () => {
      const her = await enter(head, { role: 'duty-officer', missions: [ANKARA] });
      const ready = await made(ofIncident(), her);
      await query(`UPDATE access_account SET grants = $2::jsonb WHERE id = $1 RETURNING 1`, [
        her.id,
        JSON.stringify([{ role: 'head-of-mission', missions: [ATHENS] }]),
      ]);
      await eventually(
        'her session knows',
        async () => (await test.call(her.token, 'GET', `/api/v1/exports/${ready.id}/file`)).status === 403,
      );
    });

    it('lies encrypted, and is gone after its time, with evidence', async () => {
      const ready = await made(ofIncident());
      const [row] = await query<{ sheet: string }>('SELECT sheet FROM situation_export WHERE id = $1', [ready.id]);
      expect(row?.sheet).toMatch(/^bs1\./);
      expect(row?.sheet).not.toContain('travellers');
      await query("UPDATE situation_export SET available_until = now() - interval '1 second' WHERE id = $1 RETURNING 1", [ready.id]);
      expect((await refused(410, asker, 'GET', `/exports/${ready.id}/file`)).code).toBe('situation.export-gone');
      expect((await read(asker, ready.id)).state).toBe('gone');

      await test.app.get(PurgeDue, { strict: false }).execute(house);
      await test.app.get(ExportRetention, { strict: false }).release();
      const [key] = await query<{ destroyed_at: Date | null }>(
        "SELECT destroyed_at FROM platform_data_key WHERE subject_type = 'export' AND subject_id = $1",
        [ready.id],
      );
      expect(key?.destroyed_at).not.toBeNull();
      const evidence = await query(
        "SELECT 1 FROM journal_entry WHERE kind = 'platform.personal-data-purged' AND body->>'retentionClass' = 'export-file'",
      );
      expect(evidence.length).toBeGreaterThan(0);
      expect(await query('SELECT sheet, stage FROM situation_export WHERE id = $1', [ready.id])).toEqual([{ sheet: null, stage: 'gone' }]);
      expect((await refused(410, asker, 'GET', `/exports/${ready.id}/file`)).code).toBe('situation.export-gone');
    });

    it('leaves who asked for it, why, and who took it on record for two years, and no longer', async () => {
      const [old, young] = [await made(ofIncident()), await made(ofIncident())];
      await take(asker, old.id);
      const owner = new Client({ connectionString: test.database.url });
      await owner.connect();
      await owner.query(
        "UPDATE situation_export SET ordered_at = now() - interval '25 months', available_until = now() - interval '24 months' WHERE id = $1",
        [old.id],
      );
      const release = async (): Promise<number[]> => {
        await test.app.get(PurgeDue, { strict: false }).execute(house);
        await test.app.get(ExportRetention, { strict: false }).release();
        const count = (sql: string) => query(sql, [old.id]).then((rows) => rows.length);
        return [
          await count('SELECT 1 FROM situation_export WHERE id = $1'),
          await count('SELECT 1 FROM situation_export_copy WHERE export_id = $1'),
        ];
      };
      // It was taken a moment ago, which is on record for as long.
      expect(await release()).toEqual([1, 1]);
      await owner.query("UPDATE situation_export_copy SET taken_at = now() - interval '25 months' WHERE export_id = $1", [old.id]);
      await owner.end();
      expect(await release()).toEqual([0, 0]);
      expect(await query('SELECT 1 FROM situation_export WHERE id = $1', [young.id])).toHaveLength(1);
      const evidence = await query<{ body: { count: number } }>(
        "SELECT body FROM journal_entry WHERE kind = 'platform.personal-data-purged' AND body->>'retentionClass' = 'export-record'",
      );
      expect(evidence).toMatchObject([{ body: { count: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string } }]);
      // Sooner nobody can: the application may not delete, and the function that may looks at the time itself.
      await expect(query('DELETE FROM situation_export WHERE id = $1 RETURNING 1', [young.id])).rejects.toThrow();
      expect(await query("SELECT count::int AS count FROM situation_release_exports(now() + interval '1 day')")).toEqual([{ count: 0 }]);
    });

    it('is not handed out when somebody in it was erased meanwhile', async () => {
      const gone = await file('Erase me', { incidentId: incident.id });
      const ready = await made(ofIncident());
      await ask(officer, 'POST', '/erasures', {
        subject: { type: 'report', id: gone.id },
        cause: 'request-of-the-person',
        reference: 'PIPA-2026/17',
      });
      expect((await refused(410, asker, 'GET', `/exports/${ready.id}/file`)).code).toBe('situation.export-gone');
      // One made afterwards says that it was erased, and can be had.
      expect((await take(asker, (await made(ofIncident())).id)).rows.join()).toContain('«erased»');
    });
  });

  it('stand in the record of every person in them: made, and each time taken, by whom, from where, for which case and why', async () => {
    const ready = await made(ofIncident());
    await take(asker, ready.id);
    const records = (await recordsOf(`report/${reports[0]?.id ?? ''}`)).filter(({ correlationId }) => correlationId === ready.id);
    expect(records.map(({ action }) => action)).toEqual(['situation.take-export', 'situation.prepare-export']);
    for (const record of records)
      expect(record).toMatchObject({
        ...{ reader: { kind: 'person', id: asker?.id }, address: '127.0.0.1', basis: 'legal-obligation', incidentId: incident.id },
      });
    expect((await recordsOf(`export/${ready.id}`)).map(({ action }) => action)).toEqual(['situation.take-export']);
  });

  it('are handed out as long as whoever asked may still read what is in them, and not for the right to take out alone', async () => {
    const ready = await made(ofIncident());
    const as = (...only: NonNullable<Actor['only']>): Actor => ({
      ...{ kind: 'person', id: asker?.id ?? '', grants: [head], seals: [], correlationId: 'test', only },
    });
    const takeExport = test.app.get(TakeExport, { strict: false });
    expect(await takeExport.execute(ready.id, as('situation.export.propose'))).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden', facts: { permission: 'incidents.read' } },
    });
    expect(await takeExport.execute(ready.id, as('incidents.read'))).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden', facts: { permission: 'situation.export.propose' } },
    });
    expect((await read(asker, ready.id)).copies).toBe(0);
    expect((await takeExport.execute(ready.id, as('situation.export.propose', 'incidents.read'))).ok).toBe(true);
  });

  describe('without personal data', () => {
    it('are made at once, hold no such column, and have a reason and a mark all the same', async () => {
      const asked = await order(asker, ofIncident({ content: 'plain', caseReference: null }));
      expect(asked).toMatchObject({ proposalId: null, answerBy: null });
      const ready = await until(asker, asked.id, 'ready');
      const { csv, rows } = await take(asker, ready.id);
      expect(rows.length).toBe(ready.total);
      expect(csv).toContain(reports[0]?.code);
      for (const word of ['travellers', 'HYPERLINK', 'Antakya', '"summary"', '36.2']) expect(csv).not.toContain(word);
      const records = (await recordsOf(`report/${reports[0]?.id ?? ''}`)).filter(({ correlationId }) => correlationId === ready.id);
      expect(records).toEqual([]);
    });
  });

  it('are not asked for without a reason, a basis, a scope, or with a mark of a person in the reason', async () => {
    const wrong = [
      ofIncident({ reason: '' }),
      ofIncident({ reason: 'For M123A4567' }),
      ofIncident({ legalBasis: 'curiosity' }),
      ofIncident({ incidentId: null }),
      ofIncident({ missionIds: [ANKARA] }),
      { kind: 'reports', content: 'personal', from: '2026-01-01T00:00:00Z', to: '2028-01-01T00:00:00Z', ...why },
      { kind: 'staff', content: 'personal', incidentId: incident.id, ...why },
    ];
    for (const body of wrong) expect([400, 422]).toContain((await test.call(asker?.token ?? null, 'POST', '/api/v1/exports', body)).status);
    await refused(403, await enter({ role: 'duty-officer', missions: [ANKARA] }), 'POST', '/exports', ofIncident());
    await refused(404, elsewhere, 'POST', '/exports', ofIncident());
  });
});
