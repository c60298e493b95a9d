import type { Actor } from '@bongsu/platform';
import { may, mayAnywhere, missionsWhere } from './may';

const ankara = 'KR-EMB-TR';
const athens = 'KR-EMB-GR';
const actor = (...grants: Actor['grants']): Actor => ({ kind: 'person', id: 'a', correlationId: 'c', grants });

describe('who may do what, where', () => {
  const dutyOfficer = actor({ role: 'duty-officer', missions: [ankara] });
  const watchOfficer = actor({ role: 'headquarters-watch-officer', missions: '*' });

  it('lets a duty officer open an incident of her mission and of no other', () => {
    expect(may(dutyOfficer, 'incidents.open', ankara)).toBe(true);
    expect(may(dutyOfficer, 'incidents.open', athens)).toBe(false);
  });

  it('lets only network-wide grants act on what belongs to no mission', () => {
    expect(may(dutyOfficer, 'incidents.open', null)).toBe(false);
    expect(may(watchOfficer, 'incidents.open', null)).toBe(true);
  });

  it('denies a permission that none of the roles carries', () => {
    expect(mayAnywhere(dutyOfficer, 'incidents.alert-level.decide')).toBe(false);
    expect(may(dutyOfficer, 'dispatch.offer.answer', ankara)).toBe(false);
  });

  it('adds up grants: a person with two roles has each in its own scope', () => {
    const both = actor({ role: 'duty-officer', missions: [ankara] }, { role: 'hub-coordinator', missions: [athens] });
    expect(may(both, 'dispatch.offer.answer', athens)).toBe(true);
    expect(may(both, 'dispatch.offer.answer', ankara)).toBe(false);
    expect(missionsWhere(both, 'incidents.read')).toEqual([ankara, athens]);
  });

  it('ignores a role it does not know', () => {
    expect(mayAnywhere(actor({ role: 'somebody', missions: '*' }), 'missions.read')).toBe(false);
  });
});
