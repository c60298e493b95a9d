import {
  ANKARA,
  NOW,
  PARIS,
  RIYADH,
  WARSAW,
  consularLine,
  dossier,
  hub,
  inHours,
  kitLine,
  lot,
  offer,
  person,
  planFacts,
  request,
} from '../../test/examples';
import type { RequestLine } from '../contract';
import type { Dossier } from './dossier';
import type { Lane } from './lane';
import { makePlan } from './make-plan';
import type { HubCandidate, PlanFacts } from './plan-facts';

const plan = (
  lines: readonly RequestLine[],
  candidates: readonly HubCandidate[],
  more: Partial<Dossier> = {},
  facts: Partial<PlanFacts> = {},
) => makePlan(dossier(request(lines), more), planFacts(candidates, facts));

const handedOver = (hubId: string, to: string): Lane => ({
  hubId,
  state: 'handed-over',
  handedToHubId: to,
  reason: 'night',
  changedAt: NOW,
  version: 1,
});

describe('the plan', () => {
  it('asks the nearest capable hub, and says why', () => {
    const made = plan([consularLine(1)], [hub(RIYADH, 8.7, { staff: [person('b')] }), hub(WARSAW, 8.1, { staff: [person('a')] })]);
    expect(made.asks).toEqual([{ hubId: WARSAW, lines: [{ lineNo: 1, count: 1 }] }]);
    expect(made.choices).toEqual([
      {
        lineNo: 1,
        count: 1,
        hubId: WARSAW,
        reason: { code: 'nearest-capable-hub', travelHours: 8.1, rank: 1, hubsConsidered: 2, arrivesBy: inHours(10.1) },
      },
    ]);
    expect(made.shortfalls).toEqual([]);
  });

  it('passes over a nearer hub that has nobody suitable, and says that only one was capable', () => {
    const made = plan(
      [consularLine(1)],
      [hub(WARSAW, 8.1, { staff: [person('a', { skills: ['logistics'] })] }), hub(RIYADH, 8.7, { staff: [person('b')] })],
    );
    expect(made.choices).toMatchObject([{ hubId: RIYADH, reason: { code: 'only-capable-hub', rank: 2 } }]);
  });

  it('takes the remainder from the next nearest hub', () => {
    const made = plan([kitLine(10)], [hub(WARSAW, 8.1, { lots: [lot('a', 6)] }), hub(RIYADH, 8.7, { lots: [lot('b', 100)] })]);
    expect(made.choices).toMatchObject([
      { hubId: WARSAW, count: 6, reason: { code: 'nearest-capable-hub' } },
      { hubId: RIYADH, count: 4, reason: { code: 'next-nearest-for-remainder', rank: 2 } },
    ]);
  });

  it('asks each hub once for all its lines', () => {
    const made = plan([consularLine(1), kitLine(2)], [hub(WARSAW, 8.1, { staff: [person('a')], lots: [lot('k', 2)] })]);
    expect(made.asks).toEqual([
      {
        hubId: WARSAW,
        lines: [
          { lineNo: 1, count: 1 },
          { lineNo: 2, count: 2 },
        ],
      },
    ]);
  });

  it('sends nobody for two lines, and gives the versatile person to the line that nobody else can serve', () => {
    const medic = person('medic', { skills: ['consular', 'medical'] });
    const made = plan([consularLine(1), consularLine(1, { skill: 'medical' })], [hub(WARSAW, 8, { staff: [medic, person('consul')] })]);
    expect(made.asks).toEqual([
      {
        hubId: WARSAW,
        lines: [
          { lineNo: 1, count: 1 },
          { lineNo: 2, count: 1 },
        ],
      },
    ]);
    expect(plan([consularLine(1), consularLine(1, { skill: 'medical' })], [hub(WARSAW, 8, { staff: [medic] })]).shortfalls).toMatchObject([
      { lineNo: 2, missing: 1 },
    ]);
  });

  it('does not ask the mission that asks, though it is a hub', () => {
    const made = plan([consularLine(1)], [hub(ANKARA, 0, { staff: [person('own')] }), hub(WARSAW, 8.1, { staff: [person('a')] })]);
    expect(made.asks.map(({ hubId }) => hubId)).toEqual([WARSAW]);
    expect(made.choices[0]?.reason).toMatchObject({ rank: 1, hubsConsidered: 1 });
  });

  it('asks the hub to which a lane was handed over, in the place of the other', () => {
    const candidates = [
      hub(WARSAW, 8.1, { staff: [person('a')] }),
      hub(RIYADH, 8.7, { staff: [person('b')] }),
      hub(PARIS, 9.4, { staff: [person('c')] }),
    ];
    const made = plan([consularLine(1)], candidates, {}, { lanes: new Map([[WARSAW, handedOver(WARSAW, PARIS)]]) });
    expect(made.choices).toMatchObject([{ hubId: PARIS, reason: { rank: 1, travelHours: 9.4, hubsConsidered: 2 } }]);
  });

  it('counts only what is free, good, and keeps for 30 days after it arrives', () => {
    const lots = [
      lot('promised', 5, { reserved: 5 }),
      lot('quarantined', 5, { condition: 'quarantined' }),
      lot('expired', 5, { expiresAt: inHours(-1) }),
      lot('soon', 5, { expiresAt: inHours(10.1 + 24 * 30 - 1) }),
      lot('good', 3, { reserved: 1, expiresAt: inHours(10.1 + 24 * 30 + 1) }),
    ];
    expect(plan([kitLine(9)], [hub(WARSAW, 8.1, { lots })])).toMatchObject({
      choices: [{ count: 2 }],
      shortfalls: [{ missing: 7, code: 'insufficient-quantity' }],
    });
  });

  it('counts who has rested, not who is still on rest', () => {
    const rested = person('rested', { state: 'recovering', restUntil: inHours(-1) });
    const resting = person('resting', { state: 'recovering', restUntil: inHours(1) });
    expect(plan([consularLine(2)], [hub(WARSAW, 8, { staff: [rested, resting] })]).choices).toMatchObject([{ count: 1 }]);
  });

  it('asks nobody twice for the same line', () => {
    const asked = offer([{ lineNo: 1, count: 1 }], { state: 'declined', declineReason: 'own-crisis' });
    const made = plan([consularLine(1)], [hub(WARSAW, 8.1, { staff: [person('a')] }), hub(RIYADH, 8.7, { staff: [person('b')] })], {
      offers: [asked],
    });
    expect(made.choices).toMatchObject([{ hubId: RIYADH, reason: { code: 'replanned-after-decline' } }]);
  });

  it('leaves alone what is promised or being asked for', () => {
    const open = offer([{ lineNo: 1, count: 2 }]);
    const made = plan([consularLine(3)], [hub(RIYADH, 8.7, { staff: [person('a'), person('b')] })], { offers: [open] });
    expect(made.choices).toMatchObject([{ hubId: RIYADH, count: 1 }]);
  });

  it('is the same plan however the hubs are listed', () => {
    const candidates = [
      hub(WARSAW, 8, { staff: [person('a')] }),
      hub(RIYADH, 8, { staff: [person('b')] }),
      hub(PARIS, 8, { staff: [person('c')] }),
    ];
    expect(plan([consularLine(2)], [...candidates].reverse())).toEqual(plan([consularLine(2)], candidates));
  });
});

describe('a gap in the plan is coded', () => {
  const tomorrow = { state: 'recovering' as const, restUntil: inHours(24) };
  const turkish = { languages: [{ code: 'tr', level: 'B2' as const }] };
  const visa = { visas: [{ countryIso2: 'TR', validUntil: inHours(24 * 365) }] };

  it.each<[string, RequestLine, HubCandidate[]]>([
    ['no-staff-with-skill', consularLine(1, { skill: 'medical' }), [hub(WARSAW, 8, { staff: [person('a')] })]],
    ['no-staff-with-language', consularLine(1, { languages: ['tr'] }), [hub(WARSAW, 8, { staff: [person('a')] })]],
    [
      'no-staff-with-language',
      consularLine(1, { languages: ['tr'] }),
      [hub(WARSAW, 8, { staff: [person('a', { languages: [{ code: 'tr', level: 'A2' }] })] })],
    ],
    ['no-staff-with-visa', consularLine(1, { languages: ['tr'], needsVisa: true }), [hub(WARSAW, 8, { staff: [person('a', turkish)] })]],
    [
      'no-staff-with-visa',
      consularLine(1, { needsVisa: true }),
      [hub(WARSAW, 8, { staff: [person('a', { visas: [{ countryIso2: 'TR', validUntil: inHours(24 * 14) }] })] })],
    ],
    ['all-on-rest', consularLine(1, { needsVisa: true }), [hub(WARSAW, 8, { staff: [person('a', { ...visa, ...tomorrow })] })]],
    ['insufficient-quantity', consularLine(1), [hub(WARSAW, 8, { staff: [person('a', { state: 'reserved' })] })]],
    [
      'too-far-for-needed-by',
      consularLine(1),
      [hub(WARSAW, 8, { staff: [person('a', tomorrow)] }), hub(PARIS, 46.1, { staff: [person('b')] })],
    ],
    ['no-stock', kitLine(1), [hub(WARSAW, 8)]],
    ['no-stock', kitLine(1), [hub(WARSAW, 8, { lots: [lot('a', 5, { condition: 'quarantined' })] })]],
    ['stock-expires-too-soon', kitLine(1), [hub(WARSAW, 8, { lots: [lot('a', 5, { expiresAt: inHours(24) })] })]],
    ['insufficient-quantity', kitLine(1), [hub(WARSAW, 8, { lots: [lot('a', 5, { reserved: 5 })] })]],
    ['too-far-for-needed-by', kitLine(1), [hub(PARIS, 46.1, { lots: [lot('a', 5)] })]],
    ['no-staff-with-skill', consularLine(1), []],
    ['no-stock', kitLine(1), []],
  ])('%s', (code, line, candidates) => {
    expect(plan([line], candidates)).toMatchObject({ choices: [], shortfalls: [{ lineNo: 1, missing: 1, code, belowMinimum: true }] });
  });

  it('by what the hubs said when all that could be asked were asked', () => {
    const declined = offer([{ lineNo: 1, count: 1 }], { state: 'declined' });
    const silent = offer([{ lineNo: 1, count: 1 }], { id: 'offer-2', hubId: RIYADH, state: 'escalated' });
    const hubs = [hub(WARSAW, 8, { staff: [person('a')] }), hub(RIYADH, 9, { staff: [person('b')] })];
    expect(plan([consularLine(1)], hubs, { offers: [declined, silent] }).shortfalls).toMatchObject([{ code: 'declined-by-all' }]);
    expect(plan([consularLine(1)], [hub(RIYADH, 9, { staff: [person('b')] })], { offers: [silent] }).shortfalls).toMatchObject([
      { code: 'nobody-answered' },
    ]);
  });

  it('and marked when less than the minimum can come', () => {
    const hubs = [hub(WARSAW, 8, { lots: [lot('a', 4)] })];
    expect(plan([kitLine(10, 'KIT', 4)], hubs).shortfalls).toEqual([
      { lineNo: 1, missing: 6, code: 'insufficient-quantity', belowMinimum: false },
    ]);
    expect(plan([kitLine(10, 'KIT', 5)], hubs).shortfalls).toEqual([
      { lineNo: 1, missing: 6, code: 'insufficient-quantity', belowMinimum: true },
    ]);
  });

  it('arriving exactly when needed is in time', () => {
    expect(plan([kitLine(1)], [hub(PARIS, 46, { lots: [lot('a', 5)] })]).shortfalls).toEqual([]);
  });
});
