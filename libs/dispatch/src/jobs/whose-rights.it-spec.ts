import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { type Actor, LaneQueues } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { describeOnRedis } from '../../../../test/harness/test-redis';
import { type DispatchWorld, KIT, coordinatorOf, headquarters, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import { startDispatchWorker } from '../../test/dispatch-worker';
import type { SupportRequestDetail } from '../contract';
import { ChangeLane } from '../use-cases/change-lane';
import { DirectRequest } from '../use-cases/direct-request';

const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const RIYADH = 'KR-EMB-SA';
const duty = [{ role: 'duty-officer', missions: [ANKARA] }];

interface JournalRow {
  kind: string;
  actor_kind: string;
  actor_id: string;
  audience: string[];
  incident_id: string;
  correlation_id: string;
  body: Record<string, unknown>;
}

/** People act in one process; a worker, which may start later, does what is owed because of them. */
function suite(redisUrl: string | undefined): void {
  let world: DispatchWorld;
  let worker: INestApplicationContext | undefined;
  let incidentId: string;
  const overrides = {
    OFFER_ACK_MINUTES_URGENT: '0.03',
    QUEUE_RECONCILE_MS: '500',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl, QUEUE_PREFIX: `w${String(process.pid)}` }),
  };

  beforeAll(async () => {
    world = await startDispatchWorld(overrides);
  }, 60_000);
  beforeEach(async () => {
    await world.reset();
    incidentId = await world.incident();
    await world.lot(WARSAW, 9);
  });
  afterEach(async () => {
    await worker?.close();
    worker = undefined;
  });
  afterAll(() => world.close());

  const work = async (): Promise<INestApplicationContext> => (worker = await startDispatchWorker(world.databaseUrl, overrides));
  const kits = (count: number) => ({ kind: 'supply' as const, itemCode: KIT, count });
  const asks = (by: Actor) => world.submit(incidentId, [kits(5)], { by, missionId: ANKARA });
  const until = (what: string, requestId: string, holds: (detail: SupportRequestDetail) => boolean) =>
    eventually(what, async () => {
      const detail = await world.read(requestId);
      return holds(detail) ? detail : null;
    });
  const entries = (kind: string): Promise<JournalRow[]> =>
    world.query<JournalRow>('SELECT * FROM journal_entry WHERE kind = $1 AND incident_id = $2 ORDER BY serial', [kind, incidentId]);
  const promised = (job: string, by: Actor) =>
    world.query('SELECT outcome, failures, dead_at FROM platform_promised_job WHERE job = $1 AND originator_id = $2', [job, by.id]);
  const withdrawRight = (from: Actor) =>
    world.query(`UPDATE access_account SET grants = '[{"role":"duty-officer","missions":["KR-EMB-IT"]}]' WHERE id = $1`, [from.id]);
  const endAccount = (of: Actor) => world.query('UPDATE access_account SET disabled_at = now() WHERE id = $1', [of.id]);

  it('somebody with the right gets her work done, in her name and under the number of what she did', async () => {
    const officer = await world.account(duty);
    await work();
    const { id } = await asks(officer);
    await until('Warsaw has the offer', id, ({ offers }) => offers[0]?.state === 'sent');
    for (const kind of ['dispatch.plan-made', 'dispatch.offer-queued', 'dispatch.offer-sent'])
      expect(await entries(kind)).toMatchObject([{ actor_kind: 'person', actor_id: officer.id, correlation_id: officer.correlationId }]);
    expect(await entries('platform.job-refused')).toEqual([]);
  });

  it.each([
    ['whose role was withdrawn', 'right-withdrawn', withdrawRight],
    ['whose account has ended', 'account-ended', endAccount],
  ])('a job queued by somebody %s does nothing and says so, and headquarters has the request', async (_, why, end) => {
    const officer = await world.account(duty);
    const { id } = await asks(officer);
    await end(officer);
    await work();
    const referred = await until('headquarters has it', id, ({ state }) => state === 'at-headquarters');
    expect(referred).toMatchObject({
      offers: [],
      plan: { choices: [], shortfalls: [{ lineNo: 1, missing: 5, code: 'asker-lost-right' }] },
    });
    const [submitted] = await entries('dispatch.request-submitted');
    const refused = await entries('platform.job-refused');
    expect(refused).toMatchObject([
      {
        actor_kind: 'job',
        audience: submitted?.audience,
        correlation_id: officer.correlationId,
        body: { job: 'dispatch.plan-support-request', why, permission: 'dispatch.request.submit', missionId: ANKARA },
      },
    ]);
    expect(JSON.stringify(refused[0]?.body)).not.toContain(officer.id);
    expect(await entries('dispatch.request-moved')).toMatchObject([{ body: { to: 'at-headquarters', reason: 'asker-lost-right' } }]);
    expect(await promised('dispatch.plan-support-request', officer)).toEqual([
      { outcome: `refused access.${why}`, failures: 0, dead_at: null },
    ]);

    // Somebody with the right takes it up, and it goes on in her name.
    const directed = await world
      .get(DirectRequest)
      .execute({ requestId: id, hubId: WARSAW, lines: [{ lineNo: 1, count: 5 }], ifVersion: undefined }, headquarters);
    unwrapped(directed);
    await until('Warsaw has the offer', id, ({ offers }) => offers[0]?.state === 'sent');
    expect(await entries('dispatch.offer-sent')).toMatchObject([{ actor_id: headquarters.id }]);
  });

  it('rights that a deployment gave end with it, for what waits too', async () => {
    const officer = await world.account([{ role: 'duty-officer', missions: ['KR-EMB-IT'] }]);
    const deploymentId = newId();
    await world.query(
      "INSERT INTO access_deployment_grant (deployment_id, account_id, mission_id, from_at) VALUES ($1, $2, $3, now() - interval '1 day')",
      [deploymentId, officer.id, ANKARA],
    );
    await work();
    const first = await asks({ ...officer, grants: duty });
    await until('while she is deployed Warsaw gets the offer', first.id, ({ offers }) => offers[0]?.state === 'sent');
    await worker?.close();
    const second = await asks({ ...officer, grants: duty });
    await world.query('UPDATE access_deployment_grant SET until_at = now() WHERE deployment_id = $1', [deploymentId]);
    await work();
    await until('headquarters has it', second.id, ({ state }) => state === 'at-headquarters');
    expect(await entries('platform.job-refused')).toMatchObject([{ body: { why: 'right-withdrawn' } }]);
  });

  it('an offer that waits in a lane is not delivered for somebody who lost her right meanwhile', async () => {
    const officer = await world.account(duty);
    const change = (act: 'pause' | 'resume') =>
      world.get(ChangeLane).execute({ hubId: WARSAW, act, reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW));
    const queues = (await work()).get(LaneQueues, { strict: false });
    unwrapped(await change('pause'));
    await queues.pause(WARSAW);
    const { id } = await asks(officer);
    await until('the offer waits', id, ({ offers }) => offers[0]?.state === 'queued');
    await withdrawRight(officer);
    unwrapped(await change('resume'));
    const referred = await until('headquarters has it', id, ({ state }) => state === 'at-headquarters');
    expect(referred.offers).toMatchObject([{ state: 'escalated', sentAt: null }]);
    expect(referred.plan?.shortfalls).toMatchObject([{ lineNo: 1, code: 'asker-lost-right' }]);
    expect(await entries('dispatch.offer-sent')).toEqual([]);
    expect((await entries('platform.job-refused'))[0]?.body).toMatchObject({ job: 'dispatch.deliver-offer', why: 'right-withdrawn' });
  });

  it('what headquarters directed is not delivered for somebody who left headquarters', async () => {
    const watch = await world.account([{ role: 'headquarters-watch-officer', missions: '*' }]);
    const officer = await world.account(duty);
    const { id } = await asks(officer);
    await endAccount(officer);
    await work();
    await until('headquarters has it', id, ({ state }) => state === 'at-headquarters');
    await worker?.close();
    unwrapped(
      await world
        .get(DirectRequest)
        .execute({ requestId: id, hubId: WARSAW, lines: [{ lineNo: 1, count: 5 }], ifVersion: undefined }, watch),
    );
    // She may still ask for Ankara, but no longer direct.
    await world.query(`UPDATE access_account SET grants = $2::jsonb WHERE id = $1`, [watch.id, JSON.stringify(duty)]);
    await work();
    const again = await until('it is before headquarters again', id, ({ offers }) => offers[0]?.state === 'escalated');
    expect(again.state).toBe('at-headquarters');
    expect((await entries('platform.job-refused')).at(-1)?.body).toMatchObject({
      job: 'dispatch.deliver-directed-offer',
      permission: 'dispatch.request.direct',
    });
  });

  it.each([
    ['she is on its list', 'on-list', 'after', 'sourcing'],
    ['she is not on its list any more', 'off-list', 'after', 'at-headquarters'],
    ['what she asked for while it was open is done by the house', 'off-list', 'before', 'sourcing'],
  ])('in a sealed incident: %s', async (_, place, asked, state) => {
    const officer = await world.account(duty);
    const before = asked === 'before' ? await asks(officer) : null;
    await world.query('INSERT INTO platform_seal (subject_id, incident_id, since) VALUES ($1, $2, now())', [incidentId, incidentId]);
    await world.query('INSERT INTO access_sealed_incident (incident_id, code, since) VALUES ($1, $2, now())', [incidentId, newId()]);
    const { id } = before ?? (await asks({ ...officer, seals: [incidentId] }));
    if (place === 'on-list')
      await world.query(
        "INSERT INTO access_seal_name (id, incident_id, account_id, why, since, added_by) VALUES ($1, $2, $3, 'named', now(), 'test')",
        [newId(), incidentId, officer.id],
      );
    await work();
    await eventually(
      state,
      async () => (await world.query<{ state: string }>('SELECT state FROM dispatch_request WHERE id = $1', [id]))[0]?.state === state,
    );
    if (state === 'at-headquarters') {
      expect(await entries('platform.job-refused')).toMatchObject([{ body: { why: 'right-withdrawn' } }]);
      return;
    }
    await eventually('Warsaw has the offer', async () => (await entries('dispatch.offer-sent')).length > 0);
    const by = place === 'on-list' ? { actor_kind: 'person', actor_id: officer.id } : { actor_kind: 'job' };
    for (const kind of ['dispatch.plan-made', 'dispatch.offer-sent']) expect(await entries(kind)).toMatchObject([by]);
    expect(await entries('platform.job-refused')).toEqual([]);
  });

  it('a service that was ended asks no hub any more', async () => {
    const id = newId();
    await world.query(
      `INSERT INTO access_service_account (id, name, grants, created_by, created_at) VALUES ($1, 'desk', $2::jsonb, 'test', now())`,
      [id, JSON.stringify(duty)],
    );
    await world.query(
      `INSERT INTO access_service_token (id, service_account_id, token_hash, created_at, expires_at) VALUES ($1, $2, $3, now(), now() + interval '1 day')`,
      [newId(), id, Buffer.from(id)],
    );
    const service: Actor = { kind: 'system', id: `service-account:${id}`, grants: duty, correlationId: 'desk' };
    await work();
    const first = await asks(service);
    await until('Warsaw has the offer', first.id, ({ offers }) => offers[0]?.state === 'sent');
    expect(await entries('dispatch.plan-made')).toMatchObject([{ actor_kind: 'system', actor_id: service.id }]);
    await worker?.close();
    const second = await asks(service);
    await world.query('UPDATE access_service_account SET ended_at = now() WHERE id = $1', [id]);
    await work();
    await until('headquarters has it', second.id, ({ state }) => state === 'at-headquarters');
    expect(await entries('platform.job-refused')).toMatchObject([{ body: { why: 'account-ended' } }]);
  });

  it('the house goes on after she has left: nobody answers, and the next hub is asked, then headquarters', async () => {
    const officer = await world.account(duty);
    await work();
    const { id } = await asks(officer);
    await until('Warsaw has the offer', id, ({ offers }) => offers[0]?.state === 'sent');
    await endAccount(officer);
    const ended = await until('headquarters has it', id, ({ state }) => state === 'at-headquarters');
    expect(ended.offers).toMatchObject([
      { hubId: WARSAW, state: 'escalated', tier: 'hub' },
      { hubId: RIYADH, state: 'escalated', tier: 'alternate' },
    ]);
    expect(ended.offers.every(({ sentAt }) => sentAt !== null)).toBe(true);
    expect(await entries('platform.job-refused')).toEqual([]);
    expect((await entries('dispatch.offer-escalated')).map(({ actor_kind }) => actor_kind)).toEqual(['job', 'job']);
  });
}

describe('with whose rights a job runs: PostgreSQL', () => suite(undefined));
describeOnRedis('with whose rights a job runs: Redis', (url) => suite(url));
