import { Telling } from '../../test/telling';
import { instantAt } from '../../test/chance';
import { clocksOf, emptyBoard, incidentsByClock, reduceAll } from './index';

describe('the clocks of an incident', () => {
  it('name what runs, when it runs out, and who must act', () => {
    const told = new Telling();
    const incident = told.incident({ ackDueAt: instantAt(15) });
    const id = incident.subject.id;
    const task = told.task(id, 'Call the university', instantAt(60));
    const request = told.submitted(id, { decisionDueAt: instantAt(40), neededBy: instantAt(900) });
    const offer = told.queued(request.subject.id, id);
    const board = reduceAll(emptyBoard(), [
      incident,
      told.level(id, 'none', 'serious', instantAt(300)),
      task,
      request,
      offer,
      told.sent(offer.subject.id, request.subject.id, id),
    ]);
    expect(clocksOf(board, id).map(({ code, dueAt, missionId, label }) => [code, dueAt, missionId, label])).toEqual([
      ['incident-ack', instantAt(15), 'KR-EMB-TR', null],
      ['offer-ack', board.offers[offer.subject.id]?.ackDueAt, 'KR-EMB-DE', board.requests[request.subject.id]?.code],
      ['request-decision', instantAt(40), null, board.requests[request.subject.id]?.code],
      ['task-due', instantAt(60), 'KR-EMB-TR', 'Call the university'],
      ['alert-review', instantAt(300), null, null],
      ['needed-by', instantAt(900), 'KR-EMB-TR', board.requests[request.subject.id]?.code],
    ]);
  });

  it('stop when what they wait for has happened', () => {
    const told = new Telling();
    const incident = told.incident({ ackDueAt: instantAt(15) });
    const id = incident.subject.id;
    const task = told.task(id, 'Call the university', instantAt(60));
    const request = told.submitted(id);
    const offer = told.queued(request.subject.id, id);
    const board = reduceAll(emptyBoard(), [
      incident,
      task,
      request,
      offer,
      told.sent(offer.subject.id, request.subject.id, id),
      told.acknowledged(id),
      told.taskDone(id, task.taskId),
      told.accepted(offer.subject.id, request.subject.id, id),
      told.requestMoved(request.subject.id, id, 'fulfilled', []),
    ]);
    expect(clocksOf(board, id)).toEqual([]);
  });

  it('of a journey run for the sender until departure, for the destination until arrival, for the sender again on the way home', () => {
    const told = new Telling();
    const incident = told.incident();
    const id = incident.subject.id;
    const ordered = told.deployed('request', id, instantAt(600));
    const waiting = reduceAll(emptyBoard(), [incident, ordered]);
    const away = reduceAll(waiting, [told.travelled(ordered.subject.id, 'request', id, 'depart', 'en-route', instantAt(500))]);
    const there = reduceAll(away, [told.travelled(ordered.subject.id, 'request', id, 'arrive', 'arrived')]);
    expect(clocksOf(waiting, id)).toMatchObject([{ code: 'arrival-expected', dueAt: instantAt(600), missionId: 'KR-EMB-DE' }]);
    expect(clocksOf(away, id)).toMatchObject([{ code: 'arrival-expected', dueAt: instantAt(500), missionId: 'KR-EMB-TR' }]);
    const back = reduceAll(there, [told.travelled(ordered.subject.id, 'request', id, 'return', 'returning', instantAt(900))]);
    const home = reduceAll(back, [told.travelled(ordered.subject.id, 'request', id, 'confirm-return', 'returned')]);
    expect(clocksOf(back, id)).toMatchObject([{ code: 'arrival-expected', dueAt: instantAt(900), missionId: 'KR-EMB-DE' }]);
    expect(clocksOf(home, id)).toEqual([]);
    expect(clocksOf(there, id)).toEqual([]);
  });

  it('do not run in a closed incident', () => {
    const told = new Telling();
    const incident = told.incident({ ackDueAt: instantAt(15) });
    expect(clocksOf(reduceAll(emptyBoard(), [incident, told.moved(incident.subject.id, 'closed')]), incident.subject.id)).toEqual([]);
  });
});

describe('the incident list', () => {
  const told = new Telling();
  const later = told.incident({ ackDueAt: instantAt(300), urgency: 'U1' });
  const overdue = told.incident({ ackDueAt: instantAt(20), urgency: 'U4' });
  const longOverdue = told.incident({ ackDueAt: instantAt(10), urgency: 'U4' });
  const calm = told.incident({ urgency: 'U3' });
  const grave = told.incident({ urgency: 'U2' });
  const graveToo = told.incident({ urgency: 'U2' });
  const closed = told.incident({ urgency: 'U1', ackDueAt: instantAt(5) });
  const board = reduceAll(emptyBoard(), [
    closed,
    graveToo,
    grave,
    calm,
    longOverdue,
    overdue,
    later,
    told.moved(closed.subject.id, 'closed'),
  ]);

  it('has the longest overdue on top, then the next to run out, then by urgency and age, then the closed', () => {
    const ordered = incidentsByClock(board, instantAt(100));
    expect(ordered.map(({ incident }) => incident.id)).toEqual(
      [longOverdue, overdue, later, grave, graveToo, calm, closed].map(({ subject }) => subject.id),
    );
    expect(ordered.map((row) => row.overdue)).toEqual([true, true, false, false, false, false, false]);
    expect(ordered.map(({ clock }) => clock?.dueAt ?? null)).toEqual([
      instantAt(10),
      instantAt(20),
      instantAt(300),
      null,
      null,
      null,
      null,
    ]);
  });
});
