import { Telling } from '../../test/telling';
import { dispatchDesk, emptyBoard, laneWaiting, offersOf, reduceAll, requestsOf } from './index';

describe("a hub's desk", () => {
  const told = new Telling('KR-EMB-TR', 'KR-EMB-DE');
  const elsewhere = new Telling('KR-EMB-TR', 'KR-EMB-AE', 500);
  const incident = told.incident();
  const id = incident.subject.id;
  const request = told.submitted(id);
  const requestId = request.subject.id;
  const plan = told.planned(requestId, id);
  const [promised, queued, sentLate, sentEarly] = [
    told.queued(requestId, id),
    told.queued(requestId, id),
    told.queued(requestId, id),
    told.queued(requestId, id),
  ];
  const earlier = told.sent(sentEarly.subject.id, requestId, id);
  const later = told.sent(sentLate.subject.id, requestId, id);
  const ordered = told.deployed(requestId, id);
  const returned = told.deployed(requestId, id);
  const board = reduceAll(emptyBoard(), [
    incident,
    request,
    plan,
    promised,
    queued,
    sentLate,
    sentEarly,
    earlier,
    later,
    elsewhere.queued(requestId, id),
    told.accepted(promised.subject.id, requestId, id),
    ordered,
    returned,
    told.travelled(returned.subject.id, requestId, id, 'confirm-return', 'returned'),
  ]);

  it('has the offers that wait: delivered ones by their deadline, then those still on the lane', () => {
    expect(laneWaiting(board, 'KR-EMB-DE').map((offer) => offer.id)).toEqual(
      [sentEarly, sentLate, queued].map(({ subject }) => subject.id),
    );
  });

  it('shows with each offer what is asked and why this hub was chosen', () => {
    const [first] = dispatchDesk(board, 'KR-EMB-DE').waiting;
    expect(first?.request?.id).toBe(requestId);
    expect(first?.incident?.id).toBe(id);
    expect(first?.lines).toMatchObject([
      { lineNo: 1, count: 4, line: { kind: 'staff', skill: 'consular' }, choice: { reason: { code: 'nearest-capable-hub' } } },
      { lineNo: 2, count: 100, line: { kind: 'supply', itemCode: 'SHELTER-KIT' }, choice: null },
    ]);
  });

  it('stands on its own where the hub may not see the request', () => {
    const [first] = dispatchDesk(reduceAll(emptyBoard(), [queued]), 'KR-EMB-DE').waiting;
    expect(first).toMatchObject({
      request: null,
      incident: null,
      lines: [
        { lineNo: 1, count: 4, line: null, choice: null },
        { lineNo: 2, count: 100, line: null, choice: null },
      ],
    });
  });

  it('lists what was promised and what is still on its way, not what is over', () => {
    const desk = dispatchDesk(board, 'KR-EMB-DE');
    expect(desk.promised.map(({ offer }) => offer.id)).toEqual([promised.subject.id]);
    expect(desk.deployments.map((deployment) => deployment.id)).toEqual([ordered.subject.id]);
  });

  it('is not the desk of another hub', () => {
    expect(laneWaiting(board, 'KR-EMB-AE')).toHaveLength(1);
    expect(dispatchDesk(board, 'KR-EMB-TR')).toEqual({ waiting: [], promised: [], deployments: [], shipments: [] });
  });

  it('gives the requests of an incident and the offers of a request in the order they came', () => {
    expect(requestsOf(board, id).map((one) => one.id)).toEqual([requestId]);
    const fromHere = offersOf(board, requestId).filter((one) => one.hubId === 'KR-EMB-DE');
    expect(fromHere.map((one) => one.id)).toEqual([promised, queued, sentLate, sentEarly].map(({ subject }) => subject.id));
  });
});
