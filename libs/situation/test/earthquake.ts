import type { Entry } from '@bongsu/kernel';
import { instantAt } from './chance';
import { Telling } from './telling';

/** A morning after an earthquake, told entry by entry: enough of everything that a situation report shows. */
export function earthquake(): { entries: Entry[]; incidentId: string; asOf: string } {
  const told = new Telling();
  const feed = told.report({
    channel: 'feed',
    evidenceGrade: 'A',
    feed: { feed: 'usgs', eventId: 'us6000jllz', revision: 1, magnitude: 7.8 },
  });
  const incident = told.incident({ ackDueAt: instantAt(15) });
  const id = incident.subject.id;
  const one = told.report({ incidentId: id, evidenceGrade: 'C', nationals: { low: 1, best: 1, high: 3 } });
  const two = told.report({
    incidentId: id,
    evidenceGrade: 'B',
    nationals: { low: 2, best: 2, high: 2 },
    correctsReportId: one.subject.id,
  });
  const hatay = told.report({ incidentId: id, evidenceGrade: 'A', channel: 'mission', nationals: { low: 11, best: 11, high: 11 } });
  const press = told.report({ incidentId: id, evidenceGrade: 'D', channel: 'media', nationals: { low: 60, best: 100, high: 140 } });
  const task = told.task(id, 'Find the two travellers out of contact', instantAt(40));
  const call = told.task(id, 'Call the Korean association in Adana', instantAt(600));
  const request = told.submitted(id, { neededBy: instantAt(700) });
  const requestId = request.subject.id;
  const offer = told.queued(requestId, id);
  const staff = [
    told.deployed(requestId, id, instantAt(500)),
    told.deployed(requestId, id, instantAt(500)),
    told.deployed(requestId, id, instantAt(30)),
  ];
  const kits = told.shipped(requestId, id, instantAt(900));
  const entries = [
    feed,
    incident,
    told.linked(feed.subject.id, id),
    one,
    two,
    hatay,
    press,
    told.moved(id, 'assessing'),
    told.acknowledged(id),
    told.moved(id, 'active'),
    told.level(id, 'none', 'caution', instantAt(480)),
    task,
    call,
    request,
    told.planned(requestId, id, [{ lineNo: 2, missing: 100, code: 'insufficient-quantity', belowMinimum: false }]),
    offer,
    told.sent(offer.subject.id, requestId, id),
    told.accepted(offer.subject.id, requestId, id),
    told.requestMoved(requestId, id, 'part-committed', [
      { lineNo: 1, committed: 3, arrived: 0 },
      { lineNo: 2, committed: 100, arrived: 0 },
    ]),
    ...staff,
    kits,
    ...staff.slice(0, 2).map((deployment) => told.travelled(deployment.subject.id, requestId, id, 'depart', 'en-route', instantAt(500))),
    told.travelled(staff[0]?.subject.id ?? '', requestId, id, 'arrive', 'arrived', null),
    told.carried(kits.subject.id, requestId, id, 'dispatch', 'in-transit'),
    told.taskDone(id, task.taskId),
  ];
  return { entries, incidentId: id, asOf: instantAt(60) };
}
