import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable, Module } from '@nestjs/common';
import { type Entry, addMs } from '@bongsu/kernel';
import { LaneSource, PlatformJobsModule } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { eventually } from '../../../test/harness/eventually';
import { ANKARA, ATHENS, type IncidentsApp, startIncidentsApp } from '../../../test/harness/incidents-app';
import { aDocument, aQuake } from '../../../test/specimens/usgs-features';
import type { DuplicateProposalView, TaskView } from './contract';
import { IncidentsJobsModule } from './index';

@Injectable()
class NoLanes extends LaneSource {
  hubIds(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}
@Module({ providers: [{ provide: LaneSource, useClass: NoLanes }], exports: [LaneSource] })
class NoLanesModule {}

/** A feed on the loopback address that a spec tells what to answer, and that remembers what it was asked. */
class PretendFeed {
  readonly asked: IncomingMessage['headers'][] = [];
  answer: (response: ServerResponse) => void = (response) => void response.writeHead(503).end();
  private readonly server: Server = createServer((request, response) => {
    this.asked.push(request.headers);
    this.answer(response);
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/all_day.geojson`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}

describe('work that follows by itself', () => {
  const feed = new PretendFeed();
  let test: IncidentsApp;
  beforeAll(async () => {
    const url = await feed.start();
    // A mission has three seconds, or a third of one where life is in danger; the feed is asked every second.
    const overrides = {
      INCIDENT_ACK_MINUTES: '0.05',
      INCIDENT_ACK_MINUTES_URGENT: '0.005',
      FEED_USGS_URL: url,
      FEED_USGS_EVERY_MS: '1000',
    };
    test = await startIncidentsApp([{ module: PlatformJobsModule, imports: [NoLanesModule] }, IncidentsJobsModule], overrides);
  });
  afterAll(async () => {
    await test.close();
    await feed.stop();
  });

  const entries = async (kind: string, where: (entry: Entry) => boolean): Promise<Entry[]> =>
    (await test.journal()).filter((entry) => entry.kind === kind && where(entry));
  const about = (id: string) => (entry: Entry) => entry.incidentId === id;
  const proposalsFor = (id: string): Promise<DuplicateProposalView[]> =>
    test.ask<Page<DuplicateProposalView>>(test.tokens.ankara, 'GET', `/incidents/${id}/duplicates`).then(({ items }) => items);
  const open = (said = {}) => test.open({ category: 'wildfire', ...said });

  describe('an incident that nobody acknowledges', () => {
    it('is overdue, once, and the hub is told', async () => {
      const { id } = await open();
      await eventually('it is said', async () => (await entries('incidents.incident-ack-overdue', about(id))).length > 0);
      const [entry, ...more] = await entries('incidents.incident-ack-overdue', about(id));
      expect(more).toEqual([]);
      expect(entry).toMatchObject({
        actor: { kind: 'job' },
        audience: [ANKARA, test.hubId],
        body: { missionId: ANKARA, toldHubId: test.hubId },
      });
      expect(await test.detail(id)).toMatchObject({ acknowledgedAt: null, version: 2 });
    });

    it('is not, when it was acknowledged in time', async () => {
      const answered = await open({ urgency: 'U2' });
      await test.ask(test.tokens.ankara, 'POST', `/incidents/${answered.id}/acknowledge`, {});
      const silent = await open({ urgency: 'U2' });
      await eventually(
        'the other one is overdue',
        async () => (await entries('incidents.incident-ack-overdue', about(silent.id))).length > 0,
      );
      expect(await entries('incidents.incident-ack-overdue', about(answered.id))).toEqual([]);
    });

    it('is overdue anew under a new lead mission', async () => {
      const { id } = await open();
      await eventually('overdue at Ankara', async () => (await entries('incidents.incident-ack-overdue', about(id))).length === 1);
      await test.ask(test.tokens.headquarters, 'POST', `/incidents/${id}/reassign`, {
        missionId: ATHENS,
        reason: 'it is on the other side',
      });
      await eventually('overdue at Athens', async () => (await entries('incidents.incident-ack-overdue', about(id))).length === 2);
      expect(
        (await entries('incidents.incident-ack-overdue', about(id))).map(({ body }) => (body as { missionId: string }).missionId),
      ).toEqual([ANKARA, ATHENS]);
    });
  });

  it('says that a task is overdue, and nothing of one that was done before', async () => {
    const { id, openedAt } = await open();
    const add = (title: string, dueAt: string): Promise<TaskView> =>
      test.ask(test.tokens.ankara, 'POST', `/incidents/${id}/add-task`, { title, ownerMissionId: ANKARA, dueAt });
    const done = await add('done', addMs(openedAt, 3_000));
    await test.ask(test.tokens.ankara, 'POST', `/incidents/${id}/complete-task`, { taskId: done.id });
    const late = await add('late', addMs(openedAt, 500));
    const missed = await add('missed before it was given', '2023-02-06T00:00:00Z');
    await eventually('both are said', async () => (await entries('incidents.task-overdue', about(id))).length === 2);
    await eventually('the reminder of the third came too', async () => {
      const kept = await test.query('SELECT 1 AS one FROM platform_promised_job WHERE key = $1 AND kept_at IS NOT NULL', [done.id]);
      return kept.length > 0;
    });
    const said = (await entries('incidents.task-overdue', about(id))).map(({ body }) => (body as { taskId: string }).taskId);
    expect(said.sort()).toEqual([late.id, missed.id].sort());
  });

  it('says once that an alert level is due for review, and nothing of one without a time of review', async () => {
    const decide = async (reviewAfterMs: number | null) => {
      const { id, openedAt } = await open();
      const reviewAt = reviewAfterMs === null ? null : addMs(openedAt, reviewAfterMs);
      await test.ask(test.tokens.headquarters, 'POST', `/incidents/${id}/set-alert-level`, {
        level: 'attention',
        basis: 'First news',
        reviewAt,
      });
      return { id, reviewAt };
    };
    const without = await decide(null);
    const { id, reviewAt } = await decide(2_000);
    await eventually('it is said', async () => (await entries('incidents.alert-review-due', about(id))).length > 0);
    expect(await entries('incidents.alert-review-due', about(id))).toMatchObject([
      { actor: { kind: 'job' }, body: { incidentId: id, level: 'attention', reviewAt } },
    ]);
    const promised = await test.query<{ key: string }>("SELECT key FROM platform_promised_job WHERE job = 'incidents.remind-alert-review'");
    expect(promised.map(({ key }) => key)).toEqual([`${id}/${reviewAt ?? ''}`]);
    expect(await entries('incidents.alert-review-due', about(without.id))).toEqual([]);
  });

  describe('probable duplicates', () => {
    const occurredAt = '2023-02-06T01:17:34Z';

    it('are proposed for a report with the evidence, decided by a person, and not proposed again', async () => {
      const { id } = await test.open({ occurredAt });
      const near = await test.file({ category: 'earthquake', place: { lat: 37.2, lng: 36.16 }, occurredAt: '2023-02-06T01:47:34Z' });
      const far = await test.file({ category: 'earthquake', place: { lat: 41, lng: 29 }, occurredAt });
      const [proposal] = await eventually('it is proposed', async () => ((await proposalsFor(id)).length > 0 ? proposalsFor(id) : null));
      expect(proposal).toMatchObject({
        reportId: near.id,
        state: 'proposed',
        evidence: { distanceKm: 111.2, minutesApart: 30, sameCategory: true, sameCountry: true, sameFeedEvent: false },
      });
      expect(await test.detail(id)).toMatchObject({ closeBlockers: [{ code: 'report-unlinked', subjectId: near.id, label: near.code }] });

      const path = `/duplicates/${proposal?.id ?? ''}/reject`;
      expect(await test.refused(404, test.tokens.athens, 'POST', path, {})).toMatchObject({ code: 'incidents.proposal-not-found' });
      expect(await test.ask(test.tokens.ankara, 'POST', path, {})).toMatchObject({ state: 'rejected' });
      expect(await test.refused(409, test.tokens.ankara, 'POST', path, {})).toMatchObject({ code: 'incidents.proposal-not-open' });
      expect(await test.detail(id)).toMatchObject({ closeBlockers: [] });
      const kinds = (await test.journal()).filter(({ subject }) => subject.id === proposal?.id).map(({ kind }) => kind);
      expect(kinds).toEqual(['incidents.duplicate-proposed', 'incidents.duplicate-rejected']);
      expect((await proposalsFor(id)).map(({ reportId }) => reportId)).not.toContain(far.id);
    });

    it('that waited are proposed to an incident when it is opened, and settled by linking them', async () => {
      const waiting = await test.file({ category: 'flood', occurredAt: '2021-07-14T12:00:00Z' });
      const { id } = await test.open({ category: 'flood', occurredAt: '2021-07-14T18:00:00Z' });
      await eventually('it is proposed', async () => (await proposalsFor(id)).some(({ reportId }) => reportId === waiting.id));
      await test.ask(test.tokens.ankara, 'POST', `/incidents/${id}/reports/${waiting.id}`);
      expect(await proposalsFor(id)).toEqual([]);
      expect(
        await test.query('SELECT state FROM incidents_duplicate_proposal WHERE report_id = $1 AND incident_id = $2', [waiting.id, id]),
      ).toEqual([{ state: 'linked' }]);
    });
  });

  describe('the USGS feed, polled', () => {
    const etag = '"one"';
    const state = async (): Promise<{ failures: number; last_failure: string | null; etag: string | null } | undefined> =>
      (
        await test.query<{ failures: number; last_failure: string | null; etag: string | null }>(
          'SELECT failures, last_failure, etag FROM incidents_feed_state',
        )
      )[0];
    const askAgainNow = (): Promise<unknown> => test.query("UPDATE incidents_feed_state SET next_ask_at = now() - interval '1 second'");
    const answeredWith = async (what: string, answer: PretendFeed['answer'], until: () => Promise<boolean>): Promise<void> => {
      feed.answer = answer;
      await eventually(what, async () => {
        await askAgainNow();
        return until();
      });
    };

    it('counts its failures by class and goes on asking, more and more seldom', async () => {
      await answeredWith(
        'it failed',
        (response) => void response.writeHead(503).end(),
        async () => (await state())?.last_failure === 'http-503',
      );
      await answeredWith(
        'it sent us elsewhere',
        (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
        async () => (await state())?.last_failure === 'http-302',
      );
      await answeredWith(
        'it cut the line',
        (response) => void response.destroy(),
        async () => (await state())?.last_failure === 'network',
      );
      expect((await state())?.failures).toBeGreaterThanOrEqual(3);
    });

    it('gives up on an answer that does not end', async () => {
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const endless = (response: ServerResponse): void => {
        response.writeHead(200);
        const more = (): void => {
          if (!response.destroyed) response.write(chunk, () => setImmediate(more));
        };
        more();
      };
      await answeredWith('it was too much', endless, async () => (await state())?.last_failure === 'too-large');
    });

    it('keeps a broken document and counts it as a failure', async () => {
      await answeredWith(
        'it was broken',
        (response) => void response.writeHead(200).end('<html>'),
        async () => (await state())?.last_failure === 'broken-document',
      );
      expect(await test.query('SELECT 1 AS one FROM incidents_rejected_document')).not.toEqual([]);
    });

    it('files what it finds, and asks only for what changed since', async () => {
      const document = JSON.stringify(aDocument([aQuake({ id: 'polled1' })]));
      const answer = (response: ServerResponse): void => {
        const isKnown = feed.asked.at(-1)?.['if-none-match'] === etag;
        if (isKnown) response.writeHead(304).end();
        else response.writeHead(200, { etag, 'last-modified': 'Mon, 06 Feb 2023 02:00:00 GMT' }).end(document);
      };
      await answeredWith('the document was taken in', answer, async () => (await state())?.etag === etag);
      expect(await state()).toMatchObject({ failures: 0, last_failure: null });
      expect(await test.query('SELECT filed_by FROM incidents_report WHERE feed_event_id = $1', ['polled1'])).toEqual([
        { filed_by: 'incidents.poll-usgs-feed' },
      ]);

      await eventually('it was asked with conditions', async () => {
        await askAgainNow();
        return feed.asked.some(
          (headers) => headers['if-none-match'] === etag && headers['if-modified-since'] === 'Mon, 06 Feb 2023 02:00:00 GMT',
        );
      });
      expect(await state()).toMatchObject({ failures: 0, etag });
    });
  });
});
