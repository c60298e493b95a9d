import { eyesOver } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { ANKARA, ATHENS, type IncidentsApp, startIncidentsApp } from '../../../test/harness/incidents-app';
import { type Quake, aDocument, aQuake } from '../../../test/specimens/usgs-features';
import {
  type FeedSummary,
  type RejectedDocumentView,
  type ReportView,
  feedSummarySchema,
  rejectedDocumentPageSchema,
  reportDetailSchema,
} from './contract';

const GEO_JSON = { 'content-type': 'application/geo+json' };
const updatedAt = Date.parse('2023-02-06T01:40:00Z');

describe('the USGS feed, handed in', () => {
  let test: IncidentsApp;
  let serial = 0;
  beforeAll(async () => {
    test = await startIncidentsApp();
  });
  afterAll(() => test.close());

  const freshId = (): string => `zz${String(++serial).padStart(4, '0')}`;
  const submit = (features: readonly unknown[]): Promise<FeedSummary> =>
    test.ask(test.tokens.headquarters, 'POST', '/feeds/usgs', JSON.stringify(aDocument(features)), GEO_JSON);
  const reportsOf = (eventId: string): Promise<{ id: string }[]> =>
    test.query('SELECT id FROM incidents_report WHERE feed_event_id = $1', [eventId]);
  const read = (id: string, token = test.tokens.headquarters): Promise<ReportView> => test.ask(token, 'GET', `/reports/${id}`);
  const filed = async (as: Partial<Quake> = {}): Promise<{ eventId: string; reportId: string }> => {
    const eventId = as.id ?? freshId();
    const { reportIds } = await submit([aQuake({ ...as, id: eventId })]);
    return { eventId, reportId: reportIds[0] ?? '' };
  };

  it('is a report of grade A for the mission in charge, filed once however often the document comes', async () => {
    const id = freshId();
    const summary = await submit([aQuake({ id })]);
    expect(() => feedSummarySchema.parse(summary)).not.toThrow();
    expect(summary).toMatchObject({ features: 1, filed: 1, revised: 0, unchanged: 0, rejected: 0 });
    const report = await read(summary.reportIds[0] ?? '', test.tokens.ankara);
    expect(() => reportDetailSchema.parse(report)).not.toThrow();
    expect(report).toMatchObject({
      summary: 'M 7.8 earthquake, 26 km ENE of Nurdağı, Türkiye, 10 km deep',
      ...{
        category: 'earthquake',
        channel: 'feed',
        evidenceGrade: 'A',
        urgency: 'U1',
        missionId: ANKARA,
        state: 'unlinked',
        occurredAt: '2023-02-06T01:17:34.342Z',
      },
      feed: { feed: 'usgs', eventId: id, revision: 1 },
      sourceNote: `https://earthquake.usgs.gov/earthquakes/eventpage/${id}`,
    });
    expect(await submit([aQuake({ id })])).toMatchObject({ filed: 0, unchanged: 1 });
    expect(await reportsOf(id)).toHaveLength(1);
  });

  it('is filed once when many hand it in at the same moment', async () => {
    const id = freshId();
    const summaries = await Promise.all(Array.from({ length: 6 }, () => submit([aQuake({ id })])));
    expect(summaries.map((summary) => summary.filed).sort()).toEqual([0, 0, 0, 0, 0, 1]);
    expect(await reportsOf(id)).toHaveLength(1);
  });

  it('revises its report when it thinks better of an event, and what it said before is kept', async () => {
    const { eventId, reportId } = await filed({ alert: null, mag: 7.4 });
    expect(await read(reportId)).toMatchObject({ urgency: 'U2', version: 1 });
    expect(await submit([aQuake({ id: eventId, mag: 7.8, alert: 'red', lat: 37.3, updated: updatedAt + 60_000 })])).toMatchObject({
      filed: 0,
      revised: 1,
    });
    expect(await read(reportId)).toMatchObject({
      urgency: 'U1',
      place: { lat: 37.3 },
      summary: expect.stringMatching(/^M 7\.8/) as string,
      feed: { revision: 2 },
      version: 2,
    });
    const revisions = await test.query<{ magnitude: number; urgency: string; document: string }>(
      'SELECT magnitude, urgency, document FROM incidents_report_revision WHERE report_id = $1 ORDER BY revision',
      [reportId],
    );
    expect(revisions).toMatchObject([
      { magnitude: 7.4, urgency: 'U2' },
      { magnitude: 7.8, urgency: 'U1' },
    ]);
    expect(JSON.parse(revisions[0]?.document ?? '')).toEqual(aQuake({ id: eventId, alert: null, mag: 7.4 }));
    const told = (await test.journal()).filter((entry) => entry.subject.id === reportId);
    expect(told.map(({ kind }) => kind)).toEqual(['incidents.report-filed', 'incidents.report-revised']);
    expect(told[1]?.body).toEqual({
      reportId,
      revision: 2,
      lat: 37.3,
      lng: 37.0143,
      magnitude: 7.8,
      occurredAt: '2023-02-06T01:17:34.342Z',
      urgency: 'U1',
      withdrawnByFeed: false,
    });
  });

  it('ignores a reading that was overtaken by a newer one', async () => {
    const { eventId, reportId } = await filed();
    expect(await submit([aQuake({ id: eventId, mag: 6.1, updated: updatedAt - 60_000 })])).toMatchObject({ revised: 0, unchanged: 1 });
    expect((await read(reportId)).version).toBe(1);
  });

  it('knows an event again under another id', async () => {
    const { reportId } = await filed({ id: 'at00early' });
    expect(await submit([aQuake({ id: 'us6000late', ids: ',at00early,us6000late,', mag: 7.7, updated: updatedAt + 1 })])).toMatchObject({
      filed: 0,
      revised: 1,
    });
    expect(await submit([aQuake({ id: 'us6000late', ids: ',us6000late,', mag: 7.7, updated: updatedAt + 1 })])).toMatchObject({
      filed: 0,
      revised: 0,
      unchanged: 1,
    });
    expect((await read(reportId)).feed).toMatchObject({ eventId: 'at00early', revision: 2 });
  });

  it('remembers what is too weak to report, and files it when it grows', async () => {
    const id = freshId();
    expect(await submit([aQuake({ id, mag: 5.4, alert: 'green' })])).toMatchObject({ seen: 1, filed: 0 });
    expect(await submit([aQuake({ id, mag: 5.4, alert: 'green' })])).toMatchObject({ seen: 0, unchanged: 1 });
    expect(await submit([aQuake({ id, mag: 5.4, alert: 'orange', updated: updatedAt + 1 })])).toMatchObject({ seen: 0, filed: 1 });
    expect(await reportsOf(id)).toHaveLength(1);
  });

  it('notes that an event was taken back, and leaves the decision to a person', async () => {
    const { eventId, reportId } = await filed();
    expect(await submit([aQuake({ id: eventId, status: 'deleted', updated: updatedAt + 1 })])).toMatchObject({ revised: 1, withdrawn: 1 });
    expect(await read(reportId)).toMatchObject({ state: 'unlinked' });
    expect((await test.journal()).at(-1)).toMatchObject({ kind: 'incidents.report-revised', body: { reportId, withdrawnByFeed: true } });
  });

  it('hands a report on when the event moves to where another mission is in charge', async () => {
    const { eventId, reportId } = await filed();
    await submit([aQuake({ id: eventId, lat: 37.98, lng: 23.72, updated: updatedAt + 1 })]);
    expect(await read(reportId, test.tokens.athens)).toMatchObject({ missionId: ATHENS });
    const toAthens = (await test.journal(eyesOver([ATHENS]))).filter((entry) => entry.subject.id === reportId);
    expect(toAthens.map(({ kind }) => kind)).toEqual([
      'incidents.report-shared',
      'incidents.report-revised',
      'incidents.report-reassigned',
    ]);
  });

  describe('when something is broken', () => {
    const rejected = async (): Promise<RejectedDocumentView[]> =>
      (await test.ask<Page<RejectedDocumentView>>(test.tokens.headquarters, 'GET', '/feeds/rejected?limit=200')).items;

    it('keeps the feature whole with its reason, and takes the others in', async () => {
      const broken = { ...aQuake({ id: freshId() }), geometry: { type: 'Point', coordinates: [37, 137, 10] } };
      expect(await submit([broken, aQuake({ id: freshId() })])).toMatchObject({ features: 2, filed: 1, rejected: 1 });
      const page = await test.ask<Page<RejectedDocumentView>>(test.tokens.headquarters, 'GET', '/feeds/rejected?limit=1');
      expect(() => rejectedDocumentPageSchema.parse(page)).not.toThrow();
      const [kept] = page.items;
      expect(kept).toMatchObject({ feed: 'usgs', reason: expect.stringContaining('geometry.coordinates') as string, timesSeen: 1 });
      const bytes = await fetch(`${test.origin}/api/v1/feeds/rejected/${kept?.id ?? ''}/document`, {
        headers: { authorization: `Bearer ${test.tokens.headquarters}` },
      });
      expect(await bytes.json()).toEqual(broken);
      expect((await test.journal()).find(({ subject }) => subject.id === kept?.id)).toMatchObject({
        kind: 'incidents.feed-document-rejected',
        audience: [],
      });
    });

    it('says so once, however often the feed repeats itself', async () => {
      const broken = { type: 'Feature', id: freshId(), nonsense: true };
      await submit([broken]);
      await submit([broken]);
      const [kept] = await rejected();
      expect(kept).toMatchObject({ timesSeen: 2 });
      expect((await test.journal()).filter(({ subject }) => subject.id === kept?.id)).toHaveLength(1);
    });

    it.each([
      ['no JSON', '{"type": "FeatureColl', 'is not JSON'],
      ['a page of an error', '<html>\u0000Service unavailable</html>', 'is not JSON'],
      ['another kind of JSON', '{"type":"Feature"}', 'type'],
      ['a list', '[]', 'document'],
    ])('refuses a document that is %s, and keeps it', async (_, text, reason) => {
      const problem = await test.refused(422, test.tokens.headquarters, 'POST', '/feeds/usgs', text, GEO_JSON);
      expect(problem).toMatchObject({ code: 'incidents.feed-document-broken', detail: expect.stringContaining(reason) as string });
      const [kept] = await rejected();
      expect(problem.facts).toEqual({ documentId: kept?.id });
      expect(kept?.sizeBytes).toBe(Buffer.byteLength(text));
    });

    it('lists it for headquarters alone', async () => {
      expect(await test.refused(403, test.tokens.ankaraHead, 'GET', '/feeds/rejected')).toMatchObject({ code: 'access.forbidden' });
      expect(await test.refused(403, test.tokens.ankaraHead, 'POST', '/feeds/usgs', JSON.stringify(aDocument([])), GEO_JSON)).toMatchObject(
        { code: 'access.forbidden' },
      );
    });
  });

  it('may be as large as a busy day, where nothing else may', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) =>
      aQuake({ id: `day${index}`, mag: 2, alert: null, lat: (index % 170) - 85, lng: (index % 350) - 175 }),
    );
    const text = JSON.stringify(aDocument(many));
    expect(text.length).toBeGreaterThan(1_500_000);
    expect(await submit(many)).toMatchObject({ features: 4_000, seen: 4_000, filed: 0 });
    expect(await submit(many)).toMatchObject({ seen: 0, unchanged: 4_000 });
    expect((await test.call(test.tokens.headquarters, 'POST', '/api/v1/reports', text, GEO_JSON)).status).toBe(415);
  });
});
