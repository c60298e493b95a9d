import type { AccountView } from '@bongsu/access/contract';
import { may } from './may';

const [ANKARA, WARSAW, TOKYO] = ['KR-EMB-TR', 'KR-EMB-PL', 'KR-EMB-JP'];

/** Head of mission in Ankara, duty officer in Warsaw; the board is told of both and of all that they carry together. */
const somebody: Pick<AccountView, 'grants' | 'permissions'> = {
  grants: [
    { role: 'head-of-mission', missions: [ANKARA] },
    { role: 'duty-officer', missions: [WARSAW] },
  ],
  permissions: ['incidents.close', 'incidents.open', 'incidents.read'],
};

describe('what is offered to whoever has several roles', () => {
  it('is what one role carries where that role holds, and not what another one would carry there', () => {
    expect(may(somebody, 'incidents.close', ANKARA)).toBe(true);
    expect(may(somebody, 'incidents.close', WARSAW)).toBe(false);
    expect([ANKARA, WARSAW, TOKYO].map((mission) => may(somebody, 'incidents.open', mission))).toEqual([true, true, false]);
  });

  it('is no decision on what no mission is in charge of, unless the same role holds for the whole network', () => {
    const coordinator = { ...somebody, grants: [...somebody.grants, { role: 'hub-coordinator' as const, missions: '*' as const }] };
    expect(may(coordinator, 'incidents.open', null)).toBe(false);
    expect(may(coordinator, 'incidents.read', null)).toBe(true);
  });

  it('is found anywhere when no mission is named, and nowhere when no role carries it', () => {
    expect(may(somebody, 'incidents.close')).toBe(true);
    expect(may(somebody, 'incidents.report.reassign')).toBe(false);
    expect(may(somebody, 'incidents.report.reassign', ANKARA)).toBe(false);
  });

  it('is reading only where a glass was broken', () => {
    const broken = {
      ...somebody,
      grants: [...somebody.grants, { role: 'duty-officer' as const, missions: [TOKYO], why: 'break-glass' as const }],
    };
    expect(may(broken, 'incidents.read', TOKYO)).toBe(true);
    expect(may(broken, 'incidents.open', TOKYO)).toBe(false);
  });
});
