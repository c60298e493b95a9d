import { type Figure, atMost, exactly, figure } from '../figure';
import { FakeProvider } from '../load/fake-provider';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import type { World } from '../world/world';

interface Form {
  readonly everyS: number;
  readonly patienceS: number;
}

/** Signing in on a line and asking a part that does not answer, at the end of the patience. */
const LOOKS_S = 8;
/** Scraped every 15 s and evaluated every 15 s, by somebody who is not here: what is left of the 90 is for the product to say it. */
const PROMETHEUS_S = 30;
const ALARM_WITHIN_S = 90;

/** T39: one part after the other is stopped; the probe's metric, from which the alarm is made, names it, and the status page goes on saying so. */
export const probeNamesLeg = scenario<Form>({
  id: 'T39',
  name: 'whichever part stops, the alarm names it in time; the status page works without Redis and workers, and silence tells of the api',
  fault: 'worker, Redis, worker and Redis together, database and api are stopped in turn',
  world: { redis: true },
  ownWorld: true,
  short: { everyS: 1, patienceS: 4 },
  long: { everyS: 30, patienceS: 20 },
  run: async ({ world, random, say }, { everyS, patienceS }) => {
    const heartbeats = await FakeProvider.open(random, { failing: 0, silent: 0, tooMany: 0 }, () => '');
    try {
      const { api, worker, redis } = partsOf(world);
      await api.terminate();
      const probe = { PROBE_EVERY_MS: String(everyS * 1_000), PROBE_PATIENCE_MS: String(patienceS * 1_000) };
      api.start({ environment: { ...probe, PROBE_HEARTBEAT_URL: `${heartbeats.origin}/beat` } });
      await api.ready();
      const bound = everyS + patienceS + LOOKS_S;
      if (bound + PROMETHEUS_S > ALARM_WITHIN_S) throw new Error('the probe leaves Prometheus no time');
      const figures: Figure[] = [];
      const stops = [
        { what: 'worker', leg: 'worker', stop: () => worker.kill() },
        { what: 'Redis', leg: 'queues', stop: () => redis.kill() },
        { what: 'Redis and worker', leg: 'queues', stop: () => Promise.all([redis.kill(), worker.kill()]) },
        { what: 'database', leg: 'database', stop: () => world.postgres.crash() },
      ];
      for (const { what, leg, stop } of stops) {
        await allIsWell(world, heartbeats, patienceS + everyS + 60);
        const beganMs = performance.now();
        await stop();
        await until(`the metric names ${leg}`, 180_000, async () => (await api.metric('bongsu_probe_leg_broken', `leg="${leg}"`)) === 1);
        const namedS = (performance.now() - beganMs) / 1_000;
        const page = await statusOf(api.origin);
        say(`${what}: ${page.broken.join(', ')}`);
        figures.push(
          figure(`${what} stopped: named in the metric after`, namedS, 's', atMost(bound)),
          figure(`${what} stopped: status pages that do not name it`, page.answered && page.broken.includes(leg) ? 0 : 1, '', exactly(0)),
        );
        await world.heal();
      }
      await allIsWell(world, heartbeats, patienceS + everyS + 60);
      const before = heartbeats.heard.length;
      await api.kill();
      // The dead man's switch raises its alarm when nobody asked for two rounds and the patience of one.
      await last((2 * everyS + patienceS) * 1_000);
      figures.push(
        figure('api stopped: heartbeats heard until the switch gives the alarm', heartbeats.heard.length - before, '', exactly(0)),
      );
      return figures;
    } finally {
      await heartbeats.close();
    }
  },
});

function partsOf({ apis, workers, redis }: World) {
  const [api] = apis;
  const [worker] = workers;
  if (api === undefined || worker === undefined || redis === null) throw new Error('not the world that was asked for');
  return { api, worker, redis };
}

/** A beacon has gone the whole way since now, and the switch outside was told. */
async function allIsWell(world: World, heartbeats: FakeProvider, withinS: number): Promise<void> {
  const before = heartbeats.heard.length;
  await until('a beacon goes the whole way', withinS * 1_000, () => heartbeats.heard.length > before);
  const { api } = partsOf(world);
  await until('and the metrics say so', 10_000, async () => (await api.metric('bongsu_probe_leg_broken')) === 0);
}

/** What the status page's answer for machines says is broken; the page for people has to be there beside it. */
async function statusOf(origin: string): Promise<{ answered: boolean; broken: string[] }> {
  const [page, answer] = await Promise.all([fetch(`${origin}/status`), fetch(`${origin}/status.json`)]);
  const { legs } = (await answer.json()) as { legs: { leg: string; state: string }[] };
  return { answered: page.ok && answer.ok, broken: legs.filter(({ state }) => state === 'broken').map(({ leg }) => leg) };
}
