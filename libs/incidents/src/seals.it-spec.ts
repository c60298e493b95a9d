import { Logger } from '@nestjs/common';
import { type Socket, io } from 'socket.io-client';
import { newId, ok } from '@bongsu/kernel';
import {
  type Actor,
  Authenticator,
  Database,
  JournalReader,
  UnitOfWork,
  actingAs,
  eyesOver,
  systemActor,
  visibilityOf,
} from '@bongsu/platform';
import type { Frame, LiveEntry, Page } from '@bongsu/platform/contract';
import type { AccountView, BreakGlassView, ProposalView, RoleGrant, ServiceTokenShown } from '@bongsu/access/contract';
import { eventually } from '../../../test/harness/eventually';
import { ANKARA, ATHENS, type IncidentsApp, hatay, startIncidentsApp } from '../../../test/harness/incidents-app';
import { aDocument, aQuake } from '../../../test/specimens/usgs-features';
import {
  type DuplicateProposalView,
  type FeedSummary,
  type IncidentView,
  type OpenIncidentInput,
  type ReportView,
  type SealView,
  incidentDetailSchema,
  sealCandidateListSchema,
  sealSchema,
} from './contract';
import { IncidentAudience, IncidentObligations } from './index';
import { ProposeDuplicates } from './use-cases/propose-duplicates';

interface Person {
  readonly token: string;
  readonly id: string;
}

const GEO_JSON = { 'content-type': 'application/geo+json' };
const ABDUCTION = { title: 'Crew is held at sea', category: 'abduction', urgency: 'U1', lat: hatay.lat, lng: hatay.lng } as const;

describe('a sealed incident', () => {
  let test: IncidentsApp;
  const sockets: Socket[] = [];
  let duty: Person;
  let head: Person;
  let desk: Person;
  let otherDuty: Person;
  let athens: Person;
  let hub: Person;
  let administrator: Person;
  let service: string;

  beforeAll(async () => {
    test = await startIncidentsApp();
    duty = await enter({ role: 'duty-officer', missions: [ANKARA] });
    otherDuty = await enter({ role: 'duty-officer', missions: [ANKARA] });
    head = await enter({ role: 'head-of-mission', missions: [ANKARA] });
    desk = await enter({ role: 'headquarters-watch-officer', missions: '*' });
    athens = await enter({ role: 'head-of-mission', missions: [ATHENS] });
    hub = await enter({ role: 'hub-coordinator', missions: [test.hubId] });
    administrator = await enter({ role: 'administrator', missions: '*' });
    const made = await test.ask<ServiceTokenShown>(administrator.token, 'POST', '/service-accounts', {
      name: 'Statistics',
      grants: [{ role: 'headquarters-watch-officer', missions: '*' }],
    });
    service = made.token;
  }, 60_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  async function enter(...grants: RoleGrant[]): Promise<Person> {
    const token = await test.signIn(...grants);
    return { token, id: (await test.ask<AccountView>(token, 'GET', '/me')).id };
  }
  const open = (said: Partial<OpenIncidentInput> = {}, by = duty): Promise<IncidentView> =>
    test.ask(by.token, 'POST', '/incidents', { ...ABDUCTION, seal: { ground: 'abduction', names: [] }, ...said });
  const seal = (id: string, by = duty, said: object = {}): Promise<IncidentView> =>
    test.ask(by.token, 'POST', `/incidents/${id}/seal`, { ground: 'abduction', reason: 'The kidnappers read the news', ...said });
  const name = (id: string, who: Person, by = duty): Promise<SealView> =>
    test.ask(by.token, 'POST', `/incidents/${id}/seal/names`, { accountId: who.id, reason: 'She negotiates' });
  const takeOff = (id: string, who: Person, by = duty) => test.call(by.token, 'DELETE', `/api/v1/incidents/${id}/seal/names/${who.id}`);
  const status = async (token: string, path: string): Promise<number> => (await test.call(token, 'GET', `/api/v1${path}`)).status;
  const eyes = async (token: string): Promise<Actor> => {
    const actor = await test.app.get(Authenticator).authenticate({ authorization: `Bearer ${token}`, cookie: undefined }, 'test-eyes');
    if (actor === null) throw new Error('nobody is signed in');
    return actor;
  };
  /** What a query without any condition gives somebody. */
  const raw = async (token: string, sql: string, parameters: unknown[] = []): Promise<unknown[]> =>
    actingAs(await eyes(token), () => test.app.get(Database).query(sql, parameters));
  const outsiders = (): [string, string][] => [
    ['another duty officer of the mission in charge', otherDuty.token],
    ['the head of the mission in charge', head.token],
    ['its hub', hub.token],
    ['another mission', athens.token],
    ['headquarters', desk.token],
    ['an administrator', administrator.token],
    ['a service with the eyes of headquarters', service],
  ];
  /** A line that stands. What was sealed just before may cut the first: whoever sees less or more connects anew. */
  const follow = async (by: string): Promise<{ socket: Socket; heard: LiveEntry[]; gone: Promise<void> }> =>
    eventually('the line stands', () => tryToFollow(by));
  const tryToFollow = async (by: string): Promise<{ socket: Socket; heard: LiveEntry[]; gone: Promise<void> } | null> => {
    const socket = io(test.origin, { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true, auth: { token: by } });
    sockets.push(socket);
    const heard: LiveEntry[] = [];
    socket.on('frame', (frame: Frame) => heard.push(...frame.entries));
    const gone = new Promise<void>((resolve) => socket.once('disconnect', () => resolve()));
    const asked = socket.timeout(5_000).emitWithAck('follow', { after: await test.cursorOf(by) }) as Promise<{ mode?: string }>;
    const answer = await Promise.race([asked, gone.then(() => null)]).catch(() => null);
    return answer?.mode === 'entries' && socket.connected ? { socket, heard, gone } : null;
  };

  /** Everything that one can ask about an incident, with a report and a task of it. */
  const askedOf = (incident: string, report: string, task: string): [string, string, object?][] => [
    ['GET', `/incidents/${incident}`],
    ['GET', `/incidents/${incident}/reports`],
    ['GET', `/incidents/${incident}/timeline`],
    ['GET', `/incidents/${incident}/duplicates`],
    ['GET', `/incidents/${incident}/seal`],
    ['POST', `/incidents/${incident}/seal/candidates`, {}],
    ['POST', `/incidents/${incident}/acknowledge`],
    ['POST', `/incidents/${incident}/assess`, {}],
    ['POST', `/incidents/${incident}/activate`, {}],
    ['POST', `/incidents/${incident}/close`, { reason: 'over' }],
    ['POST', `/incidents/${incident}/reopen`, {}],
    ['POST', `/incidents/${incident}/set-alert-level`, { level: 'alert', basis: 'none' }],
    ['POST', `/incidents/${incident}/set-urgency`, { urgency: 'U2', reason: 'none' }],
    ['POST', `/incidents/${incident}/reassign`, { missionId: ATHENS, reason: 'none' }],
    ['POST', `/incidents/${incident}/add-task`, { title: 'Call', ownerMissionId: ANKARA }],
    ['POST', `/incidents/${incident}/complete-task`, { taskId: task }],
    ['POST', `/incidents/${incident}/cancel-task`, { taskId: task }],
    ['POST', `/incidents/${incident}/seal`, { ground: 'minor', reason: 'none' }],
    ['POST', `/incidents/${incident}/seal/names`, { accountId: athens.id, reason: 'none' }],
    ['DELETE', `/incidents/${incident}/seal/names/${duty.id}`],
    ['POST', `/incidents/${incident}/unseal`, { reason: 'none' }],
    ['POST', `/incidents/${incident}/reports/${report}`],
    ['DELETE', `/incidents/${incident}/reports/${report}`],
    ['GET', `/reports/${report}`],
    ['POST', `/reports/${report}/dismiss`, { reason: 'none' }],
    ['POST', `/reports/${report}/reassign`, { missionId: ATHENS, reason: 'none' }],
    [
      'POST',
      '/reports',
      { summary: 'x', category: 'abduction', urgency: 'U1', evidenceGrade: 'C', channel: 'phone', incidentId: incident },
    ],
    [
      'POST',
      '/reports',
      { summary: 'x', category: 'abduction', urgency: 'U1', evidenceGrade: 'C', channel: 'phone', correctsReportId: report },
    ],
    ['POST', '/incidents', { ...ABDUCTION, reportIds: [report] }],
  ];

  async function expectUnknown(incidentId: string, reportId: string, taskId: string): Promise<void> {
    for (const [who, token] of outsiders()) {
      const told = askedOf(incidentId, reportId, taskId);
      const nowhere = askedOf(newId(), newId(), newId());
      for (const [at, [method, path, body]] of told.entries()) {
        const [, elsewhere = '', other] = nowhere[at] ?? [];
        const [answer, none] = [
          await test.call(token, method, `/api/v1${path}`, body),
          await test.call(token, method, `/api/v1${elsewhere}`, other),
        ];
        const seen = ({ status: code, body: said }: typeof answer) => {
          const { instance: _, correlationId: __, ...problem } = said as Record<string, unknown>;
          return { who, method, path: path.replace(incidentId, ':id').replace(reportId, ':report'), code, problem };
        };
        expect(seen(answer)).toEqual({ ...seen(none), path: seen(answer).path });
        expect([403, 404, 409, 422]).toContain(answer.status);
      }
      for (const list of ['/incidents?limit=200', '/reports?limit=200', `/reports?incidentId=${incidentId}`]) {
        const text = JSON.stringify((await test.call(token, 'GET', `/api/v1${list}`)).body);
        expect({ who, list, leaks: text.includes(incidentId) || text.includes(reportId) }).toEqual({ who, list, leaks: false });
      }
      await test.journal();
      const told2 = await test.app.get(JournalReader).visible(0, 100_000, visibilityOf(await eyes(token)));
      expect(told2.filter((entry) => JSON.stringify(entry).includes(incidentId))).toEqual([]);
      for (const table of [
        'incidents_incident',
        'incidents_task',
        'incidents_alert_decision',
        'incidents_decision_reason',
        'incidents_open_obligation',
        'incidents_duplicate_proposal',
        'incidents_report',
        'incidents_report_revision',
        'incidents_feed_event',
        'journal_entry',
        'access_seal_name',
        'access_sealed_incident',
        'access_proposal',
        'access_break_glass',
      ]) {
        const rows = await raw(token, `SELECT * FROM ${table} AS t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`, [
          incidentId,
          reportId,
        ]);
        expect({ who, table, rows: rows.length }).toEqual({ who, table, rows: 0 });
      }
    }
  }

  /** A report, a task, decisions, a revision by a feed and a probable duplicate, so that every table has rows of the incident. */
  async function furnish(id: string, by = duty): Promise<{ reportId: string; taskId: string }> {
    const report = await test.ask<ReportView>(by.token, 'POST', '/reports', {
      ...{ summary: 'They called the shipping company', category: 'abduction', urgency: 'U1', evidenceGrade: 'B', channel: 'phone' },
      incidentId: id,
    });
    const task = await test.ask<{ id: string }>(by.token, 'POST', `/incidents/${id}/add-task`, {
      title: 'Prepare an answer',
      ownerMissionId: ANKARA,
    });
    await test.ask(by.token, 'POST', `/incidents/${id}/assess`, { reason: 'Voices were recognised' });
    await test.app
      .get(UnitOfWork)
      .run(systemActor('test', 'test'), (tx) =>
        test.app
          .get(IncidentObligations, { strict: false })
          .open(tx, { incidentId: id, kind: 'request-open', subjectId: newId(), label: 'A request' }),
      );
    return { reportId: report.id, taskId: task.id };
  }

  describe('from the beginning', () => {
    it('is there for its list alone, in every route, list, entry and row', async () => {
      const incident = await open();
      expect(incident).toMatchObject({ seal: { ground: 'abduction' }, missionId: ANKARA });
      const { reportId, taskId } = await furnish(incident.id);
      await expectUnknown(incident.id, reportId, taskId);
      const detail = await test.detail(incident.id, duty.token);
      expect(() => incidentDetailSchema.parse(detail)).not.toThrow();
      expect(detail).toMatchObject({ id: incident.id, seal: { ground: 'abduction' }, tasks: [{ id: taskId }] });
      expect(detail.reasons.map(({ act }) => act)).toEqual(['assess']);
      expect(detail.closeBlockers.map(({ code }) => code).sort()).toEqual(['request-open', 'task-open']);
      expect(detail.permittedActs).toContain('name-on-seal');
      const view = await test.ask<SealView>(duty.token, 'GET', `/incidents/${incident.id}/seal`);
      expect(() => sealSchema.parse(view)).not.toThrow();
      expect(view).toMatchObject({
        ground: 'abduction',
        sealedBy: { role: 'duty-officer' },
        list: [{ accountId: duty.id, why: 'sealer', until: null }],
      });
    }, 60_000);

    it('takes no number of the ordinary series, neither the incident nor its reports', async () => {
      const before = await test.open();
      const ordinary = await test.file();
      const sealed = [await open(), await open()];
      const reports = [await furnish(sealed[0]?.id ?? ''), await furnish(sealed[1]?.id ?? '')];
      for (const { code } of sealed) expect(code).toMatch(/^SLD-[0-9A-HJKMNP-TV-Z]{6}$/);
      const codes = await Promise.all(reports.map(({ reportId }) => test.ask<ReportView>(duty.token, 'GET', `/reports/${reportId}`)));
      for (const { code } of codes) expect(code).toMatch(/^SLR-[0-9A-HJKMNP-TV-Z]{6}$/);
      const numberOf = (code: string): number => Number(code.split('-').at(-1));
      expect(numberOf((await test.open()).code)).toBe(numberOf(before.code) + 1);
      expect(numberOf((await test.file()).code)).toBe(numberOf(ordinary.code) + 1);
    });

    it('takes its reports out of everybody else’s sight, whoever filed them', async () => {
      const report = await test.file({}, otherDuty.token);
      const desks = await follow(desk.token);
      expect(await status(desk.token, `/reports/${report.id}`)).toBe(200);
      const incident = await open({ reportIds: [report.id] });
      for (const [, token] of outsiders()) expect(await status(token, `/reports/${report.id}`)).toBe(404);
      expect(await status(duty.token, `/reports/${report.id}`)).toBe(200);
      await desks.gone;
      await expectUnknown(incident.id, report.id, newId());
    }, 60_000);

    it.each([
      ['somebody who may not sign in', () => newId(), 422, 'incidents.not-nameable'],
      ['nobody in particular', () => 'x', 400, undefined],
    ])('is not opened when she names %s', async (_, whom, code, problem) => {
      const body = { ...ABDUCTION, seal: { ground: 'minor', names: [whom()] } };
      const refused = await test.refused(code, duty.token, 'POST', '/incidents', body);
      if (problem !== undefined) expect(refused).toMatchObject({ code: problem, errors: [{ field: 'seal.names.0' }] });
    });

    it('is in no line of the log of requests, nor is what anybody on its list does beside it', async () => {
      const log = jest.spyOn(Logger.prototype, 'log');
      const lines = (): unknown[] => log.mock.calls.flatMap(([line]: unknown[]) => (isLine(line) ? [line.route] : []));
      const isLine = (line: unknown): line is { route: string } => typeof line === 'object' && line !== null && 'route' in line;
      const sealer = await enter({ role: 'duty-officer', missions: [ANKARA] });
      const [later, report] = [await test.open({}, otherDuty.token), await test.file({}, otherDuty.token)];
      const ordinary = ['/api/v1/incidents', '/api/v1/reports'];
      await eventually('ordinary work is written', () => ordinary.every((route) => lines().includes(route)));
      log.mockClear();
      const incident = await open({}, sealer);
      await seal(later.id, sealer);
      await name(incident.id, head, sealer);
      await test.file({}, sealer.token);
      const about = { minutes: 30, reasonCode: 'life-at-risk', reason: 'The family is here and knows more' };
      await test.ask(athens.token, 'POST', '/break-glass', { subject: { type: 'incident', id: incident.code }, ...about });
      await test.ask(otherDuty.token, 'POST', `/reports/${report.id}/dismiss`, { reason: 'known already' });
      await eventually('the last line is written', () => lines().some((route) => String(route).endsWith('/dismiss')));
      expect(lines()).toEqual(['/api/v1/reports/:id/dismiss']);
      log.mockRestore();
    });

    it('is opened by persons: neither a service nor somebody without the right seals', async () => {
      const body = { ...ABDUCTION, seal: { ground: 'minor' } };
      await test.refused(403, service, 'POST', '/incidents', body);
      await test.refused(403, administrator.token, 'POST', '/incidents', body);
    });
  });

  describe('that others have seen', () => {
    it('leaves their sight and their open lines, with all that was written of it', async () => {
      const feed = `zz${newId().slice(-6)}`;
      const summary = await test.ask<FeedSummary>(
        desk.token,
        'POST',
        '/feeds/usgs',
        JSON.stringify(aDocument([aQuake({ id: feed })])),
        GEO_JSON,
      );
      const [reportId = ''] = summary.reportIds;
      const incident = await test.open({ reportIds: [reportId] }, duty.token);
      const { taskId } = await furnish(incident.id);
      await test.journal();
      const lines = await Promise.all([head, desk, hub].map(({ token }) => follow(token)));
      const stranger = await follow(athens.token);
      expect(await status(head.token, `/incidents/${incident.id}`)).toBe(200);

      const sealed = await seal(incident.id);
      expect(sealed).toMatchObject({
        code: incident.code,
        seal: { ground: 'abduction' },
        version: (await test.detail(incident.id, duty.token)).version,
      });
      await expectGoneFrom(head.token, incident.id);
      await Promise.all(lines.map(({ gone }) => gone));
      for (const { heard } of [...lines, stranger]) expect(heard.filter(({ kind }) => kind.includes('seal'))).toEqual([]);
      expect(stranger.socket.connected).toBe(true);
      await expectUnknown(incident.id, reportId, taskId);

      // The feed goes on thinking about its event, whoever hands it in, and nobody learns from that.
      const revised = JSON.stringify(aDocument([aQuake({ id: feed, mag: 6.9, updated: Date.now() - 1_000 })]));
      expect(await test.ask<FeedSummary>(desk.token, 'POST', '/feeds/usgs', revised, GEO_JSON)).toMatchObject({
        filed: 0,
        revised: 1,
        reportIds: [],
      });
      await expectUnknown(incident.id, reportId, taskId);
      expect((await test.ask<ReportView>(duty.token, 'GET', `/reports/${reportId}`)).summary).toContain('6.9');
    }, 90_000);

    it('takes what its reports correct, and what corrects them, out of sight with them', async () => {
      const chain = async (): Promise<[ReportView, ReportView, ReportView]> => {
        const first = await test.file({}, otherDuty.token);
        const second = await test.file({ correctsReportId: first.id }, otherDuty.token);
        return [first, second, await test.file({ correctsReportId: second.id }, otherDuty.token)];
      };
      const expectGone = async (reports: readonly ReportView[]): Promise<void> => {
        for (const { id } of reports) {
          for (const [, token] of outsiders()) expect(await status(token, `/reports/${id}`)).toBe(404);
          expect(await status(duty.token, `/reports/${id}`)).toBe(200);
        }
        const told = JSON.stringify(await test.journal(eyesOver('*')));
        for (const { id } of reports) expect(told).not.toContain(id);
      };
      const [opened, linked, later] = [await chain(), await chain(), await chain()];
      const { id } = await open({ reportIds: [opened[1].id] });
      await expectGone(opened);
      await test.ask(duty.token, 'POST', `/incidents/${id}/reports/${linked[0].id}`);
      await expectGone(linked);
      const incident = await test.open({ reportIds: [later[2].id] }, duty.token);
      expect(await status(otherDuty.token, `/reports/${later[0].id}`)).toBe(200);
      await seal(incident.id);
      await expectGone(later);
    }, 60_000);

    it('is not in the answer that was kept for a repeated request, off its list', async () => {
      const assess = (id: string, by: Person) =>
        test.call(by.token, 'POST', `/api/v1/incidents/${id}/assess`, {}, { 'idempotency-key': `assess-${id}` });
      const said = { summary: 'A crew is held', category: 'abduction', urgency: 'U2', evidenceGrade: 'C', channel: 'phone', place: hatay };
      const key = { 'idempotency-key': newId() };
      const file = () => test.call(otherDuty.token, 'POST', '/api/v1/reports', said, key);
      const incident = await test.open({}, duty.token);
      const first = await assess(incident.id, otherDuty);
      expect(await assess(incident.id, otherDuty)).toMatchObject({ status: first.status, body: first.body });
      const { id: reportId } = (await file()).body as ReportView;
      expect(((await file()).body as ReportView).id).toBe(reportId);

      await test.ask(duty.token, 'POST', `/incidents/${incident.id}/reports/${reportId}`);
      await seal(incident.id);
      for (const answer of [await assess(incident.id, otherDuty), await file()])
        expect(answer).toMatchObject({ status: 410, body: { code: 'platform.answer-erased' } });

      await name(incident.id, otherDuty);
      expect(await assess(incident.id, otherDuty)).toMatchObject({ status: first.status });
      await takeOff(incident.id, otherDuty);
      expect(await assess(incident.id, otherDuty)).toMatchObject({ status: 410 });
      // What it is about cannot be taken out of the row.
      await test.query("UPDATE platform_idempotency_key SET answer = answer - 'about' WHERE key = $1", [`assess-${incident.id}`]);
      expect((await assess(incident.id, otherDuty)).status).toBeGreaterThanOrEqual(500);

      const opening = { ...ABDUCTION, seal: { ground: 'abduction', names: [] } };
      const openedOnce = () => test.ask<IncidentView>(duty.token, 'POST', '/incidents', opening, key);
      expect((await openedOnce()).id).toBe((await openedOnce()).id);
    }, 30_000);

    const expectGoneFrom = async (token: string, id: string): Promise<void> => {
      expect(await status(token, `/incidents/${id}`)).toBe(404);
      expect(JSON.stringify((await test.call(token, 'GET', '/api/v1/incidents?limit=200')).body)).not.toContain(id);
    };

    it('is sealed once, by somebody with the right at its mission who read it as it is', async () => {
      const { id, version } = await test.open({}, duty.token);
      const body = { ground: 'minor', reason: 'A child' };
      await test.refused(404, athens.token, 'POST', `/incidents/${id}/seal`, body);
      await test.refused(403, hub.token, 'POST', `/incidents/${id}/seal`, body);
      await test.refused(412, duty.token, 'POST', `/incidents/${id}/seal`, body, { 'if-match': `"${String(version + 7)}"` });
      await test.ask(duty.token, 'POST', `/incidents/${id}/seal`, body, { 'if-match': `"${String(version)}"` });
      await test.refused(409, duty.token, 'POST', `/incidents/${id}/seal`, body);
    });
  });

  describe('is told to', () => {
    it('whom somebody on the list names, at once, with its whole past', async () => {
      const incident = await open();
      await furnish(incident.id);
      expect(await status(desk.token, `/incidents/${incident.id}`)).toBe(404);
      const view = await name(incident.id, desk);
      expect(view.list.map(({ accountId, why }) => [accountId, why])).toEqual([
        [duty.id, 'sealer'],
        [desk.id, 'named'],
      ]);
      expect((await test.detail(incident.id, desk.token)).tasks).toHaveLength(1);
      const kinds = (await test.journal(visibilityOf(await eyes(desk.token))))
        .filter((entry) => entry.incidentId === incident.id)
        .map(({ kind }) => kind);
      expect(kinds).toEqual([
        'incidents.incident-opened',
        'access.seal-list-changed',
        'incidents.incident-sealed',
        'incidents.report-filed',
        'incidents.task-added',
        'incidents.incident-moved',
        'access.seal-list-changed',
      ]);
      await test.refused(409, duty.token, 'POST', `/incidents/${incident.id}/seal/names`, { accountId: desk.id, reason: 'again' });
    });

    it('her no more who is taken off, neither over HTTP nor on an open line', async () => {
      const incident = await open({ seal: { ground: 'abduction', names: [desk.id] } });
      const line = await follow(desk.token);
      await test.ask(duty.token, 'POST', `/incidents/${incident.id}/set-urgency`, { urgency: 'U2', reason: 'Calmer now' });
      await eventually('she hears of it', () => line.heard.some(({ incidentId }) => incidentId === incident.id));
      const path = `/incidents/${incident.id}/seal/names/${desk.id}`;
      await test.ask(duty.token, 'DELETE', path, { reason: 'Relieved at midnight' });
      expect((await test.detail(incident.id, duty.token)).reasons).toContainEqual(
        expect.objectContaining({ act: 'take-off-seal', reason: 'Relieved at midnight' }),
      );
      expect(await status(desk.token, `/incidents/${incident.id}`)).toBe(404);
      await line.gone;
      await test.ask(duty.token, 'POST', `/incidents/${incident.id}/set-urgency`, { urgency: 'U3', reason: 'Calmer still' });
      expect(line.heard.filter(({ body }) => JSON.stringify(body).includes('U3'))).toEqual([]);
      const { list } = await test.ask<SealView>(duty.token, 'GET', `/incidents/${incident.id}/seal`);
      expect(list.map(({ accountId }) => accountId)).toEqual([duty.id]);
      expect((await takeOff(incident.id, desk)).status).toBe(404);
    });

    it('somebody who can name others, always', async () => {
      const { id } = await open({ seal: { ground: 'abduction', names: [athens.id] } });
      expect(await takeOff(id, duty)).toMatchObject({ status: 409, body: { code: 'incidents.last-who-names' } });
      // The head of another mission reads it and has no say at this one.
      expect(await status(athens.token, `/incidents/${id}`)).toBe(200);
      expect((await takeOff(id, duty, athens)).status).toBe(403);
      await name(id, head);
      expect((await takeOff(id, duty)).status).toBe(204);
      expect(await status(duty.token, `/incidents/${id}`)).toBe(404);
    });

    it('whom one finds among the people who may be named', async () => {
      const { id } = await open();
      const found = await test.ask<{ items: { accountId: string }[] }>(duty.token, 'POST', `/incidents/${id}/seal/candidates`, {
        search: 'invented',
      });
      expect(() => sealCandidateListSchema.parse(found)).not.toThrow();
      expect(found.items.length).toBeGreaterThan(3);
      expect(found.items.map(({ accountId }) => accountId)).not.toContain(duty.id);
      expect(await test.ask(duty.token, 'POST', `/incidents/${id}/seal/candidates`, { search: 'nobody-is-called-so' })).toEqual({
        items: [],
      });
      // By her mission, and by her whole address in any letter case; never by a part of it.
      const { email } = await test.ask<AccountView>(athens.token, 'GET', '/me');
      const [served, addressed, partly] = await Promise.all(
        [{ missionIds: [ATHENS] }, { search: email.toUpperCase() }, { search: email.slice(0, -3) }].map((search) =>
          test.ask<{ items: unknown[] }>(duty.token, 'POST', `/incidents/${id}/seal/candidates`, {
            search: 'nobody-is-called-so',
            ...search,
          }),
        ),
      );
      expect(served?.items).toContainEqual(expect.objectContaining({ accountId: athens.id, missions: [ATHENS] }));
      expect(served?.items).not.toContainEqual(expect.objectContaining({ missions: [ANKARA] }));
      expect(addressed?.items).toEqual([expect.objectContaining({ accountId: athens.id })]);
      expect(partly?.items).toEqual([]);
      // On the list, with the right to name others at another mission alone.
      await name(id, athens);
      await test.refused(403, athens.token, 'POST', `/incidents/${id}/seal/candidates`, { search: 'invented' });
    });
  });

  describe('is unsealed', () => {
    const propose = (id: string, by: Person) => test.call(by.token, 'POST', `/api/v1/incidents/${id}/unseal`, { reason: 'They are free' });

    it('by two persons on the list, and comes back with everything that happened meanwhile', async () => {
      const report = await test.file({}, otherDuty.token);
      const incident = await test.open({ reportIds: [report.id] }, duty.token);
      await seal(incident.id, duty, { names: [head.id, desk.id] });
      const { reportId, taskId } = await furnish(incident.id);
      expect((await propose(incident.id, duty)).status).toBe(403);
      const { status: code, body } = await propose(incident.id, head);
      expect(code).toBe(202);
      const { id } = body as ProposalView;
      const inbox = async (who: Person): Promise<string[]> =>
        (await test.ask<Page<ProposalView>>(who.token, 'GET', '/proposals')).items.map((each) => each.id);
      // Another desk of headquarters may confirm everything else; of this it hears nothing.
      const other = await enter({ role: 'headquarters-watch-officer', missions: '*' });
      expect(await inbox(desk)).toContain(id);
      expect(await inbox(other)).not.toContain(id);
      for (const [method, path] of [
        ['GET', `/proposals/${id}`],
        ['POST', `/proposals/${id}/confirm`],
      ] as const)
        await test.refused(404, other.token, method, path);
      expect(await raw(other.token, 'SELECT 1 FROM access_proposal WHERE id = $1', [id])).toEqual([]);
      expect(await raw(desk.token, 'SELECT 1 AS one FROM access_proposal WHERE id = $1', [id])).toEqual([{ one: 1 }]);
      expect((await test.detail(incident.id, desk.token)).reasons.map(({ act, reason }) => [act, reason])).toContainEqual([
        'unseal',
        'They are free',
      ]);

      const line = await follow(other.token);
      expect((await test.call(desk.token, 'POST', `/api/v1/proposals/${id}/confirm`)).status).toBe(200);
      await line.gone;
      for (const token of [other.token, otherDuty.token, hub.token, service]) {
        expect(await status(token, `/incidents/${incident.id}`)).toBe(200);
        expect(await status(token, `/reports/${reportId}`)).toBe(200);
        expect(await status(token, `/reports/${report.id}`)).toBe(200);
      }
      expect(await test.detail(incident.id, otherDuty.token)).toMatchObject({ seal: null, tasks: [{ id: taskId }] });
      await test.journal();
      const timeline = await test.ask<Page<LiveEntry>>(otherDuty.token, 'GET', `/incidents/${incident.id}/timeline`);
      expect(timeline.items.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining([
          'incidents.incident-unsealed',
          'incidents.task-added',
          'incidents.incident-sealed',
          'incidents.incident-opened',
        ]),
      );
      expect(await status(duty.token, `/incidents/${incident.id}/seal`)).toBe(404);
      // And it can be sealed again.
      await seal(incident.id, otherDuty);
      expect(await status(duty.token, `/incidents/${incident.id}`)).toBe(404);
    }, 60_000);

    it('not when one of the two is on the list no more', async () => {
      const { id: incidentId } = await open({ seal: { ground: 'abduction', names: [head.id, desk.id] } });
      const { id } = (await propose(incidentId, head)).body as ProposalView;
      await takeOff(incidentId, head);
      expect(await test.call(desk.token, 'POST', `/api/v1/proposals/${id}/confirm`)).toMatchObject({ status: 409 });
      expect(await status(otherDuty.token, `/incidents/${incidentId}`)).toBe(404);
    });
  });

  describe('is opened by break-glass', () => {
    const breakGlass = (by: Person, code: string) =>
      test.call(by.token, 'POST', '/api/v1/break-glass', {
        subject: { type: 'incident', id: code },
        minutes: 30,
        reasonCode: 'life-at-risk',
        reason: 'The family is here and knows more',
      });

    it('for a time and on record, by its code; everybody on the list is told at once and reviews it', async () => {
      const incident = await open({ seal: { ground: 'abduction', names: [head.id] } });
      const [ours, theirs] = [await follow(duty.token), await follow(athens.token)];
      expect(await breakGlass(athens, incident.code)).toMatchObject({
        status: 201,
        body: { subject: { type: 'incident', id: incident.id }, label: incident.code, mine: true, permitted: ['end'] },
      });
      await eventually('the list is told', () => ours.heard.some(({ kind }) => kind === 'access.break-glass-opened'));
      expect((await test.detail(incident.id, athens.token)).permittedActs).not.toContain('unseal');
      const { list } = await test.ask<SealView>(athens.token, 'GET', `/incidents/${incident.id}/seal`);
      expect(list.find(({ accountId }) => accountId === athens.id)).toMatchObject({
        why: 'break-glass',
        until: expect.any(String) as string,
      });
      // She reads; who else may is not for her to say.
      await test.refused(403, athens.token, 'POST', `/incidents/${incident.id}/seal/names`, { accountId: hub.id, reason: 'none' });
      expect(await breakGlass(athens, incident.code)).toMatchObject({ status: 409 });
      await theirs.gone;

      const toReview = async (who: Person): Promise<BreakGlassView[]> =>
        (await test.ask<Page<BreakGlassView>>(who.token, 'GET', '/break-glass?list=to-review')).items;
      const [glass] = await toReview(head);
      expect(glass).toMatchObject({ label: incident.code, permitted: ['end', 'review'], reason: 'The family is here and knows more' });
      const herHead = await enter({ role: 'head-of-mission', missions: [ATHENS] });
      for (const who of [desk, herHead, administrator]) expect((await toReview(who)).map(({ id }) => id)).not.toContain(glass?.id);
      for (const who of [desk, herHead])
        await test.refused(404, who.token, 'POST', `/break-glass/${glass?.id ?? ''}/review`, { outcome: 'justified' });
      expect(await raw(desk.token, 'SELECT 1 FROM access_break_glass WHERE id = $1', [glass?.id])).toEqual([]);
      await test.ask(head.token, 'POST', `/break-glass/${glass?.id ?? ''}/review`, { outcome: 'justified' });

      await test.ask(head.token, 'POST', `/break-glass/${glass?.id ?? ''}/end`);
      expect(await status(athens.token, `/incidents/${incident.id}`)).toBe(404);
    }, 30_000);

    it('by nobody who does not know a code, in the same words for one that is no incident’s and one that is not sealed', async () => {
      const ordinary = await test.open();
      const answers = [await breakGlass(athens, ordinary.code), await breakGlass(athens, 'SLD-000000')].map(({ status: code, body }) => {
        const { instance: _, correlationId: __, ...problem } = body as Record<string, unknown>;
        return { code, problem };
      });
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]?.code).toBe(404);
    });

    it('by nobody who tries codes: whoever types wrong ones waits longer and longer, a right one ends the waiting', async () => {
      const incident = await open({ seal: { ground: 'abduction', names: [head.id] } });
      const other = await enter({ role: 'duty-officer', missions: [ATHENS] });
      const tries = [];
      do tries.push(await breakGlass(other, 'SLD-000000'));
      while (tries.at(-1)!.status === 404 && tries.length < 20);
      expect(tries.length).toBeGreaterThan(5);
      const waits = tries.at(-1)!;
      expect(waits).toMatchObject({ status: 429, body: { code: 'access.too-many-tries' } });
      expect(Number(waits.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      // Nobody else has to wait for it.
      expect((await breakGlass(athens, incident.code)).status).toBe(201);
      await eventually('the wait is over', async () => (await breakGlass(other, incident.code)).status === 201);
      expect((await breakGlass(other, 'SLD-000000')).status).toBe(404);
    });

    it('for reading: nobody decides by it who else may see, though she has the right at the mission', async () => {
      const { id, code } = await open({ seal: { ground: 'abduction', names: [desk.id] } });
      expect((await breakGlass(head, code)).status).toBe(201);
      const { permittedActs } = await test.detail(id, head.token);
      expect(permittedActs).toContain('assess');
      for (const act of ['name-on-seal', 'unseal']) expect(permittedActs).not.toContain(act);
      for (const [path, body] of [
        ['seal/names', { accountId: athens.id, reason: 'none' }],
        ['unseal', { reason: 'none' }],
      ] as const)
        expect(await test.refused(403, head.token, 'POST', `/incidents/${id}/${path}`, body)).toMatchObject({
          code: 'incidents.lasting-place-needed',
        });
      expect(await takeOff(id, desk, head)).toMatchObject({ status: 403 });
    });

    it('and decided on by it once nobody on the list for good may name others, and no longer', async () => {
      const [opener, other] = [
        await enter({ role: 'duty-officer', missions: [ANKARA] }),
        await enter({ role: 'head-of-mission', missions: [ANKARA] }),
      ];
      const first = await open({ seal: { ground: 'abduction', names: [hub.id] } }, opener);
      const second = await open({}, opener);
      for (const { code } of [first, second]) for (const by of [head, other]) expect((await breakGlass(by, code)).status).toBe(201);
      await test.ask(administrator.token, 'POST', `/accounts/${opener.id}/disable`);

      expect((await test.detail(first.id, head.token)).permittedActs).toEqual(expect.arrayContaining(['name-on-seal', 'unseal']));
      await name(first.id, desk, head);
      expect((await test.detail(first.id, head.token)).permittedActs).not.toContain('name-on-seal');
      await test.refused(403, head.token, 'POST', `/incidents/${first.id}/seal/names`, { accountId: athens.id, reason: 'none' });

      const proposal = await test.ask<{ id: string }>(head.token, 'POST', `/incidents/${second.id}/unseal`, { reason: 'They are free' });
      expect(await test.call(other.token, 'POST', `/api/v1/proposals/${proposal.id}/confirm`)).toMatchObject({ status: 200 });
      expect(await status(otherDuty.token, `/incidents/${second.id}`)).toBe(200);
    }, 30_000);

    it('anew when it is sealed again: lifting the seal ended what was open', async () => {
      const { id, code } = await open({ seal: { ground: 'abduction', names: [head.id, desk.id] } });
      const glass = (await breakGlass(athens, code)).body as BreakGlassView;
      const proposal = await test.ask<{ id: string }>(head.token, 'POST', `/incidents/${id}/unseal`, { reason: 'They are free' });
      await test.ask(desk.token, 'POST', `/proposals/${proposal.id}/confirm`);
      const [row] = await test.query<{ ended: boolean }>('SELECT ended_at IS NOT NULL AS ended FROM access_break_glass WHERE id = $1', [
        glass.id,
      ]);
      expect(row).toEqual({ ended: true });
      // What is open to everybody who would ordinarily see it has no glass to break.
      expect((await breakGlass(athens, code)).status).toBe(404);
      await seal(id);
      expect((await breakGlass(athens, code)).status).toBe(201);
    });

    it('and nobody off the list reads that words about it were erased', async () => {
      const privacy = await enter({ role: 'privacy-officer', missions: '*' });
      const { id, code } = await open({ seal: { ground: 'abduction', names: [head.id] } });
      await name(id, hub);
      const [decision] = (await test.detail(id, duty.token)).reasons;
      const glass = (await breakGlass(athens, code)).body as BreakGlassView;
      const proposal = await test.ask<{ id: string }>(head.token, 'POST', `/incidents/${id}/unseal`, { reason: 'They are free' });
      const subjects = { decision: decision?.id ?? '', 'break-glass': glass.id, proposal: proposal.id };
      for (const [type, subjectId] of Object.entries(subjects))
        await test.ask(privacy.token, 'POST', '/erasures', {
          subject: { type, id: subjectId },
          cause: 'request-of-the-person',
          reference: 'PIPA-2026/21',
        });
      await test.journal();
      const readBy = async (who: Person): Promise<string[]> =>
        (await test.app.get(JournalReader).visible(0, 100_000, visibilityOf(await eyes(who.token))))
          .filter(({ kind, subject }) => kind === 'platform.subject-erased' && Object.values(subjects).includes(subject.id))
          .map(({ subject }) => subject.type);
      expect(await readBy(desk)).toEqual([]);
      await name(id, desk);
      expect((await readBy(desk)).sort()).toEqual(['break-glass', 'decision', 'proposal']);
    }, 30_000);

    it('until its time is over, to the minute', async () => {
      const incident = await open();
      await breakGlass(athens, incident.code);
      expect(await status(athens.token, `/incidents/${incident.id}`)).toBe(200);
      await test.query('UPDATE access_seal_name SET until_at = now() WHERE incident_id = $1 AND account_id = $2 RETURNING 1', [
        incident.id,
        athens.id,
      ]);
      await eventually('she is out', async () => (await status(athens.token, `/incidents/${incident.id}`)) === 404);
    });

    it('until somebody on the list takes her off', async () => {
      const incident = await open();
      const { id } = (await breakGlass(athens, incident.code)).body as BreakGlassView;
      expect((await takeOff(incident.id, athens)).status).toBe(204);
      expect(await status(athens.token, `/incidents/${incident.id}`)).toBe(404);
      const [row] = await test.query<{ ended: boolean }>('SELECT ended_at IS NOT NULL AS ended FROM access_break_glass WHERE id = $1', [
        id,
      ]);
      expect(row).toEqual({ ended: true });
    });
  });

  describe('does not tell of itself through others', () => {
    const compare = (reportId: string) =>
      test.app.get(ProposeDuplicates, { strict: false }).execute({ reportId }, systemActor('incidents.propose-duplicates', newId()));
    const proposed = async (id: string, by: Person): Promise<DuplicateProposalView[]> =>
      (await test.ask<Page<DuplicateProposalView>>(by.token, 'GET', `/incidents/${id}/duplicates`)).items;

    it('as a probable duplicate: its list is told, nobody else, and no ordinary proposal gives way to it', async () => {
      const occurredAt = '2019-03-03T03:00:00Z';
      const place = { lat: 36.9, lng: 30.7 };
      const ordinary: IncidentView[] = [];
      for (let n = 0; n < 3; n++) ordinary.push(await test.open({ category: 'earthquake', occurredAt, ...place }, duty.token));
      const sealed: IncidentView[] = [];
      for (let n = 0; n < 4; n++) sealed.push(await open({ category: 'earthquake', occurredAt, ...place }));
      const report = await test.file({ category: 'earthquake', occurredAt, place: { ...place, precision: 'exact' } }, otherDuty.token);
      expect(await compare(report.id)).toEqual(ok({ proposed: 6 }));
      for (const { id } of ordinary) expect((await proposed(id, otherDuty)).map(({ reportId }) => reportId)).toContain(report.id);
      const told = (await test.journal(eyesOver('*'))).filter(
        ({ kind, body }) => kind === 'incidents.duplicate-proposed' && JSON.stringify(body).includes(report.id),
      );
      expect(told.map(({ incidentId }) => incidentId).sort()).toEqual(ordinary.map(({ id }) => id).sort());
      expect((await Promise.all(sealed.map(({ id }) => proposed(id, duty)))).flat()).toHaveLength(3);
      // A report that was taken out of a sealed incident is compared with nothing that others see.
      const inside = await test.file(
        { category: 'earthquake', occurredAt, place: { ...place, precision: 'exact' }, incidentId: sealed[0]?.id ?? '' },
        duty.token,
      );
      await test.ask(duty.token, 'DELETE', `/incidents/${sealed[0]?.id ?? ''}/reports/${inside.id}`, { reason: 'mistake' });
      expect(await compare(inside.id)).toEqual(ok({ proposed: 1 }));
      expect((await proposed(sealed[0]?.id ?? '', duty)).map(({ reportId }) => reportId)).toContain(inside.id);
      expect(await status(otherDuty.token, `/reports/${inside.id}`)).toBe(404);
      expect((await test.journal(eyesOver('*'))).filter((entry) => JSON.stringify(entry).includes(inside.id))).toEqual([]);
    }, 30_000);

    it('by taking a place among the incidents that a report is compared with, however many are sealed', async () => {
      const occurredAt = '2018-03-03T03:00:00Z';
      const place = { lat: 36.9, lng: 30.7 };
      const ordinary = await test.open({ category: 'earthquake', occurredAt, ...place }, duty.token);
      const sealed = await open({ category: 'earthquake', occurredAt, ...place });
      const many = `SELECT copy.* FROM incidents_incident AS known, generate_series(1, 500) AS n,
        jsonb_populate_record(known, jsonb_build_object('code', 'SLD-' || n, 'id', 'ffffffff-0000-7000-8000-' || lpad(n::text, 12, '0'))) AS copy WHERE known.id = $1`;
      await test.query(`INSERT INTO incidents_incident ${many}`, [sealed.id]);
      const report = await test.file({ category: 'earthquake', occurredAt, place: { ...place, precision: 'exact' } }, otherDuty.token);
      await compare(report.id);
      expect((await proposed(ordinary.id, otherDuty)).map(({ reportId }) => reportId)).toContain(report.id);
    }, 30_000);

    it('by a correction or a link that joins it to what others see', async () => {
      const incident = await open();
      const { reportId } = await furnish(incident.id);
      const ordinary = await test.file({}, duty.token);
      const other = await test.open({}, duty.token);
      const correction = {
        ...{ summary: 'x', category: 'abduction', urgency: 'U1', evidenceGrade: 'C', channel: 'phone' },
        correctsReportId: ordinary.id,
      };
      expect(await test.refused(409, duty.token, 'POST', '/reports', { ...correction, incidentId: incident.id })).toMatchObject({
        code: 'incidents.report-of-another-seal',
      });
      await test.ask(duty.token, 'DELETE', `/incidents/${incident.id}/reports/${reportId}`, { reason: 'mistake' });
      expect(await test.refused(409, duty.token, 'POST', `/incidents/${other.id}/reports/${reportId}`)).toMatchObject({
        code: 'incidents.report-of-another-seal',
      });
      expect(await test.refused(409, duty.token, 'POST', '/incidents', { ...ABDUCTION, reportIds: [reportId] })).toMatchObject({
        code: 'incidents.report-of-another-seal',
      });
      const corrected = await test.ask<ReportView>(duty.token, 'POST', '/reports', { ...correction, correctsReportId: reportId });
      expect(await status(otherDuty.token, `/reports/${corrected.id}`)).toBe(404);
      expect((await test.journal(eyesOver('*'))).filter((entry) => JSON.stringify(entry).includes(corrected.id))).toEqual([]);
    });

    it('to whoever acts for it without being told of it', async () => {
      const { id } = await test.open({}, duty.token);
      await seal(id);
      const faces = {
        audience: test.app.get(IncidentAudience, { strict: false }),
        obligations: test.app.get(IncidentObligations, { strict: false }),
      };
      const actor = await eyes(hub.token);
      const done = await test.app.get(UnitOfWork).run(actor, async (tx) => {
        expect(await faces.audience.concern(tx, id, [ATHENS])).toEqual([`seal:${id}`, ANKARA, test.hubId, ATHENS]);
        const obligation = { kind: 'offer-open', subjectId: newId() } as const;
        const owed = await faces.obligations.open(tx, { ...obligation, incidentId: id, label: 'An offer' });
        await faces.obligations.settle(tx, obligation);
        // Her own eyes are as narrow as before.
        expect(await tx.query('SELECT id FROM incidents_incident WHERE id = $1', [id])).toEqual([]);
        return owed;
      });
      expect(done).toEqual(ok(null));
      expect((await test.detail(id, duty.token)).closeBlockers).toEqual([]);
      expect(await status(athens.token, `/incidents/${id}`)).toBe(404);
    });
  });
});
