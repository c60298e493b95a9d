import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, LaneFigures, UnitOfWork, actingAs, isSealed } from '@bongsu/platform';
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
} from '../test/dispatch-world';
import { onList, sealIncident, unsealIncident } from '../test/seal-incident';
import type { OfferView, SupportRequestDetail } from './contract';
import { AcceptOffer } from './use-cases/accept-offer';
import { DeclineOffer } from './use-cases/decline-offer';
import { DeliverOffer } from './use-cases/deliver-offer';
import { EscalateOffer } from './use-cases/escalate-offer';
import { FollowLaneWithSealedOffers } from './use-cases/follow-lane-with-sealed-offers';
import { FollowSeal } from './use-cases/follow-seal';
import { HandOverLane } from './use-cases/hand-over-lane';
import { MoveShipment } from './use-cases/move-shipment';
import { PlanSupportRequest } from './use-cases/plan-support-request';
import { ReadDispatch } from './use-cases/read-dispatch';
import { ReadLanes } from './use-cases/read-lanes';
import { WithdrawSupportRequest } from './use-cases/withdraw-support-request';

const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const RIYADH = 'KR-EMB-SA';
const TABLES = [
  'dispatch_request',
  'dispatch_request_counter',
  'dispatch_offer',
  'dispatch_deployment',
  'dispatch_shipment',
  'resources_reservation',
];
const kits = { kind: 'supply', itemCode: KIT, count: 5 } as const;
const consul = { kind: 'staff', skill: 'consular', count: 1 } as const;
const at = { occurredAt: null, expectedAt: null, ifVersion: undefined };

describe('a sealed incident, where hubs are asked for help', () => {
  let world: DispatchWorld;
  let incidentId: string;
  /** Whoever would see everything, were it not sealed. */
  const outsiders: readonly [who: string, person: Actor][] = [
    ['headquarters', headquarters],
    ['the hub that is asked', coordinatorOf(WARSAW)],
    ['the mission that asks', officerOf(ANKARA)],
  ];
  const member = (person: Actor = headquarters): Actor => onList(person, incidentId);

  beforeAll(async () => {
    world = await startDispatchWorld();
  }, 60_000);
  beforeEach(async () => {
    await world.reset();
    incidentId = await world.incident();
    await world.lot(WARSAW, 9);
    await world.person(WARSAW);
  });
  afterAll(() => world.close());

  /** Submitted, planned and delivered, seen by the house. */
  const asked = async (): Promise<SupportRequestDetail> => {
    const { id } = await world.submit(incidentId, [kits, consul], { by: member() });
    return planned(id);
  };
  const planned = async (id: string): Promise<SupportRequestDetail> => {
    unwrapped(await world.get(PlanSupportRequest).execute({ requestId: id }, house));
    for (const { id: offerId } of (await detail(id)).offers) unwrapped(await world.get(DeliverOffer).execute({ offerId }, house));
    return detail(id);
  };
  const detail = async (id: string): Promise<SupportRequestDetail> => unwrapped(await world.get(ReadDispatch).request(id, member()));
  const accept = (offer: Pick<OfferView, 'id'>, by: Actor) =>
    world.get(AcceptOffer).execute({ offerId: offer.id, lines: [], ifVersion: undefined }, by);
  /** How many of each list somebody is given: as in a request of hers, and by the application's own conditions, without the row policies. */
  const lists = async (person: Actor): Promise<Record<string, number[]>> => {
    const read = world.get(ReadDispatch);
    const both = async (list: (by: Actor) => Promise<Result<{ readonly items: readonly unknown[] }, Refusal>>): Promise<number[]> => [
      unwrapped(await actingAs(person, () => list(person))).items.length,
      unwrapped(await list(person)).items.length,
    ];
    return {
      requests: await both((by) => read.requests({ limit: 50 }, by)),
      offers: await both((by) => read.offers({ limit: 50 }, by)),
      deployments: await both((by) => read.deployments({ limit: 50 }, by)),
      shipments: await both((by) => read.shipments({ limit: 50 }, by)),
    };
  };
  const rows = async (person: Actor): Promise<number> => {
    const counted = await Promise.all(TABLES.map((table) => actingAs(person, () => world.query(`SELECT FROM ${table}`))));
    return counted.reduce((total, found) => total + found.length, 0);
  };
  const nothing = { requests: [0, 0], offers: [0, 0], deployments: [0, 0], shipments: [0, 0] };
  const everything = { requests: [1, 1], offers: [1, 1], deployments: [1, 1], shipments: [1, 1] };
  const lane = async (person: Actor) => {
    const { depth, oldestSince, retrying, dead, offersWaiting, offersOverdue } = await actingAs(person, () =>
      world.get(ReadLanes).one(WARSAW, person),
    );
    return { depth, oldestSince, retrying, dead, offersWaiting, offersOverdue };
  };
  const empty = { depth: 0, oldestSince: null, retrying: 0, dead: 0, offersWaiting: 0, offersOverdue: 0 };

  describe('sealed from the start', () => {
    beforeEach(() => sealIncident(world, incidentId));

    it('its requests have a code of no series, and the seal first in their audience; the counter of the incident is not drawn', async () => {
      const { code } = await asked();
      expect(code).toMatch(/^SLD-S-[0-9A-HJKMNP-TV-Z]{8}$/);
      const [row] = await world.query<{ audience: string[] }>('SELECT audience FROM dispatch_request');
      expect(row?.audience).toEqual([`seal:${incidentId}`, ANKARA, WARSAW]);
      expect(await world.query('SELECT FROM dispatch_request_counter WHERE incident_id = $1', [incidentId])).toEqual([]);
    });

    it.each(outsiders)('%s sees none of it, in no list, by no id and with no statement', async (_, outsider) => {
      const request = await asked();
      unwrapped(await accept(request.offers[0]!, member(coordinatorOf(WARSAW))));
      expect(await lists(outsider)).toEqual(nothing);
      expect(await rows(outsider)).toBe(0);
      for (const find of [
        () => actingAs(outsider, () => world.get(ReadDispatch).request(request.id, outsider)),
        () => world.get(ReadDispatch).request(request.id, outsider),
      ])
        expect(refusal(await find())).toMatchObject({ kind: 'not-found', code: 'dispatch.not-found' });
      expect(await lists(member(outsider))).toEqual(everything);
      expect(await rows(member(outsider))).toBe(6);
    });

    it('whoever is not on the list is answered as if there were nothing; whoever is answers, moves and withdraws', async () => {
      const request = await asked();
      const [offer] = request.offers;
      const decline = { offerId: offer!.id, reason: 'own-crisis', note: null, ifVersion: undefined } as const;
      const withdraw = { requestId: request.id, reason: 'no longer', ifVersion: undefined };
      expect(refusal(await accept(offer!, coordinatorOf(WARSAW)))).toMatchObject({ code: 'dispatch.not-found' });
      expect(refusal(await world.get(DeclineOffer).execute(decline, headquarters))).toMatchObject({ code: 'dispatch.not-found' });
      expect(refusal(await world.get(WithdrawSupportRequest).execute(withdraw, officerOf(ANKARA)))).toMatchObject({
        code: 'dispatch.not-found',
      });
      unwrapped(await accept(offer!, member(coordinatorOf(WARSAW))));
      const [shipment] = (await detail(request.id)).shipments;
      const move = { shipmentId: shipment!.id, act: 'dispatch', counted: [], ...at } as const;
      expect(refusal(await world.get(MoveShipment).execute(move, coordinatorOf(WARSAW)))).toMatchObject({ code: 'dispatch.not-found' });
      unwrapped(await world.get(MoveShipment).execute(move, member(coordinatorOf(WARSAW))));
      unwrapped(await world.get(WithdrawSupportRequest).execute(withdraw, member(officerOf(ANKARA))));
    });

    it('nobody on the list answers at the hub: the offer lapses and the next hub is asked, as always', async () => {
      const request = await asked();
      const [offer] = request.offers;
      await world.query(`UPDATE dispatch_offer SET ack_due_at = now() - interval '1 second' WHERE id = $1`, [offer!.id]);
      unwrapped(await world.get(EscalateOffer).execute({ offerId: offer!.id }, house));
      expect((await detail(request.id)).offers).toMatchObject([{ state: 'escalated' }, { hubId: RIYADH, state: 'queued' }]);
      const [row] = await world.query<{ audience: string[] }>('SELECT audience FROM dispatch_request');
      expect(row?.audience).toEqual([`seal:${incidentId}`, ANKARA, WARSAW, RIYADH]);
      expect(await lists(coordinatorOf(RIYADH))).toEqual(nothing);
    });

    it('what stands in the way of closing it is not seen either', async () => {
      await asked();
      const owed = (person: Actor) => actingAs(person, () => world.query('SELECT FROM incidents_open_obligation'));
      for (const [, outsider] of outsiders) expect(await owed(outsider)).toEqual([]);
      expect((await owed(member())).length).toBeGreaterThan(0);
    });

    it('a lane is handed over by somebody who knows nothing of it: what waits there is asked of the other hub all the same', async () => {
      const request = await asked();
      const over = { hubId: WARSAW, toHubId: RIYADH, reason: 'flood', ifVersion: undefined };
      unwrapped(await world.get(HandOverLane).execute(over, coordinatorOf(WARSAW)));
      expect((await detail(request.id)).offers).toMatchObject([{ hubId: WARSAW, state: 'sent' }]);
      unwrapped(await world.get(FollowLaneWithSealedOffers).execute({ hubId: WARSAW }, house));
      expect((await detail(request.id)).offers).toMatchObject([{ state: 'escalated' }, { hubId: RIYADH, state: 'queued' }]);
      expect(await lists(coordinatorOf(RIYADH))).toEqual(nothing);
    });

    it('its lane is as empty as before for outsiders, and counts it for those on the list', async () => {
      await asked();
      for (const [, outsider] of outsiders) expect(await lane(outsider)).toEqual(empty);
      expect(await lane(member(coordinatorOf(WARSAW)))).toMatchObject({ offersWaiting: 1 });
    });
  });

  describe('sealed later', () => {
    it('while somebody asks: off the list there is no such incident, on it the request is sealed with it', async () => {
      // The incident's row does not say so yet: it is read before the seal is there.
      await world.query('INSERT INTO platform_seal (subject_id, incident_id, since) VALUES ($1, $2, now())', [incidentId, incidentId]);
      for (const by of [headquarters, officerOf(ANKARA)])
        await expect(world.submit(incidentId, [kits], { by })).rejects.toThrow('dispatch.unknown-incident');
      expect(await world.query('SELECT FROM dispatch_request')).toEqual([]);
      expect((await world.submit(incidentId, [kits], { by: member(officerOf(ANKARA)) })).code).toMatch(/^SLD-S-/);
    });

    it('from that moment nothing shows, though its requests’ rows do not follow until a job runs; lifted, it is as it was', async () => {
      const request = await asked();
      unwrapped(await accept(request.offers[0]!, coordinatorOf(WARSAW)));
      for (const [, person] of outsiders) expect(await lists(person)).toEqual(everything);
      const audience = async (): Promise<string[]> =>
        (await world.query<{ audience: string[] }>('SELECT audience FROM dispatch_request'))[0]!.audience;

      await sealIncident(world, incidentId);
      expect(isSealed(await audience())).toBe(false);
      for (const follow of [
        () => Promise.resolve(),
        async () => void unwrapped(await world.get(FollowSeal).execute({ incidentId }, house)),
      ]) {
        await follow();
        for (const [, outsider] of outsiders) {
          expect(await lists(outsider)).toEqual(nothing);
          expect(await rows(outsider)).toBe(0);
          expect(refusal(await world.get(ReadDispatch).request(request.id, outsider))).toMatchObject({ code: 'dispatch.not-found' });
          expect(await lists(member(outsider))).toEqual(everything);
        }
      }
      expect(await audience()).toEqual([`seal:${incidentId}`, ANKARA, WARSAW]);

      await unsealIncident(world, incidentId);
      unwrapped(await world.get(FollowSeal).execute({ incidentId }, house));
      expect(await audience()).toEqual([ANKARA, WARSAW]);
      for (const [, person] of outsiders) {
        expect(await lists(person)).toEqual(everything);
        expect(await rows(person)).toBeGreaterThan(0);
      }
    });

    it('what its offers left in a lane is out of every figure at once, whatever queue it lies in, and dead ones too', async () => {
      const request = await asked();
      const owe = (job: string, more: string) =>
        world.query(
          `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at, incident_id, failures, dead_at)
           VALUES (gen_random_uuid(), $1, $2, 'lane-${WARSAW}', '{}', 'test', now(), now() - interval '1 minute', $3, ${more})`,
          [job, request.id, incidentId],
        );
      await owe('test.waits', '0, NULL');
      await owe('test.tries-again', '2, NULL');
      await owe('test.is-dead', '8, now()');
      expect(await lane(headquarters)).toMatchObject({ depth: 2, retrying: 1, dead: 1, offersWaiting: 1 });
      await sealIncident(world, incidentId);
      for (const [, outsider] of outsiders) expect(await lane(outsider)).toEqual(empty);
      expect(await lane(member())).toMatchObject({ depth: 2, retrying: 1, dead: 1, offersWaiting: 1 });
      expect(await world.get(LaneFigures).all()).toEqual(new Map());
      await unsealIncident(world, incidentId);
      expect(await lane(headquarters)).toMatchObject({ depth: 2, retrying: 1, dead: 1, offersWaiting: 1 });
      await world.query('DELETE FROM platform_promised_job');
    });
  });

  it('a person of the list, in a unit of work, changes what is sealed; nobody else finds it to change', async () => {
    await asked();
    await sealIncident(world, incidentId);
    const change = (person: Actor) =>
      world
        .get(UnitOfWork)
        .run(person, async (tx) => ok(await tx.query(`UPDATE dispatch_offer SET decline_reason = 'other' RETURNING 1 AS one`)));
    for (const [, outsider] of outsiders) expect(await change(outsider)).toEqual({ ok: true, value: [] });
    expect(await change(member())).toEqual({ ok: true, value: [{ one: 1 }] });
  });
});
