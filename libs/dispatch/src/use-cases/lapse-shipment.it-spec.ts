import {
  type DispatchWorld,
  KIT,
  coordinatorOf,
  headquarters,
  house,
  officerOf,
  refusal,
  startDispatchWorld,
  unwrapped,
} from '../../test/dispatch-world';
import { msBetween } from '@bongsu/kernel';
import type { ShipmentView, SupportRequestDetail } from '../contract';
import { AcceptOffer } from './accept-offer';
import { DirectRequest } from './direct-request';
import { EscalateOffer } from './escalate-offer';
import { LapseShipment } from './lapse-shipment';
import { MoveShipment } from './move-shipment';
import { ReadDispatch } from './read-dispatch';

/** For Ankara: Warsaw is the primary hub, Riyadh the alternate. */
const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const RIYADH = 'KR-EMB-SA';
const DAY_MS = 86_400_000;
const ROUNDS = 20;

describe('supplies that a hub promised and did not send', () => {
  let world: DispatchWorld;
  let incidentId: string;
  beforeAll(async () => {
    world = await startDispatchWorld();
  });
  beforeEach(async () => {
    await world.reset();
    incidentId = await world.incident();
  });
  afterAll(() => world.close());

  const shelf = (lotId: string) => world.query('SELECT quantity, reserved FROM resources_lot WHERE id = $1', [lotId]);
  const timeIsUp = (shipmentId: string) =>
    world.query(`UPDATE dispatch_shipment SET held_until = now() - interval '1 second' WHERE id = $1`, [shipmentId]);
  const lapse = (shipmentId: string) => world.get(LapseShipment).execute({ shipmentId }, house);
  const send = (shipmentId: string, as = coordinatorOf(WARSAW)) =>
    world
      .get(MoveShipment)
      .execute({ shipmentId, act: 'dispatch', counted: [], occurredAt: null, expectedAt: null, ifVersion: undefined }, as);

  /** Six kits for Ankara, promised by Warsaw. */
  async function promised(): Promise<{ id: string; lotId: string; shipment: ShipmentView }> {
    const lotId = await world.lot(WARSAW, 10);
    const { id } = await world.submit(incidentId, [{ kind: 'supply', itemCode: KIT, count: 6 }]);
    const { offers } = await world.planAndDeliver(id);
    unwrapped(await world.get(AcceptOffer).execute({ offerId: offers[0]!.id, lines: [], ifVersion: undefined }, coordinatorOf(WARSAW)));
    return { id, lotId, shipment: (await world.read(id)).shipments[0]! };
  }

  it('are held for a day, and not a moment less', async () => {
    const { lotId, shipment } = await promised();
    const [row] = await world.query<{ ordered_at: Date }>('SELECT ordered_at FROM dispatch_shipment WHERE id = $1', [shipment.id]);
    expect(msBetween(row!.ordered_at.toISOString(), shipment.heldUntil)).toBe(DAY_MS);
    await expect(lapse(shipment.id)).rejects.toThrow('has not lapsed yet');
    expect(await shelf(lotId)).toEqual([{ quantity: 10, reserved: 6 }]);
  });

  it('are free again after it; who asked and who promised both see it, and the gap has a code', async () => {
    const { id, lotId, shipment } = await promised();
    await timeIsUp(shipment.id);
    unwrapped(await lapse(shipment.id));
    expect(await shelf(lotId)).toEqual([{ quantity: 10, reserved: 0 }]);
    const seenBy = async (mission: string): Promise<SupportRequestDetail> =>
      unwrapped(await world.get(ReadDispatch).request(id, officerOf(mission)));
    for (const mission of [ANKARA, WARSAW])
      expect(await seenBy(mission)).toMatchObject({
        state: 'sourcing',
        lines: [{ committed: 0 }],
        plan: { shortfalls: [{ lineNo: 1, missing: 6, code: 'reservation-lapsed', belowMinimum: true }] },
        offers: [{ state: 'withdrawn' }],
        shipments: [{ state: 'lapsed', permittedActs: [] }],
      });
    const [entry] = await world.query<{ audience: string[]; body: object }>(
      `SELECT audience, body FROM journal_entry WHERE kind = 'dispatch.shipment-moved' AND subject_id = $1`,
      [shipment.id],
    );
    expect(entry).toMatchObject({ audience: [ANKARA, WARSAW], body: { act: 'lapse', from: 'picking', to: 'lapsed' } });
    expect((await world.kinds()).slice(-4)).toEqual(['shipment-moved', 'offer-withdrawn', 'request-moved', 'plan-made']);
    expect(await world.query(`SELECT kind FROM incidents_open_obligation WHERE settled_at IS NULL`)).toEqual([{ kind: 'request-open' }]);
  });

  it('cannot be sent afterwards: they may be promised to others by then', async () => {
    const { lotId, shipment } = await promised();
    await timeIsUp(shipment.id);
    unwrapped(await lapse(shipment.id));
    expect(refusal(await send(shipment.id))).toMatchObject({
      code: 'dispatch.reservation-lapsed',
      kind: 'conflict',
      facts: { shipmentId: shipment.id, heldUntil: expect.any(String) as string },
    });
    expect(await shelf(lotId)).toEqual([{ quantity: 10, reserved: 0 }]);
  });

  it('are asked of the next hub; with none left it is before headquarters, which may ask the same hub again', async () => {
    const { id, shipment } = await promised();
    const other = await world.lot(RIYADH, 10);
    await timeIsUp(shipment.id);
    unwrapped(await lapse(shipment.id));
    const next = await world.planAndDeliver(id);
    expect(next).toMatchObject({ offers: [{ state: 'withdrawn' }, { hubId: RIYADH, state: 'sent' }], plan: { shortfalls: [] } });
    await world.query(`UPDATE resources_lot SET quantity = 0 WHERE id = $1`, [other]);
    await world.query(`UPDATE dispatch_offer SET ack_due_at = now() - interval '1 second', tier = 'alternate' WHERE id = $1`, [
      next.offers[1]!.id,
    ]);
    unwrapped(await world.get(EscalateOffer).execute({ offerId: next.offers[1]!.id }, house));
    expect(await world.read(id)).toMatchObject({ state: 'at-headquarters' });
    const again = { requestId: id, hubId: WARSAW, lines: [{ lineNo: 1, count: 6 }], ifVersion: undefined };
    expect(unwrapped(await world.get(DirectRequest).execute(again, headquarters)).offers).toMatchObject([
      {},
      {},
      { hubId: WARSAW, tier: 'headquarters', state: 'queued' },
    ]);
  });

  it('keep the code when nobody else can help', async () => {
    const { id, shipment } = await promised();
    await timeIsUp(shipment.id);
    unwrapped(await lapse(shipment.id));
    expect(await world.planAndDeliver(id)).toMatchObject({
      state: 'at-headquarters',
      plan: { shortfalls: [{ missing: 6, code: 'reservation-lapsed' }] },
    });
  });

  it('do not lapse when they have left, and lapse once', async () => {
    const sent = await promised();
    unwrapped(await send(sent.shipment.id));
    await timeIsUp(sent.shipment.id);
    unwrapped(await lapse(sent.shipment.id));
    expect(await world.read(sent.id)).toMatchObject({ state: 'committed', shipments: [{ state: 'in-transit' }] });

    const late = await promised();
    await timeIsUp(late.shipment.id);
    unwrapped(await lapse(late.shipment.id));
    const entries = (await world.kinds()).length;
    unwrapped(await lapse(late.shipment.id));
    expect(await world.kinds()).toHaveLength(entries);
  });

  it(`are either sent or free when both happen at the same moment, ${String(ROUNDS)} rounds out of ${String(ROUNDS)}`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { lotId, shipment } = await promised();
      await timeIsUp(shipment.id);
      const acts = [() => send(shipment.id), () => lapse(shipment.id)];
      const [first, second] = await Promise.all((round % 2 === 0 ? acts : [...acts].reverse()).map((act) => act()));
      const sent = round % 2 === 0 ? first! : second!;
      expect(await shelf(lotId)).toEqual([sent.ok ? { quantity: 4, reserved: 0 } : { quantity: 10, reserved: 0 }]);
      await world.query(`UPDATE resources_lot SET mission_id = 'nowhere' WHERE id = $1`, [lotId]);
    }
  });
});
