import { addMs, minutes } from '@bongsu/kernel';
import { alertLevels, incidentStates, urgencies } from '../contract';
import { ackDueAt, acknowledgeIncident, ackWithin, hubToTell, isAckOverdue, proposedAckWithin } from './acknowledgement';
import { decideAlertLevel, isAlertReviewDue } from './alert-level';
import { changeUrgency, reassignIncident } from './decisions';
import { endTask, isTaskOverdue, taskTransitions } from './task';
import { anIncident, aTask } from '../../../../test/specimens/incidents';

const now = '2023-02-06T04:00:00.000Z';
const soon = '2023-02-06T10:00:00.000Z';

describe('the alert level', () => {
  const jumps = alertLevels.flatMap((from) => alertLevels.filter((to) => to !== from).map((to) => [from, to] as const));

  it.each(jumps)('may jump from %s to %s', (from, to) => {
    expect(decideAlertLevel(anIncident({ alertLevel: from }), { level: to, reviewAt: null }, now)).toMatchObject({
      ok: true,
      value: { alertLevel: to },
    });
  });

  it.each(incidentStates)('is decided on its own in an incident that is %s', (state) => {
    expect(decideAlertLevel(anIncident({ state }), { level: 'serious', reviewAt: soon }, now)).toMatchObject({
      value: { state, alertLevel: 'serious', alertReviewAt: soon },
    });
  });

  it('is due for review when its own time of review has come, and this was not said before', () => {
    const serious = anIncident({ alertLevel: 'serious', alertReviewAt: soon });
    expect(isAlertReviewDue(serious, soon)).toBe(true);
    expect(isAlertReviewDue({ ...serious, alertReviewDueSaidAt: soon }, soon)).toBe(false);
    expect(isAlertReviewDue({ ...serious, alertReviewAt: addMs(soon, 1) }, soon)).toBe(false);
    expect(isAlertReviewDue({ ...serious, alertReviewAt: null }, soon)).toBe(false);
    expect(isAlertReviewDue({ ...serious, alertLevel: 'none' }, soon)).toBe(false);
    expect(isAlertReviewDue({ ...serious, state: 'closed' }, soon)).toBe(false);
  });

  it('is to be reviewed anew after each decision', () => {
    const said = anIncident({ alertLevel: 'serious', alertReviewAt: now, alertReviewDueSaidAt: now });
    expect(decideAlertLevel(said, { level: 'serious', reviewAt: soon }, now)).toMatchObject({ value: { alertReviewDueSaidAt: null } });
  });

  it('may be confirmed with a new time of review, and not without', () => {
    const serious = anIncident({ alertLevel: 'serious' });
    expect(decideAlertLevel(serious, { level: 'serious', reviewAt: soon }, now)).toMatchObject({
      ok: true,
      value: { alertReviewAt: soon },
    });
    expect(decideAlertLevel(serious, { level: 'serious', reviewAt: null }, now)).toMatchObject({
      refusal: { code: 'incidents.alert-level-unchanged', field: 'level' },
    });
  });

  it('is not to be reviewed in the past, nor in a distant future', () => {
    expect(decideAlertLevel(anIncident(), { level: 'alert', reviewAt: now }, now)).toMatchObject({
      refusal: { code: 'incidents.time-already-passed', field: 'reviewAt' },
    });
    expect(decideAlertLevel(anIncident(), { level: 'alert', reviewAt: '2033-01-01T00:00:00.000Z' }, now)).toMatchObject({
      refusal: { code: 'incidents.time-too-far-ahead' },
    });
  });
});

describe('acknowledging', () => {
  it.each(urgencies)('is due in the proposed time for %s', (urgency) => {
    expect(ackDueAt('KR-EMB-TR', urgency, now, proposedAckWithin)).toBe(addMs(now, minutes(urgency === 'U1' ? 10 : 15)));
  });

  it('is due as configured, and by nobody when no mission is in charge', () => {
    expect(ackDueAt('KR-EMB-TR', 'U1', now, ackWithin(60_000, 1_000))).toBe(addMs(now, 1_000));
    expect(ackDueAt(null, 'U1', now, proposedAckWithin)).toBeNull();
  });

  it('happens once, and not after the end', () => {
    const acknowledged = acknowledgeIncident(anIncident(), now);
    expect(acknowledged).toMatchObject({ ok: true, value: { acknowledgedAt: now } });
    if (!acknowledged.ok) throw new Error('unreachable');
    expect(acknowledgeIncident(acknowledged.value, soon)).toMatchObject({ refusal: { code: 'incidents.already-acknowledged' } });
    expect(acknowledgeIncident(anIncident({ state: 'closed' }), now)).toMatchObject({ refusal: { code: 'incidents.incident-closed' } });
  });

  it.each([
    ['nobody answered', {}, true],
    ['it was acknowledged', { acknowledgedAt: now }, false],
    ['it was said before', { ackOverdueAt: now }, false],
    ['another deadline runs since a reassignment', { ackDueAt: soon }, false],
    ['it was closed meanwhile', { state: 'closed' }, false],
  ] as const)('is overdue when its reminder comes and %s: %s', (_, as, overdue) => {
    const dueAt = '2023-02-06T01:50:00.000Z';
    expect(isAckOverdue(anIncident({ ackDueAt: dueAt, ...as }), dueAt)).toBe(overdue);
  });

  it('that nobody does is told to the primary hub, or to the alternate of a mission that is its own hub', () => {
    expect(hubToTell('KR-EMB-TR', { primary: 'KR-EMB-AE', alternate: 'KR-EMB-JO' })).toBe('KR-EMB-AE');
    expect(hubToTell('KR-EMB-AE', { primary: 'KR-EMB-AE', alternate: 'KR-EMB-JO' })).toBe('KR-EMB-JO');
    expect(hubToTell(null, { primary: 'KR-EMB-AE', alternate: null })).toBeNull();
  });
});

describe('urgency', () => {
  it.each(urgencies.flatMap((from) => urgencies.filter((to) => to !== from).map((to) => [from, to] as const)))(
    'goes from %s to %s',
    (from, to) => {
      expect(changeUrgency(anIncident({ urgency: from }), to)).toMatchObject({ value: { urgency: to } });
    },
  );

  it('is refused when nothing changes or the incident is over', () => {
    expect(changeUrgency(anIncident({ urgency: 'U2' }), 'U2')).toMatchObject({ refusal: { code: 'incidents.urgency-unchanged' } });
    expect(changeUrgency(anIncident({ state: 'reviewed' }), 'U3')).toMatchObject({ refusal: { code: 'incidents.incident-closed' } });
  });
});

describe('a new lead mission', () => {
  it('acknowledges anew, within its own time', () => {
    const late = anIncident({ acknowledgedAt: '2023-02-06T01:45:00.000Z', ackOverdueAt: '2023-02-06T01:50:00.000Z', urgency: 'U2' });
    expect(reassignIncident(late, 'KR-EMB-SY', now, proposedAckWithin)).toMatchObject({
      value: { missionId: 'KR-EMB-SY', acknowledgedAt: null, ackOverdueAt: null, ackDueAt: addMs(now, minutes(15)) },
    });
  });

  it('is another one, of an incident that runs', () => {
    expect(reassignIncident(anIncident(), 'KR-EMB-TR', now, proposedAckWithin)).toMatchObject({
      refusal: { code: 'incidents.already-lead-mission' },
    });
    expect(reassignIncident(anIncident({ state: 'closed' }), 'KR-EMB-GR', now, proposedAckWithin)).toMatchObject({
      refusal: { code: 'incidents.incident-closed' },
    });
  });
});

describe('a task', () => {
  it('has this life cycle', () => {
    expect(taskTransitions.table).toEqual({ open: { complete: 'done', cancel: 'cancelled' }, done: {}, cancelled: {} });
  });

  it.each([
    ['open', 'complete', 'done'],
    ['open', 'cancel', 'cancelled'],
    ['done', 'complete', null],
    ['done', 'cancel', null],
    ['cancelled', 'complete', null],
    ['cancelled', 'cancel', null],
  ] as const)('%s, "%s" → %s', (state, act, to) => {
    const result = endTask(aTask({ state }), act, now);
    if (to === null) expect(result).toMatchObject({ refusal: { code: 'incidents.task-not-open', facts: { state } } });
    else expect(result).toMatchObject({ value: { state: to, doneAt: to === 'done' ? now : null } });
  });

  it.each([
    ['open', 'active', null, true],
    ['open', 'active', now, false],
    ['open', 'closed', null, false],
    ['done', 'active', null, false],
    ['cancelled', 'active', null, false],
  ] as const)('that is %s in an incident that is %s, said overdue at %s: overdue %s', (state, incidentState, overdueAt, overdue) => {
    expect(isTaskOverdue(aTask({ state, overdueAt }), incidentState)).toBe(overdue);
  });

  it('without a time is never overdue', () => {
    expect(isTaskOverdue(aTask({ dueAt: null }), 'active')).toBe(false);
  });
});
