import { Database, LaneFigures } from '@bongsu/platform';
import { RecordUsgsAnswer } from '../../../incidents/src/use-cases/record-usgs-answer';
import { type DispatchWorld, KIT, house, startDispatchWorld, unwrapped } from '../../test/dispatch-world';
import { HubLaneSource } from '../jobs/hub-lane-source';
import { HubNetwork } from './hub-network';

const WARSAW = 'KR-EMB-PL';

describe('when only one connection is left in the pool', () => {
  let world: DispatchWorld;
  beforeAll(async () => {
    world = await startDispatchWorld({ DATABASE_POOL_MAX: '2' });
  });
  afterAll(() => world.close());

  /** Somebody else holds the other connection; a unit of work that wants a second one of its own fails for want of it. */
  async function withOneConnection<T>(work: () => Promise<T>): Promise<T> {
    const other = world.get(Database).source.createQueryRunner();
    await other.connect();
    try {
      return await work();
    } finally {
      await other.release();
    }
  }

  it('an offer is delivered', async () => {
    await world.lot(WARSAW, 9);
    const { id } = await world.submit(await world.incident(), [{ kind: 'supply', itemCode: KIT, count: 2 }]);
    expect((await withOneConnection(() => world.planAndDeliver(id))).offers).toMatchObject([{ hubId: WARSAW, state: 'sent' }]);
  });

  it('what a feed answered is recorded', async () => {
    const answer = { answer: { kind: 'failed', reason: 'timeout' }, jitter: 0 } as const;
    expect(unwrapped(await withOneConnection(() => world.get(RecordUsgsAnswer).execute(answer, house)))).toEqual({ failures: 1 });
  });
});

describe('lanes that are served', () => {
  let world: DispatchWorld;
  beforeAll(async () => {
    world = await startDispatchWorld();
  });
  afterAll(() => world.close());

  it('are those of the hubs at work, and any other that is still owed something', async () => {
    const network = world.get(HubNetwork);
    const source = new HubLaneSource(network, world.get(LaneFigures));
    expect(await source.hubIds()).toEqual(network.hubIds());
    await world.query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at)
       SELECT gen_random_uuid(), 'dispatch.deliver-offer', queue, queue, '{}', 'test', now(), now() FROM unnest($1::text[]) AS queue`,
      [[`lane-${WARSAW}`, 'lane-KR-NO-LONGER-A-HUB']],
    );
    expect(await source.hubIds()).toEqual([...network.hubIds(), 'KR-NO-LONGER-A-HUB']);
    await world.query('UPDATE platform_promised_job SET kept_at = now()');
    expect(await source.hubIds()).toEqual(network.hubIds());
  });
});
