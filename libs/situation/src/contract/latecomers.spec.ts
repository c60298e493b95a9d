import { IncidentShared, ReportShared } from '@bongsu/incidents/contract';
import type { Entry } from '@bongsu/kernel';
import { RequestShared } from '@bongsu/dispatch/contract';
import { Telling } from '../../test/telling';
import { type BoardState, REPORTS_KEPT, emptyBoard, reduce, reduceAll } from './index';

/** What a newcomer is told of something, made from the board of somebody who knew it all along. */
const shareIncident = (told: Telling, known: BoardState, incidentId: string): Entry => {
  const { id: _, tasks, reportIds: __, lastSitrepNumber: ___, lastEntryAt: ____, ...facts } = known.incidents[incidentId]!;
  const open = Object.values(tasks).flatMap(({ state, ...task }) => (state === 'open' ? [task] : []));
  return told.stated(IncidentShared, 'incident', incidentId, incidentId, { ...facts, incidentId, missions: ['KR-EMB-GR'], tasks: open });
};
const shareReport = (told: Telling, known: BoardState, reportId: string): Entry => {
  const { id: _, ...facts } = known.reports[reportId]!;
  return told.stated(ReportShared, 'report', reportId, facts.incidentId, { ...facts, reportId, missions: ['KR-EMB-GR'] });
};

describe('somebody who is told of an incident later', () => {
  const told = new Telling();
  const incident = told.incident({ ackDueAt: '2023-02-06T02:00:00.000Z' });
  const id = incident.subject.id;
  const task = told.task(id, 'Call the university', null);
  const done = told.task(id, 'Open the log', null);
  const own = told.report({ incidentId: id });
  const unseen = told.report({ incidentId: id });
  const known = reduceAll(emptyBoard(), [
    incident,
    task,
    done,
    own,
    unseen,
    told.moved(id, 'active'),
    told.level(id, 'none', 'serious'),
    told.taskDone(id, done.taskId),
  ]);

  it('sees it as it stands, with the reports that she knew before', () => {
    const late = reduceAll(emptyBoard(), [own, shareIncident(told, known, id)]);
    expect(late.incidents[id]).toMatchObject({
      state: 'active',
      alertLevel: 'serious',
      openedAt: known.incidents[id]?.openedAt,
      reportIds: [own.subject.id],
    });
    expect(Object.values(late.incidents[id]?.tasks ?? {}).map(({ title, state }) => [title, state])).toEqual([
      ['Call the university', 'open'],
    ]);
    expect(late.totals.incidentsOpened).toBe(0);
  });

  it('sees a report as it stands, where it belongs', () => {
    const late = reduceAll(emptyBoard(), [shareIncident(told, known, id), shareReport(told, known, unseen.subject.id)]);
    expect(late.reports[unseen.subject.id]).toEqual(known.reports[unseen.subject.id]);
    expect(late.incidents[id]?.reportIds).toEqual([unseen.subject.id]);
  });

  it('has the report at the incident that it belongs to now, not where she heard of it first', () => {
    const other = told.incident();
    const linkedElsewhere = reduceAll(known, [other, told.linked(unseen.subject.id, other.subject.id)]);
    const late = reduceAll(emptyBoard(), [
      incident,
      other,
      told.linked(unseen.subject.id, id),
      shareReport(told, linkedElsewhere, unseen.subject.id),
    ]);
    expect(late.incidents[id]?.reportIds).toEqual([]);
    expect(late.incidents[other.subject.id]?.reportIds).toEqual([unseen.subject.id]);
  });

  it('changes nothing for those who knew: not the tasks that are done, nor reports, nor the number of the last sitrep', () => {
    const after = reduceAll(known, [shareIncident(told, known, id), shareReport(told, known, own.subject.id)]);
    expect(after.incidents[id]).toEqual({ ...known.incidents[id], lastEntryAt: after.incidents[id]?.lastEntryAt });
    expect(after.reports).toEqual(known.reports);
    expect(after.totals).toEqual(known.totals);
  });

  it('sees a request as it stands: lines, plan and gaps', () => {
    const request = told.submitted(id);
    const requestId = request.subject.id;
    const moved = told.requestMoved(requestId, id, 'part-committed', [{ lineNo: 1, committed: 3, arrived: 1 }]);
    const standing = reduceAll(emptyBoard(), [request, told.planned(requestId, id), moved]).requests[requestId]!;
    const { id: _, ...facts } = standing;
    const late = reduce(
      emptyBoard(),
      told.stated(RequestShared, 'request', requestId, id, { ...facts, requestId, missions: ['KR-EMB-GR'] }),
    );
    expect(late.requests[requestId]).toEqual(standing);
  });
});

describe('reports of an incident that somebody may not see', () => {
  it('are loose until she is told of it, and stay with it from then on', () => {
    const told = new Telling();
    const incident = told.incident();
    const id = incident.subject.id;
    const theirs = Array.from({ length: 10 }, () => told.report({ incidentId: id }));
    const loose = Array.from({ length: REPORTS_KEPT - 10 }, () => told.report());
    const known = reduceAll(emptyBoard(), [incident, ...theirs]);
    const share = shareIncident(told, known, id);
    const more = Array.from({ length: 10 }, () => told.report());
    const history = [...theirs, ...loose, share, ...more, told.report()];

    const board = reduceAll(emptyBoard(), history);
    expect(board).toEqual(history.reduce(reduce, emptyBoard()));
    expect(theirs.every((report) => board.reports[report.subject.id])).toBe(true);
    expect(Object.keys(board.reports)).toHaveLength(REPORTS_KEPT + 10);

    const never = reduceAll(
      emptyBoard(),
      history.filter((entry) => entry !== share),
    );
    expect(theirs.some((report) => never.reports[report.subject.id])).toBe(false);
    expect(Object.keys(never.reports)).toHaveLength(REPORTS_KEPT);
  });
});
