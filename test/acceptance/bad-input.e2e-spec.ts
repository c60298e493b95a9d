import { DispatchHttpModule, dispatchEntities } from '@bongsu/dispatch';
import { IncidentsHttpModule, incidentsEntities } from '@bongsu/incidents';
import { MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { Database } from '@bongsu/platform';
import type { Problem } from '@bongsu/platform/contract';
import { ResourcesHttpModule, resourcesEntities } from '@bongsu/resources';
import { SituationHttpModule, situationEntities } from '@bongsu/situation';
import { type TestApp, startTestApp } from '../harness/http-app';
import { seededMissions } from '../harness/seeded-missions';

const report = {
  summary: 'Building collapsed, two guests of a hotel out of contact',
  category: 'earthquake',
  urgency: 'U1',
  evidenceGrade: 'C',
  channel: 'phone',
  place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
  zone: 'Europe/Istanbul',
  occurredAt: '2023-02-06T04:17:34+03:00',
};

describe('bad input is answered with a problem that names the field and the remedy, and changes nothing', () => {
  let test: TestApp;
  let officer: string;
  let headquarters: string;
  let incidentId: string;

  beforeAll(async () => {
    test = await startTestApp([MissionsHttpModule, ResourcesHttpModule, IncidentsHttpModule, DispatchHttpModule, SituationHttpModule], [
      ...missionsEntities,
      ...resourcesEntities,
      ...incidentsEntities,
      ...dispatchEntities,
      ...situationEntities,
    ] as never);
    await seededMissions(test.app);
    officer = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    const opened = await test.call(officer, 'POST', '/api/v1/incidents', {
      title: 'Earthquake in Hatay',
      category: 'earthquake',
      urgency: 'U1',
      missionId: 'KR-EMB-TR',
      countryIso2: 'TR',
    });
    expect(opened.status).toBe(201);
    incidentId = (opened.body as { id: string }).id;
  });
  afterAll(() => test.close());

  const journalLength = async (): Promise<number> =>
    Number((await test.app.get(Database).query<{ n: string }>('SELECT count(*) AS n FROM journal_entry'))[0]?.n);
  const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString();

  const supportRequest = (lines: unknown) => ({
    incidentId,
    missionId: 'KR-EMB-TR',
    priority: 'P1',
    neededBy: tomorrow(),
    justification: 'search and consular support',
    lines,
  });
  const staffLine = { kind: 'staff', skill: 'consular', count: 2 };

  const cases: [string, () => [string, string, unknown], number, string | RegExp][] = [
    ['malformed JSON', () => ['POST', '/api/v1/reports', '{"summary": '], 400, ''],
    ['a wrong type', () => ['POST', '/api/v1/reports', { ...report, summary: 7 }], 400, 'summary'],
    ['an unknown field', () => ['POST', '/api/v1/reports', { ...report, severity: 'high' }], 400, 'severity'],
    ['a NUL byte', () => ['POST', '/api/v1/reports', { ...report, summary: 'a\u0000b' }], 400, 'summary'],
    ['half a character', () => ['POST', '/api/v1/reports', { ...report, summary: 'a\ud800b' }], 400, 'summary'],
    ['a 2 MB body', () => ['POST', '/api/v1/reports', { ...report, details: 'x'.repeat(2_000_000) }], 413, ''],
    ['a latitude off the globe', () => ['POST', '/api/v1/reports', { ...report, place: { ...report.place, lat: 91 } }], 400, 'place.lat'],
    [
      'a longitude off the globe',
      () => ['POST', '/api/v1/reports', { ...report, place: { ...report.place, lng: -180.5 } }],
      400,
      'place.lng',
    ],
    [
      'a latitude without a longitude',
      () => ['POST', '/api/v1/reports', { ...report, place: { ...report.place, lng: null } }],
      422,
      /place\.lng/,
    ],
    ['a time in the future', () => ['POST', '/api/v1/reports', { ...report, occurredAt: tomorrow() }], 422, 'occurredAt'],
    ['a time before 1948', () => ['POST', '/api/v1/reports', { ...report, occurredAt: '1947-12-31T00:00:00Z' }], 422, 'occurredAt'],
    ['a time without zone', () => ['POST', '/api/v1/reports', { ...report, occurredAt: '2023-02-06T04:17:34' }], 400, 'occurredAt'],
    ['an unknown time zone', () => ['POST', '/api/v1/reports', { ...report, zone: 'Asia/Soul' }], 400, 'zone'],
    ['an unknown mission', () => ['POST', '/api/v1/reports', { ...report, missionId: 'KR-EMB-XX' }], 422, 'missionId'],
    [
      'a report of an unknown incident',
      () => ['POST', '/api/v1/reports', { ...report, incidentId: '01890000-0000-7000-8000-000000000000' }],
      422,
      'incidentId',
    ],
    ['an id that is none', () => ['GET', '/api/v1/incidents/17', undefined], 400, 'id'],
    ['an incident that is not there', () => ['GET', '/api/v1/incidents/01890000-0000-7000-8000-000000000000', undefined], 404, ''],
    ['a mission that is not there', () => ['GET', '/api/v1/missions/KR-EMB-XX', undefined], 404, ''],
    ['a point off the globe', () => ['GET', '/api/v1/missions/competent?lat=95&lng=0', undefined], 400, 'lat'],
    ['a page that is too large', () => ['GET', '/api/v1/reports?limit=1000000000', undefined], 400, 'limit'],
    ['a forged page cursor', () => ['GET', '/api/v1/reports?cursor=forged', undefined], 422, 'cursor'],
    ['the same query parameter twice', () => ['GET', '/api/v1/reports?limit=1&limit=2', undefined], 400, 'limit'],
    ['an impossible transition', () => ['POST', `/api/v1/incidents/${incidentId}/stabilise`, {}], 409, ''],
    [
      'a request for −1 people',
      () => ['POST', '/api/v1/support-requests', supportRequest([{ ...staffLine, count: -1 }])],
      400,
      'lines.0.count',
    ],
    ['a request without lines', () => ['POST', '/api/v1/support-requests', supportRequest([])], 400, 'lines'],
    [
      'a minimum above the count',
      () => ['POST', '/api/v1/support-requests', supportRequest([{ ...staffLine, minimum: 5 }])],
      422,
      /lines\.0\.minimum/,
    ],
    [
      'an item that is in no catalogue',
      () => ['POST', '/api/v1/support-requests', supportRequest([{ kind: 'supply', itemCode: 'NOSUCHITEM', count: 1 }])],
      422,
      /itemCode/,
    ],
    [
      'a request needed in the past',
      () => ['POST', '/api/v1/support-requests', { ...supportRequest([staffLine]), neededBy: '2001-01-01T00:00:00Z' }],
      422,
      'neededBy',
    ],
    ['a board cursor that is none', () => ['GET', '/api/v1/board/entries?after=nonsense', undefined], 422, 'after'],
  ];

  it.each(cases)('%s', async (_, request, status, field) => {
    const [method, path, body] = request();
    const before = await journalLength();
    const answer = await test.call(officer, method, path, body);
    const problem = answer.body as Problem;
    expect({ status: answer.status, code: problem.code }).toEqual({
      status,
      code: expect.stringMatching(/^[a-z]+\.[a-z0-9-]+$/) as string,
    });
    expect(problem.remedy.length).toBeGreaterThan(5);
    if (field !== '')
      expect((problem.errors ?? []).map((each) => each.field)).toContainEqual(
        typeof field === 'string' ? field : expect.stringMatching(field),
      );
    expect(await journalLength()).toBe(before);
  });

  it('a stale If-Match is 412 and changes nothing', async () => {
    const seen = await test.call(officer, 'GET', `/api/v1/incidents/${incidentId}`);
    const etag = seen.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"\d+"$/);
    const first = await test.call(
      officer,
      'POST',
      `/api/v1/incidents/${incidentId}/set-urgency`,
      { urgency: 'U2', reason: 'all found' },
      { 'if-match': etag },
    );
    expect(first.status).toBe(200);
    const stale = await test.call(
      headquarters,
      'POST',
      `/api/v1/incidents/${incidentId}/set-urgency`,
      { urgency: 'U3', reason: 'late' },
      { 'if-match': etag },
    );
    expect(stale).toMatchObject({ status: 412 });
    expect((await test.call(officer, 'GET', `/api/v1/incidents/${incidentId}`)).body).toMatchObject({ urgency: 'U2' });
  });

  it('a replayed Idempotency-Key has one effect and one answer; with another body it is 422', async () => {
    const key = { 'idempotency-key': 'the-same-key' };
    const before = await journalLength();
    const [first, second] = await Promise.all([
      test.call(officer, 'POST', '/api/v1/reports', report, key),
      test.call(officer, 'POST', '/api/v1/reports', report, key),
    ]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await journalLength()).toBe(before + 1);
    const other = await test.call(officer, 'POST', '/api/v1/reports', { ...report, urgency: 'U2' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'platform.idempotency-key-reused' } });
  });

  it("another mission's incident is not there for a duty officer", async () => {
    const tokyo = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-JP'] });
    expect((await test.call(tokyo, 'GET', `/api/v1/incidents/${incidentId}`)).status).toBe(404);
    expect((await test.call(tokyo, 'POST', `/api/v1/incidents/${incidentId}/assess`, {})).status).toBe(404);
    expect((await test.call(null, 'GET', `/api/v1/incidents/${incidentId}`)).status).toBe(401);
  });
});
