import type { INestApplicationContext } from '@nestjs/common';
import { ok } from '@bongsu/kernel';
import { type Actor, QueueBackend, Redrive, UnitOfWork, metrics } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { describeOnRedis } from '../../../../test/harness/test-redis';
import { type DispatchWorld, KIT, coordinatorOf, headquarters, house, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import { startDispatchWorker } from '../../test/dispatch-worker';
import { onList, sealIncident, unsealIncident } from '../../test/seal-incident';
import type { LaneView, SupportRequestDetail } from '../contract';
import { ChangeLane } from '../use-cases/change-lane';
import { HandOverLane } from '../use-cases/hand-over-lane';
import { ReadDispatch } from '../use-cases/read-dispatch';
import { ReadLanes } from '../use-cases/read-lanes';

const WARSAW = 'KR-EMB-PL';
const PARIS = 'KR-EMB-FR';

/** What sealed incidents owe, with a worker beside the people who act. */
function suite(redisUrl: string | undefined): void {
  let world: DispatchWorld;
  let worker: INestApplicationContext | undefined;
  let incidentId: string;
  const overrides = {
    OFFER_ACK_MINUTES_URGENT: '0.05',
    REQUEST_DECISION_MINUTES: '10',
    QUEUE_RECONCILE_MS: '300',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, QUEUE_PREFIX: `s${String(process.pid)}` }),
  };

  beforeAll(async () => {
    world = await startDispatchWorld(overrides);
    worker = await startDispatchWorker(world.databaseUrl, overrides);
  }, 60_000);
  beforeEach(async () => {
    await world.reset();
    incidentId = await world.incident();
    await world.lot(WARSAW, 9);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await worker?.close();
    await world.close();
  });

  const member = async (): Promise<Actor> => onList(headquarters, incidentId);
  /** The originator's rights are read anew where a job runs: she is on the list there too. */
  const named = async (): Promise<void> => {
    await world.query('INSERT INTO access_sealed_incident (incident_id, code, since) VALUES ($1, $2, now())', [incidentId, incidentId]);
    await world.query(
      `INSERT INTO access_seal_name (id, incident_id, account_id, since, why, added_by) VALUES (gen_random_uuid(), $1, $2, now(), 'named', 'test')`,
      [incidentId, headquarters.id],
    );
  };
  const detail = async (id: string): Promise<SupportRequestDetail> => unwrapped(await world.get(ReadDispatch).request(id, await member()));
  const until = (what: string, id: string, holds: (request: SupportRequestDetail) => boolean) =>
    eventually(what, async () => {
      const request = await detail(id);
      return holds(request) ? request : null;
    });
  const submitted = async (priority: 'P1' | 'P2' = 'P2'): Promise<string> =>
    (await world.submit(incidentId, [{ kind: 'supply', itemCode: KIT, count: 5 }], { priority, by: await member() })).id;
  const lane = (): Promise<LaneView> => world.get(ReadLanes).one(WARSAW, headquarters);
  const empty = { depth: 0, oldestSince: null, retrying: 0, dead: 0, offersWaiting: 0, offersOverdue: 0 };
  const change = (act: 'pause' | 'resume' | 'takeBack') =>
    world.get(ChangeLane).execute({ hubId: WARSAW, act, reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW));
  const OPEN = `
    SELECT (SELECT count(*) FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= now())
         + (SELECT count(*) FROM journal_entry WHERE position IS NULL)
         + (SELECT max(position) FROM journal_entry) - (SELECT position FROM platform_follower_cursor WHERE follower = 'queues') AS open`;
  const settled = () =>
    eventually('nothing that is due is owed', async () => Number((await world.query<{ open: string }>(OPEN))[0]?.open) === 0);
  const counted = async (): Promise<string[]> =>
    (await metrics.metrics())
      .split('\n')
      // The house's own work comes by the clock, whatever happens.
      .filter((line) => /^bongsu_job_seconds_count\{job="(?!platform\.)/.test(line))
      .sort();
  /** Ids of the jobs that the worker gives to a queue from now on; what is done leaves it at once. */
  const given = (name: string): (() => (string | undefined)[]) => {
    const queue = worker!.get(QueueBackend, { strict: false }).queue(name);
    const [one, many] = [jest.spyOn(queue, 'add'), jest.spyOn(queue, 'addBulk')];
    return () => [
      ...one.mock.calls.map(([, , options]) => options?.jobId),
      ...many.mock.calls.flatMap(([jobs]) => jobs.map(({ opts }) => opts?.jobId)),
    ];
  };
  const tell = (kind: string) =>
    world.get(UnitOfWork).run(house, async (tx) => {
      tx.append({ kind, subject: { type: 'incident', id: incidentId }, incidentId, audience: [], body: {} });
      return ok(null);
    });

  it('are done in a queue of their own, by the same worker and the same clocks; the hub’s lane and the metrics stay as they were', async () => {
    await sealIncident(world, incidentId);
    await named();
    await settled();
    const before = await counted();
    const [sealedJobs, laneJobs] = [given('sealed'), given(`lane-${WARSAW}`)];
    const id = await submitted('P1');
    const { offers } = await until('Warsaw has the offer', id, (request) => request.offers[0]?.state === 'sent');
    expect(offers).toMatchObject([{ hubId: WARSAW, ackDueAt: expect.any(String) as string }]);
    expect(await lane()).toMatchObject(empty);
    await until('nobody answered: the alternate is asked', id, (request) => request.offers[1]?.state === 'sent');
    await settled();
    expect(await counted()).toEqual(before);
    const jobs = await world.query<{ id: string; job: string }>('SELECT id, job FROM platform_promised_job WHERE incident_id = $1', [
      incidentId,
    ]);
    expect(jobs.map(({ job }) => job)).toEqual(
      expect.arrayContaining(['dispatch.plan-support-request', 'dispatch.deliver-offer', 'dispatch.escalate-offer']),
    );
    // Rows are written before the queue is told.
    for (const { id: job } of jobs) await eventually('the queue of sealed jobs was given it', () => sealedJobs().includes(job));
    expect(laneJobs()).toEqual([]);
  });

  it('follow a lane that somebody pauses and resumes who knows nothing of them', async () => {
    await sealIncident(world, incidentId);
    await named();
    unwrapped(await change('pause'));
    const id = await submitted();
    await until('the offer is planned', id, ({ offers }) => offers.length > 0);
    await settled();
    expect((await detail(id)).offers).toMatchObject([{ hubId: WARSAW, state: 'queued' }]);
    expect(await lane()).toMatchObject({ ...empty, state: 'paused' });
    unwrapped(await change('resume'));
    await until('delivered', id, ({ offers }) => offers[0]?.state === 'sent');
  });

  it('follow a lane that is handed over', async () => {
    await sealIncident(world, incidentId);
    await named();
    const id = await submitted();
    await until('Warsaw has the offer', id, ({ offers }) => offers[0]?.state === 'sent');
    unwrapped(
      await world
        .get(HandOverLane)
        .execute({ hubId: WARSAW, toHubId: PARIS, reason: 'flood', ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    expect((await until('Paris has it', id, ({ offers }) => offers[1]?.state === 'sent')).offers).toMatchObject([
      { state: 'escalated' },
      { hubId: PARIS },
    ]);
    unwrapped(await change('takeBack'));
  });

  it('sealed while an offer waits in a paused lane: out of its figures at once, and still delivered when the lane opens', async () => {
    unwrapped(await change('pause'));
    await settled();
    const id = await submitted();
    await until('the offer waits', id, ({ offers }) => offers.length > 0);
    await eventually('the lane shows its backlog', async () => (await lane()).depth === 1);
    await sealIncident(world, incidentId);
    await named();
    expect(await lane()).toMatchObject({ ...empty, state: 'paused' });
    await tell('incidents.incident-sealed');
    await settled();
    expect(await world.query('SELECT audience[1] AS first FROM dispatch_request WHERE id = $1', [id])).toEqual([
      { first: `seal:${incidentId}` },
    ]);
    expect((await detail(id)).offers).toMatchObject([{ state: 'queued' }]);
    unwrapped(await change('resume'));
    await until('delivered', id, ({ offers }) => offers[0]?.state === 'sent');
    await unsealIncident(world, incidentId);
    await tell('incidents.incident-unsealed');
    await settled();
    expect(await world.query('SELECT audience[1] AS first FROM dispatch_request WHERE id = $1', [id])).toEqual([{ first: 'KR-EMB-TR' }]);
    expect(await lane()).toMatchObject({ depth: 0, offersWaiting: 1 });
  });

  it('that lie dead are driven again, and are found when their queue has lost them', async () => {
    await named();
    unwrapped(await change('pause'));
    await settled();
    const id = await submitted();
    await until('the offer waits', id, ({ offers }) => offers.length > 0);
    await sealIncident(world, incidentId);
    await settled();
    unwrapped(await change('resume'));
    await until('delivered', id, ({ offers }) => offers[0]?.state === 'sent');
    const queues = worker!.get(QueueBackend, { strict: false });
    // Whoever still holds it would keep it again.
    await settled();
    await eventually('nothing lies in its queues any more', async () => {
      const held = [`lane-${WARSAW}`, 'sealed'].map((queue) => queues.queue(queue).getJobCounts('waiting', 'active'));
      return (await Promise.all(held)).every((counts) => Object.values(counts).every((count) => count === 0));
    });
    // As if its job had died before it did anything, and its queue had been lost.
    await world.query(`UPDATE dispatch_offer SET state = 'queued', sent_at = NULL, ack_due_at = NULL WHERE request_id = $1`, [id]);
    const [job] = await world.query<{ id: string }>(
      `UPDATE platform_promised_job SET kept_at = NULL, dead_at = now() WHERE job = 'dispatch.deliver-offer' AND incident_id = $1 RETURNING id`,
      [incidentId],
    );
    await queues.queue('sealed').remove(job!.id);
    expect(await lane()).toMatchObject(empty);
    expect(await world.get(Redrive).run(`lane-${WARSAW}`)).toMatchObject({ revived: 0 });
    expect(await world.get(Redrive).run('sealed')).toMatchObject({ revived: 1 });
    await until('delivered again', id, ({ offers }) => offers[0]?.state === 'sent');
  });
}

describe('jobs of sealed incidents: PostgreSQL', () => suite(undefined));
describeOnRedis('jobs of sealed incidents: Redis', (url) => suite(url));
