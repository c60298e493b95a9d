import type { AccountView, BreakGlassView, DelegationView, ProposalView } from '@bongsu/access/contract';
import { ago, fakeId, within } from './situation.fixture';

/** What waits for two persons and what was opened in an emergency, invented like everything on the story page. */
const watch = { displayName: '상황실 근무자 2', role: 'headquarters-watch-officer' } as const;
const open = { state: 'open', mine: false, permitted: ['confirm', 'refuse'], endedAt: null, endedBy: null, reason: null } as const;

export const proposals: ProposalView[] = [
  {
    ...open,
    id: fakeId('pr1'),
    kind: 'incidents.serious-alert',
    subject: { type: 'incident', id: fakeId('i1') },
    label: 'TUR-2026-0003',
    incidentId: fakeId('i1'),
    missionId: 'KR-EMB-TR',
    facts: { incidentId: fakeId('i1'), level: 'serious', basis: '사망 100명 이상, 도로와 통신 두절', reviewAt: within(360) },
    proposedBy: watch,
    proposedAt: ago(12),
    expiresAt: within(228),
    permitted: ['confirm', 'refuse'],
  },
  {
    ...open,
    id: fakeId('pr2'),
    kind: 'access.grant-administrator',
    subject: { type: 'account', id: fakeId('a9') },
    label: '김하늘',
    incidentId: null,
    missionId: null,
    facts: {
      accountId: fakeId('a9'),
      grants: [{ role: 'administrator', missions: '*' }],
      instead: [{ role: 'headquarters-watch-officer', missions: '*' }],
    },
    proposedBy: { displayName: '전산 담당', role: 'administrator' },
    proposedAt: ago(300),
    expiresAt: within(4_000),
    permitted: ['confirm', 'refuse'],
  },
];

export const endedProposals: ProposalView[] = proposals.map((each) => ({
  ...each,
  id: `${each.id.slice(0, -1)}e`,
  state: 'refused',
  permitted: [],
  endedAt: ago(5),
  endedBy: watch,
  reason: '확인된 피해가 아직 적음',
}));

const glass: BreakGlassView = {
  id: fakeId('g1'),
  subject: { type: 'mission', id: 'KR-EMB-GR' },
  openedBy: { displayName: '앙카라 당직', role: 'duty-officer' },
  homeMissions: ['KR-EMB-TR'],
  reasonCode: 'mission-unreachable',
  reason: '아테네와 연락이 안 되고 버스 한 대가 실종',
  openedAt: ago(20),
  until: within(40),
  endedAt: null,
  mine: false,
  permitted: ['end', 'review'],
  review: null,
};

export function glasses(list: string | null, asHead: boolean): BreakGlassView[] {
  if (list === 'mine') return asHead ? [{ ...glass, mine: true, permitted: ['end'] }] : [];
  if (list === 'to-review') return asHead ? [] : [glass];
  const review = { at: ago(60), by: watch, outcome: 'justified', note: null } as const;
  return [{ ...glass, id: fakeId('g2'), openedAt: ago(900), until: ago(840), endedAt: ago(860), permitted: [], review }];
}

export const delegations: DelegationView[] = [
  {
    id: fakeId('d1'),
    missionId: 'KR-EMB-TR',
    state: 'in-force',
    from: ago(2_000),
    until: within(8_000),
    revokedAt: null,
    delegator: '앙카라 공관장',
    delegate: '앙카라 영사',
    revocable: true,
  },
];

export const delegates = [{ id: fakeId('a3'), displayName: '앙카라 영사', role: 'duty-officer' }];

export const headOfMission: Pick<AccountView, 'displayName' | 'grants'> = {
  displayName: '앙카라 공관장',
  grants: [{ role: 'head-of-mission', missions: ['KR-EMB-TR'] }],
};
