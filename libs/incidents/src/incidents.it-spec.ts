import { type Instant, addMs, hours, newId, ok, systemClock } from '@bongsu/kernel';
import { UnitOfWork, eyesOver, systemActor } from '@bongsu/platform';
import type { LiveEntry, Page } from '@bongsu/platform/contract';
import { ANKARA, ATHENS, type IncidentsApp, startIncidentsApp } from '../../../test/harness/incidents-app';
import { type IncidentDetail, type IncidentView, type ReportView, type TaskView, incidentDetailSchema, incidentSchema } from './contract';
import { IncidentAudience, IncidentDirectory, IncidentObligations } from './index';
import { IncidentStore } from './storage/incident.store';
import type { ProposalView } from '@bongsu/access/contract';
import { RemindAlertReview } from './use-cases/remind-alert-review';

const nobody = '0195f000-0000-7000-8000-000000000000';
const TOKYO = 'KR-EMB-JP';

describe('incidents', () => {
  let test: IncidentsApp;
  beforeAll(async () => {
    test = await startIncidentsApp();
  });
  afterAll(() => test.close());

  const act = <T = IncidentView>(token: string, id: string, verb: string, body: object = {}, headers: Record<string, string> = {}) =>
    test.ask<T>(token, 'POST', `/incidents/${id}/${verb}`, body, headers);
  const kindsTold = async (visibility: '*' | string[], id: string) =>
    (await test.journal(eyesOver(visibility))).filter((entry) => entry.incidentId === id).map(({ kind }) => kind);
  const stabilised = async (): Promise<IncidentView> => {
    const { id } = await test.open();
    await act(test.tokens.ankara, id, 'activate');
    return act(test.tokens.ankara, id, 'stabilise');
  };

  describe('are opened', () => {
    it('with a code that counts by country and year of the event, also when many open at once', async () => {
      const opened = await Promise.all(Array.from({ length: 6 }, () => test.open({ occurredAt: '2011-10-23T10:41:00Z' })));
      expect(opened.map(({ code }) => code).sort()).toEqual([1, 2, 3, 4, 5, 6].map((number) => `TUR-2011-000${number}`));
      expect(await test.open({ occurredAt: '2012-01-01T00:00:00Z' })).toMatchObject({ code: 'TUR-2012-0001' });
      // What builds up has no hour at which it occurred: the year is that in which it was recognised.
      expect(await test.open({ recognisedAt: '2010-05-01T00:00:00Z' })).toMatchObject({ code: 'TUR-2010-0001' });
      expect(await test.open({ lat: 30, lng: -40, occurredAt: '2012-01-01T00:00:00Z' }, test.tokens.headquarters)).toMatchObject({
        code: 'INT-2012-0001',
        missionId: null,
        ackDueAt: null,
      });
    });

    it('as a signal without an alert level, with a deadline for the lead mission', async () => {
      const incident = await test.open();
      expect(() => incidentSchema.parse(incident)).not.toThrow();
      expect(incident).toMatchObject({
        state: 'signal',
        alertLevel: 'none',
        missionId: ANKARA,
        countryIso2: 'TR',
        urgency: 'U1',
        version: 1,
      });
      expect(Date.parse(incident.ackDueAt ?? '') - Date.parse(incident.openedAt)).toBe(600_000);
      expect(await kindsTold([ANKARA], incident.id)).toEqual(['incidents.incident-opened']);
      expect(await kindsTold([test.hubId], incident.id)).toEqual(['incidents.incident-opened']);
      expect(await kindsTold([ATHENS], incident.id)).toEqual([]);
    });

    it('from reports, which lend them their place, time and mission and are linked', async () => {
      const first = await test.file({ occurredAt: '2023-02-06T01:17:34Z' });
      const second = await test.file({ place: undefined, countryIso2: 'TR' });
      const incident = await test.open({ lat: null, lng: null, reportIds: [first.id, second.id] });
      expect(incident).toMatchObject({
        code: expect.stringMatching(/^TUR-2023-/) as string,
        missionId: ANKARA,
        lat: 36.2,
        lng: 36.16,
        occurredAt: '2023-02-06T01:17:34.000Z',
      });
      const { items } = await test.ask<Page<ReportView>>(test.tokens.ankara, 'GET', `/incidents/${incident.id}/reports`);
      expect(items.map(({ id, state }) => [id, state])).toEqual([
        [second.id, 'linked'],
        [first.id, 'linked'],
      ]);
      expect(await kindsTold('*', incident.id)).toEqual([
        'incidents.incident-opened',
        'incidents.report-linked',
        'incidents.report-linked',
      ]);
    });

    it.each([
      ['a report that is not there', { reportIds: [nobody] }, 422, 'incidents.report-not-found', 'reportIds.0'],
      ['a time in the future', { occurredAt: '2999-01-01T00:00:00Z' }, 422, 'incidents.time-in-future', 'occurredAt'],
      ['half a place', { lng: null }, 422, 'incidents.coordinates-incomplete', 'lng'],
      ['a place of another mission', { lat: 37.98, lng: 23.72 }, 403, 'access.forbidden', 'missionId'],
    ])('not with %s; nothing is half-opened', async (_, wrong, status, code, field) => {
      const count = (): Promise<unknown> => test.query('SELECT count(*) FROM incidents_incident');
      const before = await count();
      const body = { title: 'x', category: 'earthquake', urgency: 'U1', lat: 36.2, lng: 36.16, ...wrong };
      expect(await test.refused(status, test.tokens.ankara, 'POST', '/incidents', body)).toMatchObject({ code, errors: [{ field }] });
      expect(await count()).toEqual(before);
    });

    it('not from a report that belongs to another incident', async () => {
      const { id: incidentId } = await test.open();
      const report = await test.file({ incidentId });
      expect(report).toMatchObject({ state: 'linked', incidentId });
      const body = { title: 'x', category: 'earthquake', urgency: 'U1', reportIds: [report.id] };
      expect(await test.refused(409, test.tokens.ankara, 'POST', '/incidents', body)).toMatchObject({
        code: 'incidents.report-already-linked',
        facts: { incidentId },
      });
    });
  });

  describe('keep what leads to a person out of lines that everybody sees', () => {
    const telephone = 'call 010-1234-5678';
    const refusal = { code: 'telephone-number', remedy: expect.stringContaining("report's details") as string };

    it.each([
      ['the title of an incident', 'title', () => ['POST', '/incidents', { title: telephone, category: 'earthquake', urgency: 'U1' }]],
      ['a task', 'title', (id: string) => ['POST', `/incidents/${id}/add-task`, { title: telephone, ownerMissionId: ANKARA }]],
      ['a move', 'reason', (id: string) => ['POST', `/incidents/${id}/assess`, { reason: telephone }]],
      ['closing', 'reason', (id: string) => ['POST', `/incidents/${id}/close`, { reason: telephone }]],
      ['an urgency', 'reason', (id: string) => ['POST', `/incidents/${id}/set-urgency`, { urgency: 'U3', reason: telephone }]],
      ['a new lead', 'reason', (id: string) => ['POST', `/incidents/${id}/reassign`, { missionId: ATHENS, reason: telephone }]],
      ['an alert level', 'basis', (id: string) => ['POST', `/incidents/${id}/set-alert-level`, { level: 'alert', basis: telephone }]],
      ['a dismissal', 'reason', (id: string) => ['POST', `/reports/${id}/dismiss`, { reason: telephone }]],
      ['a report’s new mission', 'reason', (id: string) => ['POST', `/reports/${id}/reassign`, { missionId: ATHENS, reason: telephone }]],
      ['unlinking', 'reason', (id: string) => ['DELETE', `/incidents/${id}/reports/${id}`, { reason: telephone }]],
    ] as const)('in %s', async (_, field, asking) => {
      const { id } = await test.open();
      const [method, path, body] = asking(id) as [string, string, unknown];
      expect(await test.refused(400, test.tokens.headquarters, method, path, body)).toMatchObject({ errors: [{ field, ...refusal }] });
    });
  });

  describe('take up reports', () => {
    it('linked by a person, and give them back', async () => {
      const [report, { id }] = [await test.file(), await test.open()];
      const path = `/incidents/${id}/reports/${report.id}`;
      expect(await test.refused(403, test.tokens.hub, 'POST', path)).toMatchObject({ code: 'access.forbidden' });
      expect(await test.ask<ReportView>(test.tokens.ankara, 'POST', path, {}, { 'if-match': '"1"' })).toMatchObject({
        state: 'linked',
        incidentId: id,
        version: 2,
      });
      expect(await test.refused(409, test.tokens.ankara, 'POST', path)).toMatchObject({ code: 'incidents.report-already-linked' });
      expect(await test.refused(412, test.tokens.ankara, 'DELETE', path, undefined, { 'if-match': '"1"' })).toMatchObject({
        code: 'incidents.stale-report',
      });
      expect(await test.ask<ReportView>(test.tokens.ankara, 'DELETE', path, { reason: 'another valley' })).toMatchObject({
        state: 'unlinked',
        incidentId: null,
        version: 3,
      });
      expect(await test.refused(409, test.tokens.ankara, 'DELETE', path)).toMatchObject({
        code: 'incidents.report-not-linked-here',
      });
      expect((await test.journal()).at(-1)).toMatchObject({
        kind: 'incidents.report-unlinked',
        incidentId: id,
        body: { decisionId: expect.any(String) as string },
      });
      expect((await test.detail(id)).reasons).toMatchObject([{ act: 'unlink-report', reportId: report.id, reason: 'another valley' }]);
    });

    it('of another mission: each side is told of the other', async () => {
      const report = await test.file({ place: undefined, missionId: ATHENS }, test.tokens.athens);
      const { id } = await test.open();
      await test.ask(test.tokens.headquarters, 'POST', `/incidents/${id}/reports/${report.id}`);
      expect(await test.ask<ReportView>(test.tokens.ankara, 'GET', `/reports/${report.id}`)).toMatchObject({ summary: report.summary });
      expect(await test.detail(id, test.tokens.athens)).toMatchObject({ id });
      const toAthens = (await test.journal(eyesOver([ATHENS]))).filter((entry) => entry.incidentId === id);
      expect(toAthens.map(({ kind }) => kind)).toEqual(['incidents.incident-shared', 'incidents.report-linked']);
      const toAnkara = (await test.journal(eyesOver([ANKARA]))).filter((entry) => entry.subject.id === report.id);
      expect(toAnkara.map(({ kind }) => kind)).toEqual(['incidents.report-shared', 'incidents.report-linked']);
    });
  });

  describe('move', () => {
    it('along the life cycle, each act with who, what and why in the journal', async () => {
      const { id } = await test.open();
      const { ankara, ankaraHead } = test.tokens;
      const steps = [
        [ankara, 'assess', 'assessing'],
        [ankara, 'activate', 'active'],
        [ankara, 'stabilise', 'stabilising'],
        [ankaraHead, 'close', 'closed'],
        [ankaraHead, 'reopen', 'active'],
        [ankara, 'stabilise', 'stabilising'],
        [ankaraHead, 'close', 'closed'],
        [ankaraHead, 'review', 'reviewed'],
      ] as const;
      for (const [token, verb, state] of steps)
        expect(await act(token, id, verb, { reason: `because of ${verb}` })).toMatchObject({ state });
      const { reasons } = await test.detail(id);
      expect(reasons.map(({ act: done, reason }) => [done, reason])).toEqual(steps.map(([, verb]) => [verb, `because of ${verb}`]));
      expect(reasons.map(({ decidedBy }) => decidedBy?.role)).toEqual(
        steps.map(([token]) => (token === ankara ? 'duty-officer' : 'head-of-mission')),
      );
      const moved = (await test.journal()).filter((entry) => entry.incidentId === id && entry.kind === 'incidents.incident-moved');
      expect(moved.map(({ body }) => body)).toEqual(
        steps.map(([, verb, to], index) => ({
          incidentId: id,
          act: verb,
          from: index === 0 ? 'signal' : steps[index - 1]?.[2],
          to,
          decisionId: reasons[index]?.id,
        })),
      );
      expect(JSON.stringify(await test.journal())).not.toContain('because of');
      expect(moved.every(({ actor }) => actor.kind === 'person')).toBe(true);
    });

    it('not where the table has no such act, not without the role, not on a stale version', async () => {
      const { id } = await test.open();
      expect(await test.refused(409, test.tokens.ankara, 'POST', `/incidents/${id}/stabilise`, {})).toMatchObject({
        code: 'incidents.impossible-transition',
        facts: { state: 'signal', permitted: ['assess', 'activate', 'close'] },
      });
      expect(await test.refused(403, test.tokens.ankara, 'POST', `/incidents/${id}/close`, { reason: 'done' })).toMatchObject({
        code: 'access.forbidden',
      });
      await act(test.tokens.ankara, id, 'assess', {}, { 'if-match': '"1"' });
      expect(await test.refused(412, test.tokens.ankara, 'POST', `/incidents/${id}/activate`, {}, { 'if-match': '"1"' })).toMatchObject({
        code: 'incidents.stale-incident',
        facts: { version: 2 },
      });
      expect(await test.refused(400, test.tokens.ankara, 'POST', `/incidents/${id}/activate`, { reason: 'a', because: 'b' })).toMatchObject(
        { code: 'platform.invalid-request' },
      );
    });

    it('for one of two who act on the same version at the same moment', async () => {
      const { id } = await test.open();
      const both = await Promise.all(
        ['assess', 'activate'].map((verb) =>
          test.call(test.tokens.ankara, 'POST', `/api/v1/incidents/${id}/${verb}`, {}, { 'if-match': '"1"' }),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('out of sight of others: what is not theirs does not exist', async () => {
      const { id } = await test.open();
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/timeline'],
        ['GET', '/reports'],
        ['GET', '/duplicates'],
        ['POST', '/acknowledge'],
      ] as const) {
        expect(
          await test.refused(404, test.tokens.athens, method, `/incidents/${id}${path}`, method === 'POST' ? {} : undefined),
        ).toMatchObject({ code: 'incidents.incident-not-found' });
      }
      const { items } = await test.ask<Page<IncidentView>>(test.tokens.athens, 'GET', '/incidents?limit=200');
      expect(items.map((incident) => incident.id)).not.toContain(id);
    });
  });

  describe('are acknowledged', () => {
    it('once, by the lead mission or headquarters', async () => {
      const { id } = await test.open();
      expect(await test.refused(403, test.tokens.hub, 'POST', `/incidents/${id}/acknowledge`, {})).toMatchObject({
        code: 'access.forbidden',
      });
      expect(await act(test.tokens.ankara, id, 'acknowledge')).toMatchObject({ acknowledgedAt: expect.any(String) as string, version: 2 });
      expect(await test.refused(409, test.tokens.headquarters, 'POST', `/incidents/${id}/acknowledge`, {})).toMatchObject({
        code: 'incidents.already-acknowledged',
      });
    });

    it('anew by a new lead mission, which is told how they stand and may act from then on', async () => {
      const { id } = await test.open();
      await act(test.tokens.ankara, id, 'acknowledge');
      await act(test.tokens.ankara, id, 'activate');
      const body = { missionId: ATHENS, reason: 'The ferry sank in Greek waters' };
      expect(await test.refused(403, test.tokens.ankaraHead, 'POST', `/incidents/${id}/reassign`, body)).toMatchObject({
        code: 'access.forbidden',
      });
      expect(
        await test.refused(422, test.tokens.headquarters, 'POST', `/incidents/${id}/reassign`, { ...body, missionId: 'KR-EMB-ATLANTIS' }),
      ).toMatchObject({ code: 'missions.unknown-mission', errors: [{ field: 'missionId' }] });
      expect(await act(test.tokens.headquarters, id, 'reassign', body)).toMatchObject({
        missionId: ATHENS,
        acknowledgedAt: null,
        ackDueAt: expect.any(String) as string,
      });
      expect(await kindsTold([ATHENS], id)).toEqual(['incidents.incident-shared', 'incidents.incident-reassigned']);
      expect(await test.refused(403, test.tokens.ankara, 'POST', `/incidents/${id}/acknowledge`, {})).toMatchObject({
        code: 'access.forbidden',
      });
      expect(await act(test.tokens.athens, id, 'acknowledge')).toMatchObject({ acknowledgedAt: expect.any(String) as string });
    });
  });

  describe('have an alert level and an urgency', () => {
    let second: string;
    beforeAll(async () => {
      second = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    });
    /** Proposed by one watch officer and confirmed by another. */
    const seriousBySecond = async (id: string, body: object): Promise<IncidentView> => {
      const proposal = await act<ProposalView>(test.tokens.headquarters, id, 'set-alert-level', body);
      await test.ask(second, 'POST', `/proposals/${proposal.id}/confirm`);
      return test.detail(id);
    };

    it('whose highest step is proposed by one person and confirmed by another', async () => {
      const { id, code } = await test.open();
      const body = { level: 'serious', basis: 'Two provinces are cut off', reviewAt: null };
      const asked = await test.call(test.tokens.headquarters, 'POST', `/api/v1/incidents/${id}/set-alert-level`, body);
      expect(asked).toMatchObject({ status: 202, body: { kind: 'incidents.serious-alert', label: code, incidentId: id, state: 'open' } });
      expect((await test.detail(id)).alertLevel).toBe('none');
      expect(await test.refused(409, second, 'POST', `/incidents/${id}/set-alert-level`, body)).toMatchObject({
        code: 'access.proposal-waiting',
      });
      const proposal = (asked.body as ProposalView).id;
      await test.refused(403, test.tokens.headquarters, 'POST', `/proposals/${proposal}/confirm`);
      await test.refused(404, test.tokens.ankaraHead, 'POST', `/proposals/${proposal}/confirm`);
      await test.ask(second, 'POST', `/proposals/${proposal}/confirm`);
      expect(await test.detail(id)).toMatchObject({
        alertLevel: 'serious',
        alertHistory: [{ from: 'none', to: 'serious', basis: body.basis }],
      });
      expect(await kindsTold([ANKARA], id)).toEqual([
        'incidents.incident-opened',
        'access.proposal-made',
        'access.proposal-confirmed',
        'incidents.alert-level-decided',
      ]);
      // Confirming the same level with another review is no new step.
      const review = { ...body, reviewAt: addMs(systemClock.now(), hours(6)) };
      expect(await act(second, id, 'set-alert-level', review)).toMatchObject({ alertLevel: 'serious' });
    });

    it('and is not raised any more on what it was when that was proposed', async () => {
      const { id } = await test.open();
      const body = { level: 'serious', basis: 'Two provinces are cut off', reviewAt: null };
      const first = await act<ProposalView>(test.tokens.headquarters, id, 'set-alert-level', body);
      await test.ask(second, 'POST', `/proposals/${first.id}/refuse`, { reason: 'Not yet' });
      const again = await act<ProposalView>(second, id, 'set-alert-level', body);
      expect(again.id).not.toBe(first.id);
      expect((await test.detail(id)).alertLevel).toBe('none');
    });

    it('decided by headquarters on a stated basis, and kept with who and when', async () => {
      const { id } = await test.open();
      const body = { level: 'serious', basis: 'Decided after the 08:00 meeting', reviewAt: null };
      expect(await test.refused(403, test.tokens.ankaraHead, 'POST', `/incidents/${id}/set-alert-level`, body)).toMatchObject({
        code: 'access.forbidden',
      });
      expect(
        await test.refused(400, test.tokens.headquarters, 'POST', `/incidents/${id}/set-alert-level`, { level: 'serious' }),
      ).toMatchObject({ code: 'platform.invalid-request' });
      expect(await seriousBySecond(id, body)).toMatchObject({ alertLevel: 'serious', state: 'signal' });
      expect(await test.refused(409, test.tokens.headquarters, 'POST', `/incidents/${id}/set-alert-level`, body)).toMatchObject({
        code: 'incidents.alert-level-unchanged',
      });
      await act(test.tokens.headquarters, id, 'set-alert-level', { level: 'attention', basis: 'All are safe' });
      expect((await test.detail(id)).alertHistory).toMatchObject([
        { from: 'none', to: 'serious', basis: body.basis },
        { from: 'serious', to: 'attention', basis: 'All are safe' },
      ]);
      const told = (await test.journal()).filter((entry) => entry.incidentId === id && entry.kind === 'incidents.alert-level-decided');
      expect(told.map(({ body: said }) => (said as { decisionId: string }).decisionId)).toEqual(
        (await test.detail(id)).alertHistory.map((decision) => decision.id),
      );
      expect(JSON.stringify(told)).not.toContain('meeting');
      await expect(test.query('UPDATE incidents_alert_decision SET basis = $1', ['another'])).rejects.toThrow(/permission denied/);
    });

    it('shown with the name and role of who decided, never with an account', async () => {
      const { id } = await test.open();
      await act(test.tokens.headquarters, id, 'set-alert-level', { level: 'caution', basis: 'Roads are cut' });
      const detail = await test.detail(id, test.tokens.ankara);
      expect(detail.alertHistory.map(({ decidedBy }) => decidedBy)).toEqual([
        { displayName: 'Invented Person', role: 'headquarters-watch-officer' },
      ]);
      const accounts = await test.query<{ id: string }>('SELECT id::text AS id FROM access_account');
      expect(accounts.filter((account) => JSON.stringify(detail).includes(account.id))).toEqual([]);
      expect(() => incidentDetailSchema.parse(detail)).not.toThrow();
    });

    describe('that is to be reviewed', () => {
      const reviewAt = addMs(systemClock.now(), hours(6));
      /** The reminder as it comes at some moment. */
      const remindedAt = (now: Instant) => {
        const work = Object.create(test.app.get(UnitOfWork), { clock: { value: { now: () => now } } }) as UnitOfWork;
        const remind = new RemindAlertReview(work, test.app.get(IncidentStore, { strict: false }));
        return (incidentId: string) => remind.execute({ incidentId, reviewAt }, systemActor('test', 'review'));
      };
      const reviewsDue = async (id: string) =>
        (await test.journal()).filter((entry) => entry.incidentId === id && entry.kind === 'incidents.alert-review-due');
      const decide = async (id: string, level: string, at: string | null = reviewAt): Promise<unknown> => {
        const body = { level, basis: 'Six hours on', reviewAt: at };
        const raised = level === 'serious' && (await test.detail(id)).alertLevel !== 'serious';
        return raised ? seriousBySecond(id, body) : act(test.tokens.headquarters, id, 'set-alert-level', body);
      };

      it('says so once when the time has passed, to everybody who is told of the incident', async () => {
        const { id } = await test.open();
        await decide(id, 'serious');
        await expect(remindedAt(addMs(reviewAt, -60_000))(id)).rejects.toThrow(/woken at/);
        expect(await reviewsDue(id)).toEqual([]);
        expect(await remindedAt(reviewAt)(id)).toEqual(ok({ due: true }));
        expect(await remindedAt(addMs(reviewAt, 60_000))(id)).toEqual(ok({ due: false }));
        expect(await reviewsDue(id)).toMatchObject([
          { audience: [ANKARA, test.hubId], body: { incidentId: id, level: 'serious', reviewAt } },
        ]);
      });

      it.each([
        ['was reviewed and is to be reviewed later', (id: string) => decide(id, 'alert', addMs(reviewAt, hours(6)))],
        ['was reviewed and needs no further review', (id: string) => decide(id, 'attention', null)],
        ['was called off', (id: string) => decide(id, 'none', null)],
        ['is of an incident that was closed', (id: string) => act(test.tokens.ankaraHead, id, 'close', { reason: 'False alarm' })],
      ])('says nothing when the level %s', async (_, meanwhile) => {
        const { id } = await test.open();
        await decide(id, 'serious');
        await meanwhile(id);
        expect(await remindedAt(reviewAt)(id)).toEqual(ok({ due: false }));
        expect(await reviewsDue(id)).toEqual([]);
      });

      it('is due anew when the same level was confirmed with another time', async () => {
        const { id } = await test.open();
        await decide(id, 'serious', addMs(reviewAt, -hours(1)));
        await decide(id, 'serious');
        expect(await remindedAt(reviewAt)(id)).toEqual(ok({ due: true }));
      });
    });

    it('judged anew by whoever is on duty', async () => {
      const { id } = await test.open();
      expect(await act(test.tokens.ankara, id, 'set-urgency', { urgency: 'U3', reason: 'Nobody is hurt' })).toMatchObject({
        urgency: 'U3',
      });
      expect(
        await test.refused(409, test.tokens.ankara, 'POST', `/incidents/${id}/set-urgency`, { urgency: 'U3', reason: 'x' }),
      ).toMatchObject({ code: 'incidents.urgency-unchanged' });
    });
  });

  describe('have tasks', () => {
    const task = { title: 'Check the hospital list', ownerMissionId: ANKARA, dueAt: null };

    it('given by the lead mission, ended by their owner, in the journal', async () => {
      const { id } = await test.open();
      const given = await act<TaskView>(test.tokens.ankara, id, 'add-task', { ...task, ownerMissionId: ATHENS });
      expect(await test.detail(id, test.tokens.athens)).toMatchObject({
        tasks: [{ id: given.id, state: 'open', ownerMissionId: ATHENS }],
        permittedActs: [],
      });
      expect(await act<TaskView>(test.tokens.athens, id, 'complete-task', { taskId: given.id })).toMatchObject({
        state: 'done',
        doneAt: expect.any(String) as string,
      });
      expect(await test.refused(409, test.tokens.ankara, 'POST', `/incidents/${id}/cancel-task`, { taskId: given.id })).toMatchObject({
        code: 'incidents.task-not-open',
      });
      expect(await test.refused(404, test.tokens.ankara, 'POST', `/incidents/${id}/cancel-task`, { taskId: nobody })).toMatchObject({
        code: 'incidents.task-not-found',
      });
      expect(await kindsTold([ATHENS], id)).toEqual(['incidents.incident-shared', 'incidents.task-added', 'incidents.task-completed']);
    });

    it('that a concerned mission takes on for itself and gives to nobody else', async () => {
      const { id } = await test.open();
      expect(await act<TaskView>(test.tokens.hub, id, 'add-task', { ...task, ownerMissionId: test.hubId })).toMatchObject({
        ownerMissionId: test.hubId,
      });
      expect(await test.refused(403, test.tokens.hub, 'POST', `/incidents/${id}/add-task`, task)).toMatchObject({
        code: 'access.forbidden',
        errors: [{ field: 'ownerMissionId' }],
      });
    });
  });

  describe('are not closed while something is open', () => {
    const person = systemActor('test', 'correlation-obligations');
    const inUnit = (work: (tx: Parameters<Parameters<UnitOfWork['run']>[1]>[0]) => Promise<unknown>) =>
      test.app.get(UnitOfWork).run(person, async (tx) => ok(await work(tx)));
    const obligations = () => test.app.get(IncidentObligations, { strict: false });

    it('and the refusal names every single thing, until it is settled', async () => {
      const { id } = await stabilised();
      const deployment = { kind: 'deployment-not-returned', subjectId: newId() } as const;
      const given = await act<TaskView>(test.tokens.ankara, id, 'add-task', { title: 'Count again', ownerMissionId: ANKARA, dueAt: null });
      await inUnit((tx) => obligations().open(tx, { incidentId: id, ...deployment, label: 'S-0007' }));
      const blockers = [
        { code: 'deployment-not-returned', subjectId: deployment.subjectId, label: 'S-0007' },
        { code: 'task-open', subjectId: given.id, label: 'Count again' },
      ];
      expect(await test.refused(409, test.tokens.ankaraHead, 'POST', `/incidents/${id}/close`, { reason: 'over' })).toMatchObject({
        code: 'incidents.open-obligations',
        facts: { blockers },
      });
      expect((await test.detail(id)).closeBlockers).toEqual(blockers);

      await act(test.tokens.ankara, id, 'complete-task', { taskId: given.id });
      await inUnit((tx) => obligations().settle(tx, deployment));
      expect(await act(test.tokens.ankaraHead, id, 'close', { reason: 'over' })).toMatchObject({
        state: 'closed',
        closedAt: expect.any(String) as string,
      });
    });

    it('unless headquarters overrides it, with its reason kept', async () => {
      const { id } = await stabilised();
      await act(test.tokens.ankara, id, 'add-task', { title: 'Count again', ownerMissionId: ANKARA, dueAt: null });
      const body = { reason: 'Taken over by the relief headquarters', overrideBlockers: true };
      expect(await test.refused(403, test.tokens.ankaraHead, 'POST', `/incidents/${id}/close`, body)).toMatchObject({
        code: 'incidents.override-needs-headquarters',
      });
      expect(await act(test.tokens.headquarters, id, 'close', body)).toMatchObject({ state: 'closed' });
      expect((await test.journal()).at(-1)).toMatchObject({
        kind: 'incidents.incident-moved',
        incidentId: id,
        body: { act: 'close' },
      });
      expect((await test.detail(id)).reasons).toMatchObject([{ act: 'close', reason: body.reason }]);
    });

    it('and nothing comes to be open once they are closed, not even in the same moment', async () => {
      for (let round = 0; round < 10; round++) {
        const { id } = await stabilised();
        const [opened, closed] = await Promise.all([
          inUnit((tx) => obligations().open(tx, { incidentId: id, kind: 'request-open', subjectId: newId(), label: 'SR-1' })),
          test.call(test.tokens.ankaraHead, 'POST', `/api/v1/incidents/${id}/close`, { reason: 'over' }),
        ]);
        const isOpened = (opened as { value: { ok: boolean } }).value.ok;
        expect({ isOpened, closed: closed.status }).toEqual(isOpened ? { isOpened, closed: 409 } : { isOpened, closed: 200 });
      }
    });

    it('and refuse obligations, reports and tasks afterwards', async () => {
      const { id } = await stabilised();
      await act(test.tokens.ankaraHead, id, 'close', { reason: 'over' });
      expect(
        await inUnit((tx) => obligations().open(tx, { incidentId: id, kind: 'request-open', subjectId: newId(), label: 'SR-1' })),
      ).toMatchObject({ value: { refusal: { code: 'incidents.incident-closed' } } });
      expect(
        await inUnit((tx) => obligations().open(tx, { incidentId: nobody, kind: 'request-open', subjectId: newId(), label: 'SR-1' })),
      ).toMatchObject({ value: { refusal: { code: 'incidents.incident-not-found' } } });
      const report = await test.file();
      expect(await test.refused(409, test.tokens.ankara, 'POST', `/incidents/${id}/reports/${report.id}`)).toMatchObject({
        code: 'incidents.incident-closed',
      });
      expect(
        await test.refused(409, test.tokens.ankara, 'POST', `/incidents/${id}/add-task`, { title: 'x', ownerMissionId: ANKARA }),
      ).toMatchObject({ code: 'incidents.incident-closed' });
    });
  });

  it('concern further missions, which are told once how things stand, and everything after that', async () => {
    const { id } = await test.open();
    await act(test.tokens.ankara, id, 'activate');
    const audience = test.app.get(IncidentAudience, { strict: false });
    const concern = (...missions: string[]) =>
      test.app.get(UnitOfWork).run(systemActor('test', 'correlation-audience'), async (tx) => ok(await audience.concern(tx, id, missions)));
    expect(await concern(TOKYO, ANKARA)).toEqual({ ok: true, value: [ANKARA, test.hubId, TOKYO] });
    expect(await concern(TOKYO)).toEqual({ ok: true, value: [ANKARA, test.hubId, TOKYO] });
    await act(test.tokens.ankara, id, 'set-urgency', { urgency: 'U2', reason: 'calmer' });
    const told = (await test.journal(eyesOver([TOKYO]))).filter((entry) => entry.incidentId === id);
    expect(told.map(({ kind }) => kind)).toEqual(['incidents.incident-shared', 'incidents.urgency-changed']);
    expect(told[0]).toMatchObject({ audience: [TOKYO], body: { state: 'active', missionId: ANKARA } });
  });

  it('are told in full: what one may do next, and a timeline of what one may know, page by page', async () => {
    const { id, code } = await test.open();
    await act(test.tokens.ankara, id, 'assess');
    await act(test.tokens.ankara, id, 'acknowledge');
    const detail = await test.ask<IncidentDetail>(test.tokens.ankara, 'GET', `/incidents/${id}`);
    expect(() => incidentDetailSchema.parse(detail)).not.toThrow();
    expect(detail.permittedActs).toEqual(['activate', 'set-urgency', 'add-task', 'link-report', 'seal']);
    expect((await test.detail(id)).permittedActs).toEqual([
      'activate',
      'close',
      'set-alert-level',
      'set-urgency',
      'reassign',
      'add-task',
      'link-report',
      'seal',
    ]);

    await test.journal();
    const first = await test.ask<Page<LiveEntry>>(test.tokens.ankara, 'GET', `/incidents/${id}/timeline?limit=2`);
    const second = await test.ask<Page<LiveEntry>>(
      test.tokens.ankara,
      'GET',
      `/incidents/${id}/timeline?limit=2&cursor=${first.nextCursor ?? ''}`,
    );
    expect([...first.items, ...second.items].map(({ kind }) => kind)).toEqual([
      'incidents.incident-acknowledged',
      'incidents.incident-moved',
      'incidents.incident-opened',
    ]);
    expect(second.nextCursor).toBeNull();
    expect(first.items[0]).not.toHaveProperty('position');

    const directory = test.app.get(IncidentDirectory, { strict: false });
    expect(await directory.codeOf(id)).toBe(code);
    expect(await directory.get(nobody)).toBeNull();
  });
});
