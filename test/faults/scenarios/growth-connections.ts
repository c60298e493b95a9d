import type { Figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { IntakeLoad } from '../load/intake-load';
import { scenario } from '../scenario';
import { sessionFigures } from '../world/sessions';
import type { World } from '../world/world';

/** What one api and one worker take of PostgreSQL's connections when all is busy, and what three and three take. */
export const connectionsCounted = scenario({
  id: 'CONNECTIONS',
  name: 'api and worker take no more connections to PostgreSQL than their settings say',
  fault:
    'none: reports are filed and offers go through the lanes of every hub; one and one with queues on PostgreSQL, three and three with Redis',
  world: {},
  short: null,
  long: { perSecond: 20, requests: 3 },
  run: async ({ world, stand }, form) => [
    ...(await sessionsUnderLoad(world, form)),
    ...(await sessionsUnderLoad(await stand({ apis: 3, workers: 3, redis: true }), form)),
  ],
});

async function sessionsUnderLoad(world: World, { perSecond, requests }: { perSecond: number; requests: number }): Promise<Figure[]> {
  const load = IntakeLoad.start(world, { perSecond });
  const many = await ManyOffers.begin(world);
  await many.allSent(await many.submitMany(requests, 4), 60_000);
  const figures = await sessionFigures(world);
  await load.stop();
  return figures;
}
