import { type ChangeMissionStatusBody, MissionStatusChanged, missionStatusActs, missionStatuses, type MissionStatus } from '../contract';
import { changeStatus, type MissionStanding } from './change-status';
import { missionStatusTransitions } from './status-transitions';

const now = '2022-03-02T06:00:00.000Z';
const mission = (status: MissionStatus): MissionStanding => ({ id: 'KR-EMB-UA', status, statusAsOf: null, note: 'old note', version: 4 });
const command = (act: ChangeMissionStatusBody['act'], about: Partial<ChangeMissionStatusBody> = {}): ChangeMissionStatusBody => ({
  act,
  reason: 'armed-conflict',
  note: 'works from Chernivtsi',
  ...about,
});

/** The table once more, by hand: from → act → to. Every other cell is refused. */
const permitted: Record<MissionStatus, Record<string, MissionStatus>> = {
  planned: { inaugurate: 'open' },
  unverified: { confirm: 'open' },
  open: {
    restrict: 'restricted',
    relocate: 'relocated',
    'open-temporary-office': 'temporary-office',
    suspend: 'suspended',
    'plan-upgrade': 'upgrade-planned',
  },
  'upgrade-planned': {
    restrict: 'restricted',
    relocate: 'relocated',
    'open-temporary-office': 'temporary-office',
    suspend: 'suspended',
    'complete-upgrade': 'open',
    'drop-upgrade': 'open',
  },
  restricted: { relocate: 'relocated', 'open-temporary-office': 'temporary-office', suspend: 'suspended', reopen: 'open' },
  relocated: { restrict: 'restricted', 'open-temporary-office': 'temporary-office', suspend: 'suspended', reopen: 'open' },
  'temporary-office': { restrict: 'restricted', relocate: 'relocated', suspend: 'suspended', reopen: 'open' },
  suspended: { restrict: 'restricted', relocate: 'relocated', 'open-temporary-office': 'temporary-office', reopen: 'open' },
};
const cells = missionStatuses.flatMap((from) => missionStatusActs.map((act) => ({ from, act, to: permitted[from][act] })));

describe('a mission’s status', () => {
  it('has a row for every status and knows every act', () => {
    expect([...missionStatusTransitions.states].sort()).toEqual([...missionStatuses].sort());
    expect([...missionStatusTransitions.acts].sort()).toEqual([...missionStatusActs].sort());
  });

  it.each(cells.filter(({ to }) => to !== undefined))('$from, $act → $to', ({ from, act, to }) => {
    const decision = changeStatus(mission(from), command(act), now);
    expect(decision).toMatchObject({
      ok: true,
      value: { mission: { status: to, statusAsOf: now, note: 'works from Chernivtsi', version: 4 } },
    });
  });

  it.each(cells.filter(({ to }) => to === undefined))('$from, $act is refused', ({ from, act }) => {
    const decision = changeStatus(mission(from), command(act), now);
    expect(decision).toMatchObject({
      ok: false,
      refusal: {
        kind: 'conflict',
        code: 'missions.impossible-status-change',
        field: 'act',
        facts: { status: from, permitted: Object.keys(permitted[from]) },
      },
    });
  });
});

describe('when a mission moves', () => {
  it('everyone is told, by codes alone', () => {
    const decision = changeStatus(mission('open'), command('relocate', { asOf: '2022-03-02T01:00:00.000Z' }), now);
    expect(decision.ok && decision.value.entry).toEqual({
      kind: MissionStatusChanged.kind,
      subject: { type: 'mission', id: 'KR-EMB-UA' },
      incidentId: null,
      audience: ['*'],
      body: { missionId: 'KR-EMB-UA', from: 'open', to: 'relocated', reason: 'armed-conflict', asOf: '2022-03-02T01:00:00.000Z' },
    });
  });

  it.each(['relocate', 'open-temporary-office'] as const)('it must say where to (%s)', (act) => {
    expect(changeStatus(mission('open'), command(act, { note: null }), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'invalid', code: 'missions.place-required', field: 'note' },
    });
  });

  it('it cannot have moved in the future', () => {
    expect(changeStatus(mission('open'), command('relocate', { asOf: '2022-03-02T06:00:00.001Z' }), now)).toMatchObject({
      ok: false,
      refusal: { kind: 'invalid', code: 'missions.status-dated-in-future', field: 'asOf' },
    });
  });

  it('the note of the old state is dropped when it opens again', () => {
    expect(changeStatus(mission('relocated'), command('reopen', { note: null, reason: 'conditions-improved' }), now)).toMatchObject({
      ok: true,
      value: { mission: { status: 'open', note: null } },
    });
  });
});
