import { type IncidentAct, type IncidentState, incidentActs, incidentStates, type CloseBlocker } from '../contract';
import { anIncident } from '../../../../test/specimens/incidents';
import { closeIncident, incidentTransitions, isOver, moveIncident, refuseWhenOver } from './incident';

const now = '2023-02-06T04:00:00.000Z';

/** The whole table again, so that a slip in the code's literal is seen: from, act → to; what is not here is refused. */
const permitted: Record<IncidentState, Partial<Record<IncidentAct, IncidentState>>> = {
  signal: { assess: 'assessing', activate: 'active', close: 'closed' },
  assessing: { activate: 'active', close: 'closed' },
  active: { stabilise: 'stabilising' },
  stabilising: { activate: 'active', close: 'closed' },
  closed: { reopen: 'active', review: 'reviewed' },
  reviewed: { reopen: 'active' },
};
const cells = incidentStates.flatMap((state) => incidentActs.map((act) => [state, act, permitted[state][act]] as const));

describe('the life cycle of an incident', () => {
  it('knows every state and every act of the contract', () => {
    expect([...incidentTransitions.states].sort()).toEqual([...incidentStates].sort());
    expect([...incidentTransitions.acts].sort()).toEqual([...incidentActs].sort());
  });

  it.each(cells.filter(([, , to]) => to !== undefined))('from %s, "%s" leads to %s', (state, act, to) => {
    const incident = anIncident({ state });
    const result =
      act === 'close' ? closeIncident(incident, [], { overrideBlockers: false, isHeadquarters: false }, now) : moveIncident(incident, act);
    expect(result).toMatchObject({ ok: true, value: { state: to } });
  });

  it.each(cells.filter(([, , to]) => to === undefined))('from %s, "%s" is refused with what is permitted', (state, act) => {
    const incident = anIncident({ state });
    const result =
      act === 'close' ? closeIncident(incident, [], { overrideBlockers: true, isHeadquarters: true }, now) : moveIncident(incident, act);
    expect(result).toMatchObject({
      ok: false,
      refusal: {
        kind: 'conflict',
        code: 'incidents.impossible-transition',
        facts: { state, act, permitted: Object.keys(permitted[state]) },
      },
    });
  });

  it('forgets the time of closing when it is reopened, and keeps it when it is reviewed', () => {
    const closed = anIncident({ state: 'closed', closedAt: now });
    expect(moveIncident(closed, 'reopen')).toMatchObject({ value: { closedAt: null } });
    expect(moveIncident(closed, 'review')).toMatchObject({ value: { closedAt: now } });
  });

  it('never changes the alert level', () => {
    expect(moveIncident(anIncident({ state: 'active', alertLevel: 'serious' }), 'stabilise')).toMatchObject({
      value: { alertLevel: 'serious' },
    });
  });

  it.each(incidentStates.map((state) => [state, state === 'closed' || state === 'reviewed'] as const))('%s is over: %s', (state, over) => {
    expect(isOver(state)).toBe(over);
    expect(refuseWhenOver({ state }).ok).toBe(!over);
  });
});

describe('closing', () => {
  const stabilising = anIncident({ state: 'stabilising' });
  const blockers: CloseBlocker[] = [
    { code: 'task-open', subjectId: 't1', label: 'Check the hospital list' },
    { code: 'deployment-not-returned', subjectId: 'd1', label: 'S-0007' },
  ];

  it('says when it was', () => {
    expect(closeIncident(stabilising, [], { overrideBlockers: false, isHeadquarters: false }, now)).toMatchObject({
      ok: true,
      value: { state: 'closed', closedAt: now },
    });
  });

  it('is refused with every single thing that is open', () => {
    expect(closeIncident(stabilising, blockers, { overrideBlockers: false, isHeadquarters: true }, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'conflict', code: 'incidents.open-obligations', facts: { blockers } },
    });
  });

  it('over what is open is for headquarters alone', () => {
    expect(closeIncident(stabilising, blockers, { overrideBlockers: true, isHeadquarters: false }, now)).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden', code: 'incidents.override-needs-headquarters', field: 'overrideBlockers' },
    });
    expect(closeIncident(stabilising, blockers, { overrideBlockers: true, isHeadquarters: true }, now)).toMatchObject({
      ok: true,
      value: { state: 'closed' },
    });
  });

  it('needs no override where nothing is open', () => {
    expect(closeIncident(stabilising, [], { overrideBlockers: true, isHeadquarters: false }, now).ok).toBe(true);
  });
});
