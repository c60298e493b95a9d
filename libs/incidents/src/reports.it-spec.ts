import { Client } from 'pg';
import { ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork, eyesOver } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { ANKARA, ATHENS, type IncidentsApp, hatay, startIncidentsApp } from '../../../test/harness/incidents-app';
import {
  ReportFiled,
  ReportReassigned,
  ReportShared,
  type ReportDetail,
  type ReportView,
  reportDetailSchema,
  reportSchema,
} from './contract';

const nobody = '0195f000-0000-7000-8000-000000000000';
const said = { summary: 'A landslide has cut the road', category: 'other', urgency: 'U3', evidenceGrade: 'C', channel: 'phone' } as const;

describe('reports', () => {
  let test: IncidentsApp;
  beforeAll(async () => {
    test = await startIncidentsApp();
  });
  afterAll(() => test.close());

  it('reach the mission in charge of their coordinates, and its hub, in entries without a word of what was said', async () => {
    const report = await test.file({
      summary: 'Kim cannot be reached',
      details: 'at the old bazaar',
      occurredAt: '2023-02-06T04:17:34+03:00',
      zone: 'Europe/Istanbul',
      nationals: { low: 1, best: 2, high: 2 },
    });
    expect(() => reportSchema.parse(report)).not.toThrow();
    expect(report).toMatchObject({
      code: expect.stringMatching(/^R-\d{4}-\d{6}$/) as string,
      state: 'unlinked',
      missionId: ANKARA,
      countryIso2: 'TR',
      // Türkiye has a consulate-general too, and the districts between them are not known.
      jurisdiction: { basis: 'nearest-in-country', estimate: true, caveatCodes: ['several-missions'] },
      occurredAt: '2023-02-06T01:17:34.000Z',
      zone: 'Europe/Istanbul',
      version: 1,
    });
    const entry = (await test.journal()).filter(ReportFiled.is).find(({ body }) => body.reportId === report.id);
    expect(entry).toMatchObject({
      audience: [ANKARA, test.hubId],
      body: { code: report.code, lat: hatay.lat, nationals: { low: 1, best: 2, high: 2 } },
    });
    expect(JSON.stringify(entry)).not.toMatch(/Kim|bazaar/);
  });

  /** What goes to PostgreSQL, in order, while something is done; and on which connection. */
  const sentBy = async (done: () => Promise<unknown>): Promise<{ client: Client; sql: string }[]> => {
    const sent: { client: Client; sql: string }[] = [];
    const original = Client.prototype.query as (this: Client, ...of: unknown[]) => unknown;
    const spy = jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...of: unknown[]) {
      const [query] = of as [string | { text: string; statements?: { text: string }[] }];
      const statements = typeof query === 'string' ? [{ text: query }] : (query.statements ?? [query]);
      sent.push(...statements.map(({ text }) => ({ client: this, sql: text })));
      return original.apply(this, of);
    });
    await done();
    spy.mockRestore();
    return sent;
  };

  it('that come together are written together, into every table', async () => {
    const sent = await sentBy(() => Promise.all(Array.from({ length: 40 }, () => test.file())));
    const merged = sent.flatMap(({ sql }) => /^INSERT INTO (\w+) .* AS each \(/.exec(sql)?.[1] ?? []);
    expect([...new Set(merged)].sort()).toEqual(['incidents_report', 'journal_entry', 'platform_data_key']);
  });

  it('take one statement of their own and one for their key, besides the transaction and the journal', async () => {
    const sent = await sentBy(() => test.file());
    const used = sent.find(({ sql }) => sql.includes('INSERT INTO incidents_report'))?.client;
    const statements = sent.filter(({ client }) => client === used).map(({ sql }) => sql.trim().split(/\s+/).slice(0, 3).join(' '));
    expect(statements.slice(statements.indexOf('BEGIN'), statements.indexOf('COMMIT') + 1)).toEqual([
      'BEGIN',
      'INSERT INTO platform_data_key',
      'INSERT INTO incidents_report',
      'INSERT INTO journal_entry',
      'COMMIT',
    ]);
  });

  it.each([
    ['a point on the high seas', { place: { lat: 30, lng: -40 } }, ['at-sea']],
    ['a country with several missions and no place', { place: undefined, countryIso2: 'TR' }, ['several-missions']],
    ['a mission of several countries and no country', { place: undefined, missionId: 'KR-EMB-LB' }, ['mission-of-several-countries']],
    ['a country with one mission', { place: undefined, countryIso2: 'GR' }, []],
  ])('say in codes what makes the mission less than certain: %s', async (_, said, caveatCodes) => {
    const { id, jurisdiction } = await test.file(said, test.tokens.headquarters);
    expect(jurisdiction.caveatCodes).toEqual(caveatCodes);
    const read = await test.ask<ReportView>(test.tokens.headquarters, 'GET', `/reports/${id}`);
    expect(read.jurisdiction).toEqual(jurisdiction);
    expect(read.jurisdiction.caveat === null).toBe(caveatCodes.length === 0);
  });

  it('are numbered one after the other', async () => {
    const [first, second] = [await test.file(), await test.file()];
    expect(Number(second.code.slice(7))).toBe(Number(first.code.slice(7)) + 1);
  });

  it.each([
    ['a country', { place: undefined, countryIso2: 'GR' }, { missionId: ATHENS, countryIso2: 'GR', jurisdiction: { basis: 'resident' } }],
    ['a mission', { place: undefined, missionId: ATHENS }, { missionId: ATHENS, countryIso2: 'GR', jurisdiction: { basis: 'assigned' } }],
    ['nothing', { place: undefined }, { missionId: null, countryIso2: null, jurisdiction: { basis: 'none' } }],
    [
      'a point on the high seas',
      { place: { lat: 30, lng: -40 } },
      { missionId: null, jurisdiction: { basis: 'none', candidates: expect.arrayContaining([expect.anything()]) as unknown } },
    ],
  ])('may name %s instead', async (_, place, expected) => {
    expect(await test.file({ ...said, ...place })).toMatchObject(expected);
  });

  it.each([
    ['a country that the coordinates contradict', { countryIso2: 'GR' }, 'incidents.country-contradicts-place', 'countryIso2'],
    ['a mission that does not serve the place', { missionId: ATHENS }, 'incidents.mission-contradicts-place', 'missionId'],
    ['an unknown mission', { missionId: 'KR-EMB-ATLANTIS' }, 'missions.unknown-mission', 'missionId'],
    ['an unknown country', { place: undefined, countryIso2: 'ZZ' }, 'missions.unknown-country', 'countryIso2'],
    ['half a place', { place: { lat: 36.2 } }, 'incidents.coordinates-incomplete', 'place.lng'],
    ['a time in the future', { occurredAt: '2999-01-01T00:00:00Z' }, 'incidents.time-in-future', 'occurredAt'],
    ['a time before the Republic', { reportedAt: '1947-12-31T00:00:00Z' }, 'incidents.time-before-1948', 'reportedAt'],
    ['an incident that is not there', { incidentId: nobody }, 'incidents.incident-not-found', 'incidentId'],
    ['a correction of nothing', { correctsReportId: nobody }, 'incidents.report-not-found', 'correctsReportId'],
  ])('are refused with %s, naming the field, and nothing is written', async (_, wrong, code, field) => {
    const count = async (): Promise<unknown> =>
      test.query('SELECT (SELECT count(*) FROM incidents_report) AS reports, (SELECT count(*) FROM journal_entry) AS entries');
    const before = await count();
    const problem = await test.refused(422, test.tokens.headquarters, 'POST', '/reports', { ...said, place: hatay, ...wrong });
    expect(problem).toMatchObject({ code, errors: [{ field }], remedy: expect.stringMatching(/\S/) as string });
    expect(await count()).toEqual(before);
  });

  it.each([
    ['malformed JSON', '{"summary": '],
    ['an unknown field', { ...said, shoeSize: 43 }],
    ['a wrong type', { ...said, summary: 12 }],
    ['NUL in the text', { ...said, summary: 'a\u0000b' }],
    ['a point off the globe', { ...said, place: { lat: 91, lng: 0 } }],
    ['a list', []],
  ])('with %s are refused at the door', async (_, body) => {
    expect((await test.call(test.tokens.ankara, 'POST', '/api/v1/reports', body)).status).toBe(400);
  });

  it('larger than 64 KB are refused', async () => {
    expect((await test.call(test.tokens.ankara, 'POST', '/api/v1/reports', { ...said, details: 'a'.repeat(2_000_000) })).status).toBe(413);
  });

  it('sent twice with one Idempotency-Key are filed once', async () => {
    const headers = { 'idempotency-key': 'one-and-the-same' };
    const first = await test.ask<ReportView>(test.tokens.ankara, 'POST', '/reports', said, headers);
    expect(await test.ask<ReportView>(test.tokens.ankara, 'POST', '/reports', said, headers)).toEqual(first);
    expect(await test.refused(422, test.tokens.ankara, 'POST', '/reports', { ...said, urgency: 'U1' }, headers)).toMatchObject({
      code: 'platform.idempotency-key-reused',
    });
  });

  it('correct an earlier one: both stay with their authors, and the earlier one points to the correction', async () => {
    const first = await test.file(
      { summary: 'One traveller is out of contact', nationals: { low: 1, best: 1, high: 1 } },
      test.tokens.ankara,
    );
    const second = await test.file(
      { summary: 'It is two travellers', nationals: { low: 2, best: 2, high: 2 }, correctsReportId: first.id, place: undefined },
      test.tokens.headquarters,
    );
    expect(second).toMatchObject({ correctsReportId: first.id, missionId: ANKARA });
    expect(second.filedBy).not.toBe(first.filedBy);
    expect(await test.ask<ReportView>(test.tokens.ankara, 'GET', `/reports/${first.id}`)).toMatchObject({
      summary: first.summary,
      nationals: { best: 1 },
      filedBy: first.filedBy,
      correctedByReportId: second.id,
      version: 2,
    });
    expect(await test.refused(409, test.tokens.ankara, 'POST', '/reports', { ...said, correctsReportId: first.id })).toMatchObject({
      code: 'incidents.report-already-corrected',
      facts: { correctedByReportId: second.id },
    });
  });

  it('are shown to the mission, its hub, headquarters and their author; to others they do not exist', async () => {
    const report = await test.file({}, test.tokens.athens);
    for (const token of [test.tokens.ankara, test.tokens.hub, test.tokens.headquarters, test.tokens.athens]) {
      expect(await test.ask<ReportView>(token, 'GET', `/reports/${report.id}`)).toEqual({ ...report, reasons: [] });
    }
    const notTheirs = await test.file({ place: undefined, countryIso2: 'JP' }, test.tokens.headquarters);
    expect(await test.refused(404, test.tokens.ankara, 'GET', `/reports/${notTheirs.id}`)).toMatchObject({
      code: 'incidents.report-not-found',
    });
    expect(await test.refused(404, test.tokens.ankara, 'POST', `/reports/${notTheirs.id}/dismiss`, { reason: 'no' })).toMatchObject({
      code: 'incidents.report-not-found',
    });
    const { items } = await test.ask<Page<ReportView>>(test.tokens.ankara, 'GET', '/reports?limit=200');
    expect(items.map(({ id }) => id)).toContain(report.id);
    expect(items.every(({ missionId }) => missionId === ANKARA)).toBe(true);
  });

  it('of a mission are changed by no careless statement of another', async () => {
    const { id } = await test.file({ summary: 'A lost passport' });
    const athens: Actor = { kind: 'person', id: nobody, grants: [{ role: 'duty-officer', missions: [ATHENS] }], correlationId: 'careless' };
    const changed = await test.app
      .get(UnitOfWork)
      .run(athens, async (tx) => ok(await tx.query('UPDATE incidents_report SET version = 99')));
    expect(changed).toMatchObject({ ok: true });
    expect(await test.ask<ReportDetail>(test.tokens.ankara, 'GET', `/reports/${id}`)).toMatchObject({ version: 1 });
  });

  it('are listed newest first, page by page, each once, under filters', async () => {
    const filed = [];
    for (let count = 0; count < 5; count++) filed.push(await test.file({ category: 'lost-property' }));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page<ReportView> = await test.ask(
        test.tokens.ankara,
        'GET',
        `/reports?limit=2&category=lost-property&missionId=${ANKARA}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(filed.map(({ id }) => id).reverse());
    expect(await test.refused(422, test.tokens.ankara, 'GET', '/reports?cursor=made-up')).toMatchObject({
      code: 'platform.invalid-cursor',
    });
    const later = await test.ask<Page<ReportView>>(test.tokens.ankara, 'GET', `/reports?updatedSince=${filed[4]?.enteredAt ?? ''}`);
    expect(later.items[0]?.id).toBe(filed[4]?.id);
  });

  it('are dismissed by whoever is in charge, with a version when one is given', async () => {
    const report = await test.file();
    const path = `/reports/${report.id}/dismiss`;
    expect(await test.refused(403, test.tokens.hub, 'POST', path, { reason: 'seen it' })).toMatchObject({ code: 'access.forbidden' });
    expect(await test.refused(412, test.tokens.ankara, 'POST', path, { reason: 'seen it' }, { 'if-match': '"9"' })).toMatchObject({
      code: 'incidents.stale-report',
      facts: { version: 1 },
    });
    expect(await test.ask<ReportView>(test.tokens.ankara, 'POST', path, { reason: 'seen it' }, { 'if-match': '"1"' })).toMatchObject({
      state: 'dismissed',
      version: 2,
    });
    expect(await test.refused(409, test.tokens.ankara, 'POST', path, { reason: 'again' })).toMatchObject({
      code: 'incidents.report-impossible-act',
      facts: { state: 'dismissed' },
    });
    const { items } = await test.ask<Page<ReportView>>(test.tokens.ankara, 'GET', '/reports?unlinked=true&limit=200');
    expect(items.map(({ id }) => id)).not.toContain(report.id);
    const detail = await test.ask<ReportDetail>(test.tokens.ankara, 'GET', `/reports/${report.id}`);
    expect(() => reportDetailSchema.parse(detail)).not.toThrow();
    expect(detail.reasons).toMatchObject([
      { act: 'dismiss-report', reason: 'seen it', decidedBy: { displayName: 'Invented Person', role: 'duty-officer' } },
    ]);
    const told = (await test.journal()).filter((entry) => entry.subject.id === report.id).at(-1);
    expect(told?.body).toEqual({ reportId: report.id, decisionId: detail.reasons[0]?.id });
  });

  it('are given to another mission by headquarters, which is then told how they stand', async () => {
    const report = await test.file();
    const body = { missionId: ATHENS, reason: 'They have left for Rhodes' };
    expect((await test.refused(403, test.tokens.ankaraHead, 'POST', `/reports/${report.id}/reassign`, body)).code).toBe('access.forbidden');
    expect(await test.ask<ReportView>(test.tokens.headquarters, 'POST', `/reports/${report.id}/reassign`, body)).toMatchObject({
      missionId: ATHENS,
      jurisdiction: { basis: 'assigned', estimate: false },
    });
    expect(await test.ask<ReportView>(test.tokens.athens, 'GET', `/reports/${report.id}`)).toMatchObject({ summary: report.summary });
    const toldAthens = (await test.journal(eyesOver([ATHENS]))).filter((entry) => entry.subject.id === report.id);
    expect(toldAthens.map(({ kind }) => kind)).toEqual([ReportShared.kind, ReportReassigned.kind]);
    expect(toldAthens[0]?.audience).not.toContain(ANKARA);
  });
});
