import type { OfferState, OfferView } from '@bongsu/dispatch/contract';
import { choiceOutcome } from './choice-outcome';

const offer = (hubId: string, state: OfferState, queuedAt: string, accepted: OfferView['accepted'] = []): OfferView => ({
  id: '01890000-0000-7000-8000-000000000001',
  requestId: '01890000-0000-7000-8000-000000000002',
  incidentId: '01890000-0000-7000-8000-000000000003',
  hubId,
  tier: 'hub',
  lines: [{ lineNo: 1, count: 3 }],
  accepted,
  state,
  queuedAt,
  sentAt: null,
  ackDueAt: null,
  answeredAt: null,
  declineReason: null,
  escalatedFromOfferId: null,
  version: 1,
});
const first = '2026-01-01T00:00:00.000Z';
const later = '2026-01-01T01:00:00.000Z';
const choice = { lineNo: 1, hubId: 'hub-a' };

describe('what became of a line of the plan', () => {
  it('is unknown before the hub was asked for that line', () => {
    expect(choiceOutcome(choice, [offer('hub-b', 'accepted', first)])).toBeNull();
    expect(choiceOutcome({ lineNo: 2, hubId: 'hub-a' }, [offer('hub-a', 'sent', first)])).toBeNull();
  });

  it('counts what was promised and not what was asked', () =>
    expect(choiceOutcome(choice, [offer('hub-a', 'part-accepted', first, [{ lineNo: 1, count: 2 }])])).toEqual({
      state: 'part-accepted',
      accepted: 2,
      over: false,
    }));

  it.each(['declined', 'escalated', 'withdrawn'] as const)('is over when the offer was %s', (state) =>
    expect(choiceOutcome(choice, [offer('hub-a', state, first)])).toEqual({ state, accepted: null, over: true }),
  );

  it('waits while the offer does', () =>
    expect(choiceOutcome(choice, [offer('hub-a', 'sent', first)])).toEqual({ state: 'sent', accepted: null, over: false }));

  it('goes by the latest offer when a hub was asked again', () =>
    expect(choiceOutcome(choice, [offer('hub-a', 'declined', first), offer('hub-a', 'sent', later)])).toMatchObject({ state: 'sent' }));
});
