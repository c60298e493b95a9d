import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { ok } from '@bongsu/kernel';
import { MissionDirectory, seedMissions } from '@bongsu/missions';
import { UnitOfWork, systemActor } from '@bongsu/platform';

/** Gives a test process the real mission network. */
export async function seededMissions(app: INestApplicationContext): Promise<void> {
  await app
    .get(UnitOfWork)
    .run(systemActor('test', 'seed'), async (tx) => ok(await seedMissions(tx, join(__dirname, '../../data/reference'))));
  await app.get(MissionDirectory, { strict: false }).refresh();
}
