import fc from 'fast-check';
import { type DispatchWorld, KIT, headquarters, house, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import { deploymentTransitions } from '../domain/deployment';
import { shipmentTransitions } from '../domain/shipment';
import { AcceptOffer } from './accept-offer';
import { AcceptOfferPart } from './accept-offer-part';
import { DeclineOffer } from './decline-offer';
import { LapseShipment } from './lapse-shipment';
import { MoveDeployment } from './move-deployment';
import { MoveShipment } from './move-shipment';
import { WithdrawSupportRequest } from './withdraw-support-request';

const HUBS = ['KR-EMB-PL', 'KR-EMB-SA', 'KR-EMB-FR'];
const ON_SHELVES = 30;

/** One blind step of somebody somewhere; `which` and `how` choose among what is there. */
interface Blow {
  readonly on: 'offer' | 'shipment' | 'deployment' | 'request' | 'plan';
  readonly which: number;
  readonly how: number;
}

describe('nothing comes from nowhere and nothing goes missing unseen', () => {
  let world: DispatchWorld;
  beforeAll(async () => {
    world = await startDispatchWorld();
  });
  afterAll(() => world.close());

  async function strike({ on, which, how }: Blow, requestIds: readonly string[]): Promise<void> {
    const requestId = requestIds[which % requestIds.length]!;
    if (on === 'plan') {
      await world.planAndDeliver(requestId);
      return;
    }
    const detail = await world.read(requestId);
    if (on === 'request') {
      if (how % 5 === 0) await world.get(WithdrawSupportRequest).execute({ requestId, reason: 'blow', ifVersion: undefined }, headquarters);
      return;
    }
    if (on === 'offer') {
      const offer = detail.offers[how % Math.max(1, detail.offers.length)];
      if (offer === undefined) return;
      const ask = { offerId: offer.id, ifVersion: undefined };
      if (how % 3 === 0) await world.get(AcceptOffer).execute({ ...ask, lines: [] }, headquarters);
      else if (how % 3 === 1)
        await world
          .get(AcceptOfferPart)
          .execute({ ...ask, lines: offer.lines.map((line) => ({ ...line, count: Math.ceil(line.count / 2) })) }, headquarters);
      else await world.get(DeclineOffer).execute({ ...ask, reason: 'other', note: null }, headquarters);
      return;
    }
    const seen = { occurredAt: null, expectedAt: null, ifVersion: undefined };
    if (on === 'shipment') {
      const shipment = detail.shipments[how % Math.max(1, detail.shipments.length)];
      const act = shipment && shipmentTransitions.permitted(shipment.state)[how % 3];
      if (shipment === undefined || act === undefined) return;
      if (act === 'lapse') {
        await world.query(`UPDATE dispatch_shipment SET held_until = now() - interval '1 second' WHERE id = $1`, [shipment.id]);
        unwrapped(await world.get(LapseShipment).execute({ shipmentId: shipment.id }, house));
        return;
      }
      const counted =
        how % 2 === 0
          ? []
          : shipment.items.map(({ lotId, sent }) => ({ lotId, received: Math.max(0, sent - (how % 4)), note: 'counted twice' }));
      unwrapped(
        await world
          .get(MoveShipment)
          .execute({ shipmentId: shipment.id, act, counted: act === 'receive' ? counted : [], ...seen }, headquarters),
      );
      return;
    }
    const deployment = detail.deployments[how % Math.max(1, detail.deployments.length)];
    const act = deployment && deploymentTransitions.permitted(deployment.state)[how % 3];
    if (deployment !== undefined && act !== undefined)
      unwrapped(await world.get(MoveDeployment).execute({ deploymentId: deployment.id, act, ...seen }, headquarters));
  }

  /** Pieces: on shelves, on their way, lost, or counted as missing; surplus cannot occur here. */
  async function pieces(requestIds: readonly string[]): Promise<number> {
    const [shelves] = await world.query<{ quantity: number }>('SELECT coalesce(sum(quantity), 0)::int AS quantity FROM resources_lot');
    const details = await Promise.all(requestIds.map((id) => world.read(id)));
    const away = details
      .flatMap(({ shipments }) => shipments)
      .flatMap(({ state, items }) =>
        items.map(({ sent, received }) =>
          state === 'in-transit' || state === 'customs-hold' || state === 'lost' ? sent : state === 'received' ? sent - (received ?? 0) : 0,
        ),
      );
    return (shelves?.quantity ?? 0) + away.reduce((total, each) => total + each, 0);
  }

  async function check(requestIds: readonly string[]): Promise<void> {
    expect(await pieces(requestIds)).toBe(ON_SHELVES);
    // What is held is what the lots say is promised, and only what has not left.
    expect(
      await world.query(
        `SELECT l.id FROM resources_lot l LEFT JOIN resources_reservation r ON r.lot_id = l.id AND r.state = 'held' GROUP BY l.id HAVING l.reserved <> coalesce(sum(r.quantity), 0)`,
      ),
    ).toEqual([]);
    const details = await Promise.all(requestIds.map((id) => world.read(id)));
    const packing = details
      .flatMap(({ shipments }) => shipments)
      .filter(({ state }) => state === 'picking')
      .flatMap(({ items }) => items)
      .reduce((total, { sent }) => total + sent, 0);
    expect(
      await world.query(`SELECT coalesce(sum(quantity), 0)::int AS held FROM resources_reservation WHERE state = 'held' AND kind = 'lot'`),
    ).toEqual([{ held: packing }]);
    // Whoever is on a deployment that is not over is held, and nobody else is.
    const away = details
      .flatMap(({ deployments }) => deployments)
      .filter(({ state }) => state !== 'returned' && state !== 'cancelled')
      .map(({ staffId }) => staffId);
    expect(new Set(away).size).toBe(away.length);
    const held = await world.query<{ staff_id: string }>(
      `SELECT staff_id FROM resources_reservation WHERE state = 'held' AND kind = 'staff'`,
    );
    expect(held.map(({ staff_id: id }) => id).sort()).toEqual([...away].sort());
    const engaged = await world.query<{ id: string }>(`SELECT id FROM resources_staff WHERE state IN ('reserved', 'deployed')`);
    expect(engaged.map(({ id }) => id).sort()).toEqual([...away].sort());
    // The figures of a request are what its movements say, and never more is promised than was asked.
    for (const { lines, deployments, shipments } of details) {
      for (const { lineNo, line, committed, arrived } of lines) {
        expect(arrived).toBeLessThanOrEqual(committed);
        expect(committed).toBeLessThanOrEqual(line.count);
        if (line.kind === 'staff')
          expect(committed).toBe(deployments.filter((each) => each.lineNo === lineNo && each.state !== 'cancelled').length);
        else
          expect(committed).toBe(
            shipments
              .flatMap(({ state, items }) =>
                items.map(({ sent, received }) =>
                  state === 'lost' || state === 'cancelled' || state === 'lapsed' ? 0 : state === 'received' ? (received ?? 0) : sent,
                ),
              )
              .reduce((total, each) => total + each, 0),
          );
      }
    }
  }

  it('whatever people do in whatever order', async () => {
    const blow = fc.record({
      on: fc.constantFrom('offer', 'offer', 'shipment', 'shipment', 'deployment', 'request', 'plan' as const),
      which: fc.nat(1),
      how: fc.nat(11),
    }) as fc.Arbitrary<Blow>;
    await fc.assert(
      fc.asyncProperty(fc.array(blow, { minLength: 10, maxLength: 30 }), async (blows) => {
        await world.reset();
        for (const hub of HUBS) {
          await world.lot(hub, ON_SHELVES / HUBS.length);
          await world.person(hub);
          await world.person(hub);
        }
        const incidentId = await world.incident();
        const lines = [
          { kind: 'supply' as const, itemCode: KIT, count: 12 },
          { kind: 'staff' as const, skill: 'consular' as const, count: 3 },
        ];
        const requestIds = [
          (await world.submit(incidentId, lines)).id,
          (await world.submit(incidentId, lines, { missionId: 'KR-EMB-RO' })).id,
        ];
        for (const id of requestIds) await world.planAndDeliver(id);
        for (const each of blows) await strike(each, requestIds);
        await check(requestIds);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);
});
