import type { IncidentView, ReportView } from '@bongsu/incidents/contract';
import { newId } from '@bongsu/kernel';
import { Database } from '@bongsu/platform';
import type { Page, Problem } from '@bongsu/platform/contract';
import { Client } from 'pg';
import { Telling } from '../test/telling';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import { type SitrepView, sitrepPageSchema, sitrepSchema } from './contract';
import type { SitrepDocument } from './domain/sitrep-document';

const ANKARA = 'KR-EMB-TR';
const hatay = { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' };

describe('situation reports', () => {
  let test: SituationApp;
  let ankara: string;
  let athens: string;
  let headquarters: string;

  beforeAll(async () => {
    test = await startSituationApp();
    ankara = await test.signIn({ role: 'duty-officer', missions: [ANKARA] });
    athens = await test.signIn({ role: 'head-of-mission', missions: ['KR-EMB-GR'] });
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
  });
  afterAll(() => test.close());

  const ask = async <T>(token: string, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const refused = async (status: number, token: string, method: string, path: string, body?: unknown): Promise<Problem> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
    return answer.body;
  };
  const file = (said: object = {}): Promise<ReportView> =>
    ask(ankara, 'POST', '/reports', {
      summary: 'Two travellers cannot be reached',
      category: 'missing-person',
      urgency: 'U2',
      evidenceGrade: 'C',
      channel: 'phone',
      place: hatay,
      ...said,
    });
  const open = (): Promise<IncidentView> =>
    ask(ankara, 'POST', '/incidents', {
      title: 'Earthquake in Hatay',
      category: 'earthquake',
      urgency: 'U1',
      lat: hatay.lat,
      lng: hatay.lng,
      zone: 'Europe/Istanbul',
    });
  const issue = (incidentId: string, body: object = {}, token = ankara, headers?: Record<string, string>): Promise<SitrepView> =>
    ask(token, 'POST', `/incidents/${incidentId}/sitreps`, body, headers);
  const documentOf = async (sitrepId: string): Promise<SitrepDocument> => {
    const [row] = await test.app
      .get(Database)
      .query<{ document: SitrepDocument }>('SELECT document FROM situation_sitrep WHERE id = $1', [sitrepId]);
    if (row === undefined) throw new Error('not stored');
    return row.document;
  };
  const asOwner = async (sql: string): Promise<void> => {
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    try {
      await owner.query(sql);
    } finally {
      await owner.end();
    }
  };

  it('are numbered 1, 2, 3 … in each incident, without a gap, also when many are issued at once', async () => {
    const [one, other] = [await open(), await open()];
    const issued = await Promise.all(Array.from({ length: 12 }, (_, n) => issue(n % 3 === 0 ? other.id : one.id)));
    const numbersOf = (id: string): number[] =>
      issued
        .filter(({ incidentId }) => incidentId === id)
        .map(({ number }) => number)
        .sort((a, b) => a - b);
    expect(numbersOf(one.id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(numbersOf(other.id)).toEqual([1, 2, 3, 4]);
    for (const sitrep of issued) expect(() => sitrepSchema.parse(sitrep)).not.toThrow();
    const { items, nextCursor } = await ask<Page<SitrepView>>(ankara, 'GET', `/incidents/${one.id}/sitreps?limit=5`);
    const rest = await ask<Page<SitrepView>>(
      ankara,
      'GET',
      `/incidents/${one.id}/sitreps?limit=5&cursor=${encodeURIComponent(nextCursor ?? '')}`,
    );
    expect([...items, ...rest.items].map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(() => sitrepPageSchema.parse(rest)).not.toThrow();
    expect(rest.nextCursor).toBeNull();
  });

  it('tell all that the journal tells up to that moment, also what was reported before there was an incident', async () => {
    const early = await file({ nationals: { low: 1, best: 1, high: 3 } });
    const incident = await open();
    await ask(ankara, 'POST', `/incidents/${incident.id}/reports/${early.id}`);
    const correction = await file({
      nationals: { low: 2, best: 2, high: 2 },
      evidenceGrade: 'B',
      correctsReportId: early.id,
      incidentId: incident.id,
    });
    await ask(ankara, 'POST', `/incidents/${incident.id}/activate`, {});
    const document = await documentOf((await issue(incident.id)).id);
    expect(document.incident).toMatchObject({ code: incident.code, state: 'active', missionId: ANKARA });
    expect(document.reports).toMatchObject({ total: 2, verified: 1, unverified: 1 });
    expect(document.headcount.series.map(({ reportCode, low, best, high, corrected }) => [reportCode, low, best, high, corrected])).toEqual(
      [
        [early.code, 1, 1, 3, true],
        [correction.code, 2, 2, 2, false],
      ],
    );
    expect(document.names.missions[ANKARA]).toMatch(/Türkiye|Turkey/);
  });

  it('stay as they were issued, whatever happens later', async () => {
    const incident = await open();
    const first = await issue(incident.id, { highlights: 'First look.' });
    const before = await test.call(ankara, 'GET', first.htmlUrl);
    await file({ incidentId: incident.id, nationals: { low: 5, best: 6, high: 9 } });
    const second = await issue(incident.id, { highlights: 'Second look.' });
    expect((await test.call(ankara, 'GET', first.htmlUrl)).body).toBe(before.body);
    expect((await documentOf(second.id)).headcount.series.at(-1)?.best).toBe(6);
    await expect(test.app.get(Database).query("UPDATE situation_sitrep SET highlights = 'nicer'")).rejects.toThrow(/permission denied/);
    await expect(asOwner('DELETE FROM situation_sitrep')).rejects.toThrow(/never edited/);
    await expect(asOwner('TRUNCATE situation_sitrep CASCADE')).rejects.toThrow(/never edited/);
  });

  it('are not shown when one was changed behind our back', async () => {
    const incident = await open();
    const sitrep = await issue(incident.id);
    await asOwner(
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE situation_sitrep SET document = jsonb_set(document, '{incident,title}', '"Nothing happened"') WHERE id = '${sitrep.id}'; COMMIT`,
    );
    expect(await refused(409, ankara, 'GET', `/incidents/${incident.id}/sitreps/1.html`)).toMatchObject({
      code: 'situation.sitrep-altered',
    });
  });

  it('can be read as a page of their own and as PDF, in Korean too', async () => {
    const incident = await open();
    const { htmlUrl, pdfUrl } = await issue(incident.id, {
      language: 'ko',
      highlights: '<script>alert(1)</script> 여행객 2명 소재 확인 중',
    });
    const page = await test.call(ankara, 'GET', htmlUrl);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.body as string).toContain('상황보고 제1보');
    expect(page.body as string).toContain('&lt;script&gt;alert(1)&lt;/script&gt; 여행객 2명 소재 확인 중');
    const pdf = await fetch(`${test.origin}${pdfUrl}`, { headers: { authorization: `Bearer ${ankara}` } });
    expect(pdf.status).toBe(200);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toBe(`inline; filename="${incident.code}-sitrep-1.pdf"`);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }, 60_000);

  it('are told of in the journal to all who know the incident, and the board shows the latest number', async () => {
    const incident = await open();
    const { id } = await issue(incident.id);
    await issue(incident.id);
    const { state } = await test.snapshot(ankara);
    expect(state.incidents[incident.id]?.lastSitrepNumber).toBe(2);
    const told = (await test.journal()).find((entry) => entry.kind === 'situation.sitrep-issued' && entry.subject.id === id);
    expect(told).toMatchObject({ incidentId: incident.id, body: { number: 1 } });
    expect(told?.audience).toContain(ANKARA);
  });

  it('do not exist for those to whom the incident does not exist', async () => {
    const incident = await open();
    await issue(incident.id);
    for (const path of ['', '/1.html', '/1.pdf']) {
      expect(await refused(404, athens, 'GET', `/incidents/${incident.id}/sitreps${path}`)).toMatchObject({
        code: 'incidents.incident-not-found',
      });
    }
    expect(await refused(404, athens, 'POST', `/incidents/${incident.id}/sitreps`, {})).toMatchObject({
      code: 'incidents.incident-not-found',
    });
    expect(await refused(404, ankara, 'POST', `/incidents/${newId()}/sitreps`, {})).toMatchObject({ code: 'incidents.incident-not-found' });
  });

  it('are issued by duty officers, not by whoever may read', async () => {
    const incident = await open();
    const coordinator = await test.signIn({ role: 'hub-coordinator', missions: [ANKARA] });
    expect(await refused(403, coordinator, 'POST', `/incidents/${incident.id}/sitreps`, {})).toMatchObject({ code: 'access.forbidden' });
    await issue(incident.id, {}, headquarters);
    expect((await ask<Page<SitrepView>>(coordinator, 'GET', `/incidents/${incident.id}/sitreps`)).items).toHaveLength(1);
  });

  it('are issued once for one Idempotency-Key', async () => {
    const incident = await open();
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all([
      issue(incident.id, {}, ankara, headers),
      issue(incident.id, {}, ankara, headers),
      issue(incident.id, {}, ankara, headers),
    ]);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await ask<Page<SitrepView>>(ankara, 'GET', `/incidents/${incident.id}/sitreps`)).items).toHaveLength(1);
  });

  it('tell an issuer only what she may see', async () => {
    const incident = await open();
    const told = new Telling();
    const secret = told.report({ incidentId: incident.id, nationals: { low: 77, best: 77, high: 77 } });
    const ids = { reportId: newId() };
    await test.tell({
      ...secret,
      audience: [],
      subject: { type: 'report', id: ids.reportId },
      body: { ...(secret.body as object), ...ids },
    });
    expect((await documentOf((await issue(incident.id)).id)).headcount.series).toEqual([]);
    expect((await documentOf((await issue(incident.id, {}, headquarters)).id)).headcount.series.at(-1)?.best).toBe(77);
  });

  describe('that are not in force any more', () => {
    const end = (token: string, incidentId: string, number: number, verb: string, body: object): Promise<SitrepView> =>
      ask(token, 'POST', `/incidents/${incidentId}/sitreps/${number}/${verb}`, body);
    const numbersAndStates = async (incidentId: string): Promise<unknown[]> =>
      (await ask<Page<SitrepView>>(ankara, 'GET', `/incidents/${incidentId}/sitreps`)).items.map(({ number, state }) => [number, state]);

    it('are withdrawn with a reason, stay readable, and say so', async () => {
      const incident = await open();
      const { htmlUrl, pdfUrl, id } = await issue(incident.id, { highlights: 'Two are missing.' });
      const fresh = await fetch(`${test.origin}${pdfUrl}`, { headers: { authorization: `Bearer ${ankara}` } });
      const before = Buffer.from(await fresh.arrayBuffer());
      const withdrawn = await end(headquarters, incident.id, 1, 'withdraw', { reason: 'Figures of <another> place' });
      expect(withdrawn).toMatchObject({ number: 1, state: 'withdrawn', endReason: 'Figures of <another> place', supersededBy: null });
      expect(() => sitrepSchema.parse(withdrawn)).not.toThrow();
      expect(await numbersAndStates(incident.id)).toEqual([[1, 'withdrawn']]);
      const page = (await test.call(ankara, 'GET', htmlUrl)).body as string;
      expect(page).toContain('<strong>WITHDRAWN</strong>');
      expect(page).toContain('Figures of &lt;another&gt; place');
      expect(page).toContain('Two are missing.');
      const marked = await fetch(`${test.origin}${pdfUrl}`, { headers: { authorization: `Bearer ${ankara}` } });
      expect(before.equals(Buffer.from(await marked.arrayBuffer()))).toBe(false);
      const told = (await test.journal()).filter((entry) => entry.kind === 'situation.sitrep-withdrawn' && entry.subject.id === id);
      expect(told).toHaveLength(1);
      expect(told[0]?.audience).toContain(ANKARA);
      expect(JSON.stringify(told)).not.toContain('another');
    }, 60_000);

    it('are superseded by the next number, which is made from what is known now', async () => {
      const incident = await open();
      const first = await issue(incident.id, { language: 'ko' });
      await file({ incidentId: incident.id, nationals: { low: 5, best: 6, high: 9 } });
      const second = await end(ankara, incident.id, 1, 'supersede', { reason: '인원 정정', language: 'ko', highlights: '정정본' });
      expect(second).toMatchObject({ number: 2, state: 'issued', highlights: '정정본' });
      expect((await documentOf(second.id)).headcount.series.at(-1)?.best).toBe(6);
      expect(await numbersAndStates(incident.id)).toEqual([
        [2, 'issued'],
        [1, 'superseded'],
      ]);
      const page = (await test.call(ankara, 'GET', first.htmlUrl)).body as string;
      expect(page).toContain('제2보가 이 보고를 대신합니다.');
      expect((await test.call(ankara, 'GET', second.htmlUrl)).body as string).not.toContain('class="mark"');
      const { state } = await test.snapshot(ankara);
      expect(state.recent.map(({ kind }) => kind).slice(0, 2)).toEqual(['situation.sitrep-superseded', 'situation.sitrep-issued']);
    });

    it('were ended once, whoever tries again and however', async () => {
      const incident = await open();
      await issue(incident.id);
      const attempts = await Promise.all(
        Array.from({ length: 6 }, (_, n) =>
          test.call(headquarters, 'POST', `/api/v1/incidents/${incident.id}/sitreps/1/${n % 2 === 0 ? 'withdraw' : 'supersede'}`, {
            reason: 'wrong',
          }),
        ),
      );
      expect(attempts.filter(({ status }) => status < 300)).toHaveLength(1);
      for (const { status, body } of attempts.filter((each) => each.status >= 300)) {
        expect([status, (body as Problem).code]).toEqual([409, 'situation.sitrep-not-in-force']);
      }
      await expect(test.app.get(Database).query("UPDATE situation_sitrep_end SET reason = 'nicer'")).rejects.toThrow(/permission denied/);
      await expect(asOwner('DELETE FROM situation_sitrep_end')).rejects.toThrow(/never edited/);
    });

    it('are withdrawn by those who answer for the mission, not by every duty officer', async () => {
      const incident = await open();
      await issue(incident.id);
      const withdraw = `/incidents/${incident.id}/sitreps/1/withdraw`;
      expect(await refused(403, ankara, 'POST', withdraw, { reason: 'x' })).toMatchObject({ code: 'access.forbidden' });
      const coordinator = await test.signIn({ role: 'hub-coordinator', missions: [ANKARA] });
      expect(await refused(403, coordinator, 'POST', `/incidents/${incident.id}/sitreps/1/supersede`, { reason: 'x' })).toMatchObject({
        code: 'access.forbidden',
      });
      expect(await refused(404, athens, 'POST', withdraw, { reason: 'x' })).toMatchObject({ code: 'incidents.incident-not-found' });
      expect(await refused(404, headquarters, 'POST', `/incidents/${incident.id}/sitreps/2/withdraw`, { reason: 'x' })).toMatchObject({
        code: 'situation.sitrep-not-found',
      });
      await refused(400, headquarters, 'POST', withdraw, {});
      await refused(400, headquarters, 'POST', `/incidents/${incident.id}/sitreps/0/withdraw`, { reason: 'x' });
      expect(await numbersAndStates(incident.id)).toEqual([[1, 'issued']]);
    });
  });

  it.each([
    ['an unknown field', { title: 'x' }, 'title'],
    ['a language that is not spoken', { language: 'fr' }, 'language'],
    ['highlights with NUL', { highlights: 'a\u0000b' }, 'highlights'],
    ['highlights that are too long', { highlights: 'x'.repeat(2_001) }, 'highlights'],
    ['highlights that are a number', { highlights: 7 }, 'highlights'],
  ])('are refused with %s', async (_, body, field) => {
    const incident = await open();
    expect(await refused(400, ankara, 'POST', `/incidents/${incident.id}/sitreps`, body)).toMatchObject({
      code: 'platform.invalid-request',
      errors: [{ field }],
    });
    expect((await ask<Page<SitrepView>>(ankara, 'GET', `/incidents/${incident.id}/sitreps`)).items).toEqual([]);
  });

  it.each([
    ['1.docx', 400],
    ['0.html', 400],
    ['1.html.exe', 400],
    ['..%2f1.html', 400],
    ['9.html', 404],
    ['9999999.pdf', 404],
  ])('have no %s', async (name, status) => {
    const incident = await open();
    await issue(incident.id);
    await refused(status, ankara, 'GET', `/incidents/${incident.id}/sitreps/${name}`);
  });
});
