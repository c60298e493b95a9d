import { generateKeyPairSync } from 'node:crypto';
import { systemClock } from '@bongsu/kernel';
import { percentile } from '../../../bench/statistics';
import { type Figure, atMost, exactly, figure } from '../figure';
import { FakeProvider } from '../load/fake-provider';
import { IntakeLoad, slowness } from '../load/intake-load';
import { feedDocument, quake } from '../load/quakes';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** T14: those outside on whom the product calls (a feed that it asks, an address that is sent the checkpoints) fail, are silent and say no. */
export const badProvider = scenario({
  id: 'T14',
  name: 'a feed and an address of checkpoints that misbehave lose nothing and double nothing, and hold nobody else up',
  fault: 'every third answer of both is a 500, a 429 or none',
  world: redisWorld,
  // The feed is waited for 20 s when it is silent: in the short form it only fails.
  short: { events: 12, everyMs: 500, feed: { failing: 40, silent: 0, tooMany: 10 }, address: { failing: 20, silent: 10, tooMany: 5 } },
  long: { events: 150, everyMs: 1_000, feed: { failing: 20, silent: 2, tooMany: 5 }, address: { failing: 20, silent: 10, tooMany: 5 } },
  run: async ({ world, random }, { events, everyMs, ...manners }) => {
    const published: Record<string, unknown>[] = [];
    const feed = await FakeProvider.open(random.of('feed'), manners.feed, () => feedDocument(published, nowMs()));
    const address = await FakeProvider.open(random.of('address'), manners.address, () => '');
    try {
      await restarted(world, variables(feed, address));
      const load = IntakeLoad.start(world, { perSecond: 5 });
      const publishedMs = new Map<string, number>();
      for (let n = 0; n < events; n++) {
        const id = `zzf${random.between(0, 1e9)}n${n}`;
        published.push(quake(id, n, nowMs()));
        publishedMs.set(id, nowMs());
        await last(everyMs);
      }
      const tookMs = await filed(world, publishedMs);
      await until(
        'every checkpoint is sent',
        120_000,
        async () => (await world.count('SELECT count(*) AS n FROM journal_checkpoint WHERE unsent')) === 0,
      );
      const { latenciesMs, unanswered } = await load.stop();
      return [
        ...(await ofFeed(world, feed, [...publishedMs.keys()], tookMs)),
        ...(await ofAddress(world, address)),
        figure('reports never answered meanwhile', unanswered, '', exactly(0)),
        figure('slowest intake meanwhile', slowness(latenciesMs).slowestMs, 'ms'),
      ];
    } finally {
      await restarted(world, {});
      await Promise.all([feed.close(), address.close()]);
    }
  },
});

const nowMs = (): number => Date.parse(systemClock.now());

function variables(feed: FakeProvider, address: FakeProvider): Record<string, string> {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return {
    FEED_USGS_URL: `${feed.origin}/feed`,
    FEED_USGS_EVERY_MS: '1000',
    CHECKPOINT_KEY: key.trim().replaceAll('\n', '\\n'),
    CHECKPOINT_WEBHOOK_URL: `${address.origin}/checkpoints`,
    CHECKPOINT_WEBHOOK_TIMEOUT_MS: '500',
    CHECKPOINT_EVERY_MS: '1000',
  };
}

async function restarted(world: World, environment: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(world.workers.map((worker) => worker.terminate()));
  for (const worker of world.workers) worker.start({ environment });
  await Promise.all(world.workers.map((worker) => worker.ready()));
}

/** Waits until every event is filed; how long each took since it was published, by the time that its report was entered. */
async function filed(world: World, publishedMs: ReadonlyMap<string, number>): Promise<number[]> {
  const ids = [...publishedMs.keys()];
  await until('every event is filed', 300_000, async () => new Set((await reportsOf(world, ids)).map(({ id }) => id)).size === ids.length);
  return (await reportsOf(world, ids)).map(({ id, entered }) => entered.getTime() - (publishedMs.get(id) ?? 0));
}

function reportsOf(world: World, ids: readonly string[]): Promise<{ id: string; entered: Date }[]> {
  return world.sql<{ id: string; entered: Date }>(
    "SELECT feed_event_id AS id, entered_at AS entered FROM incidents_report WHERE feed = 'usgs' AND feed_event_id = ANY($1::text[])",
    [ids],
  );
}

async function ofFeed(world: World, feed: FakeProvider, ids: readonly string[], tookMs: readonly number[]): Promise<Figure[]> {
  const reports = await reportsOf(world, ids);
  return [
    figure('events published', ids.length, ''),
    figure('bad answers of the feed', feed.heard.filter(({ answered }) => answered !== 200).length, ''),
    figure('events that are no report', ids.length - new Set(reports.map(({ id }) => id)).size, '', exactly(0)),
    figure('reports of the same event', reports.length - new Set(reports.map(({ id }) => id)).size, '', exactly(0)),
    figure('95th of a hundred from published to filed', percentile([...tookMs], 95) / 1_000, 's', atMost(30)),
  ];
}

/** At least once each, in order; again only where the address did not say that it took it. */
async function ofAddress(world: World, address: FakeProvider): Promise<Figure[]> {
  const made = (await world.sql<{ jws: string }>('SELECT jws FROM journal_checkpoint ORDER BY id')).map(({ jws }) => jws);
  const taken = address.heard.filter(({ answered }) => answered === 200).map(({ body }) => body);
  const missing = made.filter((jws) => !taken.includes(jws)).length;
  return [
    figure('bad answers of the address', address.heard.length - taken.length, ''),
    figure('checkpoints that it never took', missing, '', exactly(0)),
    figure('checkpoints that it took twice', taken.length - new Set(taken).size, '', exactly(0)),
  ];
}
