import type { Refusal } from '@bongsu/kernel';
import { ANKARA, NOW, WARSAW, consularLine, dossier, inHours, kitLine, lot, offer, person, request, shelf } from '../../test/examples';
import { offerStates, type RequestLine } from '../contract';
import type { Dossier } from './dossier';
import type { Offer } from './offer';
import type { HubShelf } from './take-facts';
import { type NamedLine, type PartLine, acceptOffer, acceptPart } from './take-offer';

const asked = (...counts: number[]): Offer => offer(counts.map((count, at) => ({ lineNo: at + 1, count })));
const sourcing = (lines: readonly RequestLine[], of: Offer): Dossier => dossier(request(lines, { state: 'sourcing' }), { offers: [of] });

function accept(lines: readonly RequestLine[], of: Offer, site: Partial<HubShelf>, names: readonly NamedLine[] = []) {
  return acceptOffer(sourcing(lines, of), of, names, { ...shelf(), ...site });
}
function part(lines: readonly RequestLine[], of: Offer, site: Partial<HubShelf>, parts: readonly PartLine[]) {
  return acceptPart(sourcing(lines, of), of, parts, { ...shelf(), ...site });
}
function refusalOf(result: { ok: boolean; refusal?: Refusal }): Partial<Refusal> {
  if (result.ok) throw new Error('was not refused');
  return {
    code: result.refusal?.code ?? '',
    kind: result.refusal?.kind ?? 'invalid',
    field: result.refusal?.field ?? '',
    facts: result.refusal?.facts ?? {},
  };
}

describe('accepting an offer', () => {
  it('orders named people and one shipment, promises both, and commits the request', () => {
    const result = accept([consularLine(1), kitLine(10)], asked(1, 10), { staff: [person('kim')], lots: [lot('a', 4), lot('b', 9)] });
    if (!result.ok) throw new Error(result.refusal.code);
    const { dossier: after, entries, reservations } = result.value;
    expect(after.offers).toMatchObject([
      {
        state: 'accepted',
        answeredAt: NOW,
        accepted: [
          { lineNo: 1, count: 1 },
          { lineNo: 2, count: 10 },
        ],
      },
    ]);
    expect(after.deployments).toMatchObject([
      { state: 'ordered', staffId: 'kim', staffNo: 'S-kim', lineNo: 1, fromMissionId: WARSAW, toMissionId: ANKARA },
    ]);
    expect(after.shipments).toMatchObject([
      {
        state: 'picking',
        items: [
          { lineNo: 2, lotId: 'a', sent: 4 },
          { lineNo: 2, lotId: 'b', sent: 6 },
        ],
      },
    ]);
    expect(reservations).toEqual([
      { kind: 'staff', offerId: 'offer-1', lineNo: 1, staffId: 'kim' },
      { kind: 'lot', offerId: 'offer-1', lineNo: 2, lotId: 'a', quantity: 4 },
      { kind: 'lot', offerId: 'offer-1', lineNo: 2, lotId: 'b', quantity: 6 },
    ]);
    expect(after.request).toMatchObject({
      state: 'committed',
      lines: [
        { committed: 1, arrived: 0 },
        { committed: 10, arrived: 0 },
      ],
    });
    expect(entries.map(({ kind }) => kind)).toEqual([
      'dispatch.offer-accepted',
      'dispatch.deployment-ordered',
      'dispatch.shipment-ordered',
      'dispatch.request-moved',
    ]);
    expect(entries.every(({ audience }) => audience.includes(ANKARA))).toBe(true);
  });

  it('sends first what expires first, and the better language first', () => {
    const lots = [lot('late', 5, { expiresAt: inHours(24 * 400) }), lot('never', 5), lot('early', 5, { expiresAt: inHours(24 * 100) })];
    const turkish = (level: 'B1' | 'C1') => [{ code: 'tr', level }];
    const staff = [person('fair', { languages: turkish('B1') }), person('good', { languages: turkish('C1') })];
    const result = accept([consularLine(1, { languages: ['tr'] }), kitLine(7)], asked(1, 7), { staff, lots });
    expect(result.ok && result.value.dossier.deployments[0]?.staffId).toBe('good');
    expect(result.ok && result.value.dossier.shipments[0]?.items).toMatchObject([
      { lotId: 'early', sent: 5 },
      { lotId: 'late', sent: 2 },
    ]);
  });

  it('takes the people and lots that a person named', () => {
    const site = { staff: [person('a'), person('b')], lots: [lot('a', 9), lot('b', 9, { expiresAt: inHours(24) })] };
    const result = accept([consularLine(1), kitLine(2)], asked(1, 2), site, [
      { lineNo: 1, staffIds: ['b'] },
      { lineNo: 2, lotIds: ['b'] },
    ]);
    expect(result.ok && [result.value.dossier.deployments[0]?.staffId, result.value.dossier.shipments[0]?.items[0]?.lotId]).toEqual([
      'b',
      'b',
    ]);
  });

  it.each(offerStates.filter((state) => state !== 'sent'))('is refused when the offer is %s', (state) => {
    const of = { ...asked(1), state };
    expect(refusalOf(accept([consularLine(1)], of, { staff: [person('a')] }))).toMatchObject({
      code: 'dispatch.impossible-transition',
      kind: 'conflict',
      facts: { state, act: 'accept' },
    });
  });

  it.each<[string, 'conflict' | 'invalid', string, Partial<HubShelf>, NamedLine[], object]>([
    [
      'dispatch.staff-already-reserved',
      'conflict',
      'lines',
      { staff: [person('a'), person('b', { state: 'reserved' })] },
      [],
      { wanted: 2, left: 1, engaged: ['S-b'] },
    ],
    [
      'dispatch.staff-on-rest',
      'conflict',
      'lines',
      { staff: [person('a', { state: 'recovering', restUntil: inHours(1) })] },
      [],
      { left: 0, resting: ['S-a'] },
    ],
    ['dispatch.no-staff-for-line', 'conflict', 'lines', { staff: [person('a', { skills: ['medical'] })] }, [], { left: 0 }],
    [
      'dispatch.staff-already-reserved',
      'conflict',
      'lines.0.staffIds',
      { staff: [person('a'), person('b', { state: 'reserved' }), person('c')] },
      [{ lineNo: 1, staffIds: ['a', 'b'] }],
      { staffNo: 'S-b', left: 2 },
    ],
    [
      'dispatch.staff-on-rest',
      'conflict',
      'lines.0.staffIds',
      { staff: [person('a'), person('b', { state: 'recovering', restUntil: inHours(1) })] },
      [{ lineNo: 1, staffIds: ['a', 'b'] }],
      { staffNo: 'S-b' },
    ],
    [
      'dispatch.staff-not-suitable',
      'invalid',
      'lines.0.staffIds',
      { staff: [person('a'), person('b', { skills: [] })] },
      [{ lineNo: 1, staffIds: ['a', 'b'] }],
      { obstacle: 'no-skill' },
    ],
    [
      'dispatch.staff-not-at-hub',
      'invalid',
      'lines.0.staffIds',
      { staff: [person('a')] },
      [{ lineNo: 1, staffIds: ['a', 'x'] }],
      { staffId: 'x' },
    ],
    [
      'dispatch.named-twice',
      'invalid',
      'lines.0.staffIds',
      { staff: [person('a')] },
      [{ lineNo: 1, staffIds: ['a', 'a'] }],
      { staffId: 'a' },
    ],
    [
      'dispatch.named-staff-count',
      'invalid',
      'lines.0.staffIds',
      { staff: [person('a')] },
      [{ lineNo: 1, staffIds: ['a'] }],
      { wanted: 2, named: 1 },
    ],
    ['dispatch.unknown-line', 'invalid', 'lines.0.lineNo', { staff: [] }, [{ lineNo: 9 }], { offered: [1] }],
  ])('of staff is refused: %s', (code, kind, field, site, names, facts) => {
    expect(refusalOf(accept([consularLine(2)], asked(2), site, names))).toMatchObject({ code, kind, field, facts });
  });

  it.each<[string, 'conflict' | 'invalid', string, Partial<HubShelf>, NamedLine[], object]>([
    [
      'dispatch.lot-already-reserved',
      'conflict',
      'lines',
      { lots: [lot('a', 5, { reserved: 4 })] },
      [],
      { lotId: 'a', wanted: 2, left: 1, itemCode: 'KIT' },
    ],
    [
      'dispatch.lot-already-reserved',
      'conflict',
      'lines.0.lotIds',
      { lots: [lot('a', 5, { reserved: 5 }), lot('b', 9)] },
      [{ lineNo: 1, lotIds: ['a'] }],
      { lotId: 'a', left: 0 },
    ],
    ['dispatch.not-enough-stock', 'conflict', 'lines', { lots: [lot('a', 1)] }, [], { wanted: 2, left: 1 }],
    [
      'dispatch.lot-expired',
      'invalid',
      'lines.0.lotIds',
      { lots: [lot('a', 5, { expiresAt: inHours(10) })] },
      [{ lineNo: 1, lotIds: ['a'] }],
      { lotId: 'a' },
    ],
    [
      'dispatch.lot-expired',
      'invalid',
      'lines.0.lotIds',
      { lots: [lot('a', 5, { condition: 'expired' })] },
      [{ lineNo: 1, lotIds: ['a'] }],
      { lotId: 'a' },
    ],
    [
      'dispatch.lot-not-usable',
      'invalid',
      'lines.0.lotIds',
      { lots: [lot('a', 5, { condition: 'quarantined' })] },
      [{ lineNo: 1, lotIds: ['a'] }],
      { condition: 'quarantined' },
    ],
    [
      'dispatch.lot-not-for-line',
      'invalid',
      'lines.0.lotIds',
      { lots: [lot('a', 5, { itemCode: 'TENT' })] },
      [{ lineNo: 1, lotIds: ['a'] }],
      { lotId: 'a' },
    ],
  ])('of supplies is refused: %s', (code, kind, field, site, names, facts) => {
    expect(refusalOf(accept([kitLine(2)], asked(2), site, names))).toMatchObject({ code, kind, field, facts });
  });
});

describe('accepting in part', () => {
  const site = { lots: [lot('a', 9)], staff: [person('a'), person('b')] };

  it('promises the part; the rest of the request stays to be sourced', () => {
    const result = part([kitLine(10)], asked(10), site, [{ lineNo: 1, count: 4 }]);
    if (!result.ok) throw new Error(result.refusal.code);
    expect(result.value.dossier).toMatchObject({
      offers: [{ state: 'part-accepted', accepted: [{ lineNo: 1, count: 4 }] }],
      request: { state: 'part-committed', lines: [{ committed: 4 }] },
    });
    expect(result.value.entries.map(({ kind }) => kind)).toContain('dispatch.offer-part-accepted');
  });

  it('of everything is accepting', () => {
    const result = part([kitLine(4)], asked(4), site, [{ lineNo: 1, count: 4 }]);
    expect(result.ok && result.value.dossier.offers[0]?.state).toBe('accepted');
  });

  it('leaves out a line that is not mentioned or 0', () => {
    const result = part([kitLine(4), consularLine(2)], asked(4, 2), site, [
      { lineNo: 1, count: 0 },
      { lineNo: 2, count: 1 },
    ]);
    expect(result.ok && result.value.dossier.offers[0]).toMatchObject({ state: 'part-accepted', accepted: [{ lineNo: 2, count: 1 }] });
  });

  it.each<[string, PartLine[], string]>([
    ['dispatch.more-than-offered', [{ lineNo: 1, count: 11 }], 'lines.0.count'],
    ['dispatch.nothing-accepted', [{ lineNo: 1, count: 0 }], 'lines'],
    ['dispatch.unknown-line', [{ lineNo: 2, count: 1 }], 'lines.0.lineNo'],
    [
      'dispatch.unknown-line',
      [
        { lineNo: 1, count: 1 },
        { lineNo: 1, count: 1 },
      ],
      'lines.1.lineNo',
    ],
  ])('is refused: %s', (code, parts, field) => {
    expect(refusalOf(part([kitLine(10)], asked(10), site, parts))).toMatchObject({ code, kind: 'invalid', field });
  });
});
