import type { INestApplicationContext } from '@nestjs/common';
import { systemClock } from '@bongsu/kernel';
import { LaneQueues, SETTINGS, type Settings } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { describeOnRedis } from '../../../../test/harness/test-redis';
import { CloseIncident } from '../../../incidents/src/use-cases/close-incident';
import { type DispatchWorld, KIT, coordinatorOf, headquarters, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import { startDispatchWorker } from '../../test/dispatch-worker';
import type { LaneView, SupportRequestDetail } from '../contract';
import { AcceptOffer } from '../use-cases/accept-offer';
import { AcceptOfferPart } from '../use-cases/accept-offer-part';
import { ChangeLane } from '../use-cases/change-lane';
import { HandOverLane } from '../use-cases/hand-over-lane';
import { ReadLanes } from '../use-cases/read-lanes';

const WARSAW = 'KR-EMB-PL';
const RIYADH = 'KR-EMB-SA';
const PARIS = 'KR-EMB-FR';

/** People act in one process, a worker runs in another; only the database and the queues are between them. */
function suite(redisUrl: string | undefined): void {
  let world: DispatchWorld;
  let worker: INestApplicationContext | undefined;
  let incidentId: string;
  let began: string;
  const overrides = {
    OFFER_ACK_MINUTES_URGENT: '0.03',
    REQUEST_DECISION_MINUTES: '0.05',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, QUEUE_PREFIX: `d${String(process.pid)}` }),
  };

  beforeAll(async () => {
    world = await startDispatchWorld(overrides);
    worker = await startDispatchWorker(world.databaseUrl, overrides);
  }, 60_000);
  beforeEach(async () => {
    await world.reset();
    began = systemClock.now();
    incidentId = await world.incident();
  });
  afterAll(async () => {
    await worker?.close();
    await world.close();
  });

  const until = (what: string, requestId: string, holds: (detail: SupportRequestDetail) => boolean) =>
    eventually(what, async () => {
      const detail = await world.read(requestId);
      return holds(detail) ? detail : null;
    });
  const lane = async (hubId: string): Promise<LaneView> => world.get(ReadLanes).one(hubId, headquarters);
  /** Jobs of this name done since the test began. */
  const kept = async (job: string): Promise<number> =>
    Number(
      (
        await world.query<{ count: string }>(
          'SELECT count(*) FROM platform_promised_job WHERE job = $1 AND kept_at IS NOT NULL AND promised_at > $2',
          [job, began],
        )
      )[0]?.count,
    );
  const kits = (count: number) => ({ kind: 'supply' as const, itemCode: KIT, count });

  it('plans, delivers through the hub’s lane, and asks the next hub for the rest', async () => {
    await world.lot(WARSAW, 9);
    await world.lot(RIYADH, 9);
    const { id } = await world.submit(incidentId, [kits(5)], { priority: 'P2' });
    const { offers } = await until('Warsaw has the offer', id, (detail) => detail.offers[0]?.state === 'sent');
    expect(offers).toMatchObject([{ hubId: WARSAW, ackDueAt: expect.any(String) as string }]);
    unwrapped(
      await world
        .get(AcceptOfferPart)
        .execute({ offerId: offers[0]!.id, lines: [{ lineNo: 1, count: 2 }], ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    const next = await until('Riyadh is asked for the rest', id, (detail) => detail.offers[1]?.state === 'sent');
    expect(next.offers[1]).toMatchObject({ hubId: RIYADH, lines: [{ count: 3 }] });
    expect(
      await world.query(`SELECT DISTINCT queue FROM platform_promised_job WHERE job = 'dispatch.deliver-offer' ORDER BY queue`),
    ).toEqual(expect.arrayContaining([{ queue: `lane-${RIYADH}` }, { queue: `lane-${WARSAW}` }]));
  });

  it('nobody answers: by the clock from hub to alternate to headquarters', async () => {
    await world.lot(WARSAW, 9);
    const { id } = await world.submit(incidentId, [kits(5)]);
    const ended = await until('headquarters has it', id, ({ state }) => state === 'at-headquarters');
    expect(ended.offers).toMatchObject([
      { hubId: WARSAW, tier: 'hub', state: 'escalated' },
      { hubId: RIYADH, tier: 'alternate', state: 'escalated' },
    ]);
  });

  it('a paused lane holds its queue; what is not decided in time moves on; resumed, it delivers', async () => {
    await world.lot(WARSAW, 9);
    unwrapped(
      await world
        .get(ChangeLane)
        .execute({ hubId: WARSAW, act: 'pause', reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    await eventually(
      'the queue has followed the row',
      async () =>
        (
          await world.query<{ n: number }>(
            `SELECT count(*)::int AS n FROM platform_promised_job WHERE job = 'dispatch.follow-lane-state' AND kept_at IS NULL`,
          )
        )[0]?.n === 0,
    );
    const { id } = await world.submit(incidentId, [kits(5)], { priority: 'P2' });
    await until('the offer waits', id, ({ offers }) => offers.length > 0);
    await eventually('the lane shows its backlog', async () => (await lane(WARSAW)).depth === 1);
    expect(await lane(WARSAW)).toMatchObject({ state: 'paused', offersWaiting: 1, oldestSince: expect.any(String) as string });
    await until('the alternate is asked when the decision is due', id, ({ offers }) => offers[1]?.hubId === RIYADH);

    unwrapped(
      await world.get(ChangeLane).execute({ hubId: WARSAW, act: 'resume', reason: 'back', ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    await eventually('the backlog is gone', async () => (await lane(WARSAW)).depth === 0);
    const second = await world.submit(incidentId, [kits(2)], { priority: 'P2' });
    await until('offers flow again', second.id, ({ offers }) => offers[0]?.state === 'sent');
  });

  it('an offer whose job found its lane paused is owed the job again when the lane opens', async () => {
    await world.lot(WARSAW, 9);
    const change = (act: 'pause' | 'resume') =>
      world.get(ChangeLane).execute({ hubId: WARSAW, act, reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW));
    unwrapped(await change('pause'));
    await eventually('the queue follows', async () => (await kept('dispatch.follow-lane-state')) > 0);
    // As in the moment before the queue follows the lane's row.
    await worker?.get(LaneQueues, { strict: false }).resume(WARSAW);
    const { id } = await world.submit(incidentId, [kits(2)], { priority: 'P2' });
    await until('it waits', id, ({ offers }) => offers[0]?.state === 'queued');
    await eventually('its job has passed it over', async () => (await kept('dispatch.deliver-offer')) > 0);
    expect((await world.read(id)).offers).toMatchObject([{ state: 'queued' }]);
    unwrapped(await change('resume'));
    await until('Warsaw has it', id, ({ offers }) => offers[0]?.state === 'sent');
  });

  it('a lane that is handed over empties itself to the other hub', async () => {
    await world.lot(WARSAW, 9);
    const { id } = await world.submit(incidentId, [kits(5)], { priority: 'P2' });
    await until('Warsaw has the offer', id, (detail) => detail.offers[0]?.state === 'sent');
    unwrapped(
      await world
        .get(HandOverLane)
        .execute({ hubId: WARSAW, toHubId: PARIS, reason: 'flood', ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    expect((await until('Paris has it', id, (detail) => detail.offers[1]?.state === 'sent')).offers).toMatchObject([
      { state: 'escalated' },
      { hubId: PARIS },
    ]);
  });

  it('supplies that are promised and not sent are free again by the clock, and the next hub is asked', async () => {
    const lotId = await world.lot(WARSAW, 9);
    await world.lot(RIYADH, 9);
    const { id } = await world.submit(incidentId, [kits(5)], { priority: 'P2' });
    const { offers } = await until('Warsaw has the offer', id, (detail) => detail.offers[0]?.state === 'sent');
    const { deadlines }: { deadlines: { RESERVATION_HOURS: number } } = world.app.get<Settings>(SETTINGS, { strict: false });
    const usual = deadlines.RESERVATION_HOURS;
    deadlines.RESERVATION_HOURS = 1 / 3600;
    try {
      unwrapped(await world.get(AcceptOffer).execute({ offerId: offers[0]!.id, lines: [], ifVersion: undefined }, coordinatorOf(WARSAW)));
    } finally {
      deadlines.RESERVATION_HOURS = usual;
    }
    await until('the promise has lapsed', id, ({ shipments }) => shipments[0]?.state === 'lapsed');
    expect(await world.query('SELECT quantity, reserved FROM resources_lot WHERE id = $1', [lotId])).toEqual([
      { quantity: 9, reserved: 0 },
    ]);
    await until('Riyadh is asked', id, (detail) => detail.offers[1]?.hubId === RIYADH && detail.offers[1].state === 'sent');
  });

  it('an incident is closed over what is open: requests are withdrawn, offers with them, and promises are free again', async () => {
    const lotId = await world.lot(WARSAW, 9);
    await world.lot(RIYADH, 9);
    const { id } = await world.submit(incidentId, [kits(5)], { priority: 'P2' });
    const { offers } = await until('Warsaw has the offer', id, (detail) => detail.offers[0]?.state === 'sent');
    unwrapped(
      await world
        .get(AcceptOfferPart)
        .execute({ offerId: offers[0]!.id, lines: [{ lineNo: 1, count: 2 }], ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    await until('Riyadh is asked for the rest', id, (detail) => detail.offers[1]?.state === 'sent');
    unwrapped(await world.get(CloseIncident).execute({ incidentId, reason: 'false alarm', overrideBlockers: true }, headquarters));
    expect(await until('nothing is asked any more', id, ({ state }) => state === 'withdrawn')).toMatchObject({
      offers: [{ state: 'withdrawn' }, { state: 'withdrawn' }],
      shipments: [{ state: 'cancelled' }],
    });
    expect(await world.query('SELECT quantity, reserved FROM resources_lot WHERE id = $1', [lotId])).toEqual([
      { quantity: 9, reserved: 0 },
    ]);
  });
}

describe('dispatch on its queues: PostgreSQL', () => suite(undefined));
describeOnRedis('dispatch on its queues: Redis', (url) => suite(url));
