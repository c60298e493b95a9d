import fc from 'fast-check';
import { type NewEntry, Sensitive } from '@bongsu/kernel';
import { lineWithPersonalNumber } from '../../../../test/harness/personal-numbers';
import { ANKARA, NOW, WARSAW, dossier, inHours, kitLine, lot, offer, request, shelf } from '../../test/examples';
import { handOverLaneSchema, pauseLaneSchema, reopenLaneSchema } from '../contract';
import { declineOffer } from './answer-offer';
import { declineRequest } from './direct-request';
import type { Decided, Dossier } from './dossier';
import { withdrawRequest } from './end-request';
import { receiveShipment } from './move-shipment';
import { submitRequest } from './submit-request';
import { acceptOffer } from './take-offer';

const TYPED = 'Mrs Kim waits at the gate';

const asked = offer([{ lineNo: 1, count: 10 }]);
const sourcing = dossier(request([kitLine(10)], { state: 'sourcing', audience: [ANKARA, WARSAW] }), { offers: [asked] });

function entriesOf(decided: Decided): readonly NewEntry[] {
  if (!decided.ok) throw new Error(decided.refusal.code);
  return decided.value.entries;
}

function typedIn({ request: { justification, endedReason }, offers, shipments }: Dossier): string[] {
  const texts = [justification, endedReason, ...offers.map((each) => each.declineNote), ...shipments.map((each) => each.discrepancyNotes)];
  return texts.flatMap((text) => (text instanceof Sensitive ? [text.reveal()] : []));
}

/** Ten kits on their way. */
function underWay(): Dossier {
  const taken = acceptOffer(sourcing, asked, [], shelf({ lots: [lot('a', 10)] }));
  if (!taken.ok) throw new Error(taken.refusal.code);
  const { dossier: after } = taken.value;
  return { ...after, shipments: after.shipments.map((each) => ({ ...each, state: 'in-transit' })) };
}

describe('what people type', () => {
  it.each([
    ['pause a lane', (reason: string) => pauseLaneSchema.safeParse({ reason })],
    ['hand a lane over', (reason: string) => handOverLaneSchema.safeParse({ reason, toHubId: null })],
    ['open a lane again', (reason: string) => reopenLaneSchema.safeParse({ reason })],
  ] as const)('to %s may be seen by all, so it holds no telephone and no passport number', (_, parse) => {
    expect(parse('Move of office; back on 2023-02-08 at 09:00, 120 offers wait').success).toBe(true);
    fc.assert(
      fc.property(lineWithPersonalNumber, (reason) => {
        expect(parse(reason).error?.issues).toMatchObject([{ path: ['reason'], params: { remedy: expect.any(String) as string } }]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['to withdraw a request', () => withdrawRequest(sourcing, TYPED, NOW)],
    ['to decline a request', () => declineRequest(dossier(request([kitLine(10)], { state: 'at-headquarters' })), TYPED)],
    ['to decline an offer', () => declineOffer(sourcing, asked, { reason: 'other', note: TYPED }, NOW)],
    [
      'about a difference in a count',
      () => {
        const sent = underWay();
        const lotId = sent.shipments[0]!.items[0]!.lotId;
        return receiveShipment(
          sent,
          sent.shipments[0]!,
          [{ lotId, received: 9, note: TYPED }],
          { occurredAt: null, expectedAt: null },
          inHours(9),
        );
      },
    ],
    [
      'to justify a request',
      () =>
        submitRequest(
          { incidentId: 'incident-1', missionId: ANKARA, priority: 'P1', neededBy: inHours(48), justification: TYPED, lines: [kitLine(1)] },
          {
            ...{ now: NOW, id: 'request-1', code: 'TUR-2023-0001-S1', knownItems: new Set(['KIT']) },
            ...{ decisionDueAt: inHours(1), audience: [ANKARA] },
          },
        ),
    ],
  ] as const)('%s is for its row alone, and shows nowhere by mistake', (_, decide) => {
    const decided = decide();
    const entries = entriesOf(decided);
    expect(entries.length).toBeGreaterThan(0);
    expect(JSON.stringify(entries)).not.toContain(TYPED);
    if (!decided.ok) throw new Error(decided.refusal.code);
    expect(JSON.stringify(decided.value.dossier)).not.toContain(TYPED);
    expect(typedIn(decided.value.dossier).join()).toContain(TYPED);
  });
});
