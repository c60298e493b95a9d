import { type DispatchWorld, KIT, coordinatorOf, refusal, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import type { OfferView } from '../contract';
import { AcceptOffer } from './accept-offer';
import { DeclineOffer } from './decline-offer';
import { EscalateOffer } from './escalate-offer';

const ROUNDS = 200;
const WARSAW = 'KR-EMB-PL';

describe('two who want the last one', () => {
  let world: DispatchWorld;
  let incidentId: string;
  beforeAll(async () => {
    world = await startDispatchWorld({ DATABASE_POOL_MAX: '12' });
    incidentId = await world.incident();
  });
  afterAll(() => world.close());

  /** One offer to Warsaw for each of two requests: both want the same thing, of which there is one. */
  async function twoOffers(line: object): Promise<[OfferView, OfferView]> {
    const offers = await Promise.all(
      ['KR-EMB-TR', 'KR-EMB-RO'].map(async (missionId) => {
        const { id } = await world.submit(incidentId, [line], { missionId });
        return (await world.planAndDeliver(id)).offers[0]!;
      }),
    );
    return [offers[0]!, offers[1]!];
  }

  const accept = (offer: OfferView, lines: { lineNo: number; staffIds?: string[]; lotIds?: string[] }[] = []) =>
    world.get(AcceptOffer).execute({ offerId: offer.id, lines, ifVersion: undefined }, coordinatorOf(WARSAW));

  it(`for the last kit: one wins, the other is told which lot and what is left, ${String(ROUNDS)} rounds out of ${String(ROUNDS)}`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const lotId = await world.lot(WARSAW, 1);
      const offers = await twoOffers({ kind: 'supply', itemCode: KIT, count: 1 });
      expect(offers.map(({ hubId, state }) => [hubId, state])).toEqual([
        [WARSAW, 'sent'],
        [WARSAW, 'sent'],
      ]);
      const named = round % 2 === 0 ? [] : [{ lineNo: 1, lotIds: [lotId] }];
      const answers = await Promise.all(offers.map((offer) => accept(offer, named)));
      const losers = answers.filter(({ ok }) => !ok);
      expect(losers).toHaveLength(1);
      expect(refusal(losers[0]!)).toMatchObject({
        code: 'dispatch.lot-already-reserved',
        kind: 'conflict',
        facts: { lotId, itemCode: KIT, wanted: 1, left: 0 },
      });
      expect(await world.query('SELECT quantity, reserved FROM resources_lot WHERE id = $1', [lotId])).toEqual([
        { quantity: 1, reserved: 1 },
      ]);
      expect(
        await world.query(`SELECT count(*)::int AS held FROM resources_reservation WHERE lot_id = $1 AND state = 'held'`, [lotId]),
      ).toEqual([{ held: 1 }]);
      // Out of the next round's way.
      await world.query(`UPDATE resources_lot SET mission_id = 'nowhere' WHERE id = $1`, [lotId]);
    }
  }, 180_000);

  it('for the only medic: one wins, the other is told who is promised', async () => {
    for (let round = 0; round < 50; round++) {
      const staffId = await world.person(WARSAW, ['medical']);
      const offers = await twoOffers({ kind: 'staff', skill: 'medical', count: 1 });
      const named = round % 2 === 0 ? [] : [{ lineNo: 1, staffIds: [staffId] }];
      const answers = await Promise.all(offers.map((offer) => accept(offer, named)));
      const losers = answers.filter(({ ok }) => !ok);
      expect(losers).toHaveLength(1);
      expect(refusal(losers[0]!)).toMatchObject({ code: 'dispatch.staff-already-reserved', kind: 'conflict', facts: { left: 0 } });
      expect(await world.query(`SELECT count(*)::int AS open FROM dispatch_deployment WHERE staff_id = $1`, [staffId])).toEqual([
        { open: 1 },
      ]);
      await world.query(`UPDATE resources_staff SET mission_id = 'nowhere' WHERE id = $1`, [staffId]);
    }
  }, 90_000);

  it('a hub that answers at the moment its time runs out either has the offer or is told that it moved on', async () => {
    for (let round = 0; round < 40; round++) {
      await world.lot(WARSAW, 5);
      const { id } = await world.submit(await world.incident(), [{ kind: 'supply', itemCode: KIT, count: 1 }]);
      const offer = (await world.planAndDeliver(id)).offers[0]!;
      await world.query(`UPDATE dispatch_offer SET ack_due_at = now() - interval '1 second' WHERE id = $1`, [offer.id]);
      const [answer] = await Promise.all([accept(offer), world.get(EscalateOffer).execute({ offerId: offer.id }, coordinatorOf(WARSAW))]);
      const after = await world.read(id);
      if (answer.ok) expect(after.offers.map(({ state }) => state)).toEqual(['accepted']);
      else {
        expect(refusal(answer)).toMatchObject({ code: 'dispatch.impossible-transition', facts: { state: 'escalated' } });
        expect(after).toMatchObject({
          offers: [{ state: 'escalated' }, { tier: 'alternate', state: 'queued' }],
          deployments: [],
          shipments: [],
        });
      }
    }
  }, 60_000);

  it('two answers of one hub: the second finds the offer answered', async () => {
    await world.lot(WARSAW, 5);
    const { id } = await world.submit(await world.incident(), [{ kind: 'supply', itemCode: KIT, count: 1 }]);
    const offer = (await world.planAndDeliver(id)).offers[0]!;
    const decline = world
      .get(DeclineOffer)
      .execute({ offerId: offer.id, reason: 'other', note: null, ifVersion: undefined }, coordinatorOf(WARSAW));
    const answers = await Promise.all([accept(offer), decline]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(unwrapped(answers.find(({ ok }) => ok)!).state).toMatch(/accepted|declined/);
  });
});
