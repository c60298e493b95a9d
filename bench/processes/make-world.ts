import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccessModule, PutAccount, accessEntities } from '@bongsu/access';
import { ok } from '@bongsu/kernel';
import { MissionDirectory, MissionsModule, missionsEntities, seedMissions } from '@bongsu/missions';
import { PersonalData, PlatformModule, UnitOfWork, settingsFromEnvironment, systemActor } from '@bongsu/platform';
import { ResourcesModule, resourcesEntities, seedResources } from '@bongsu/resources';
import { migrate } from '../../apps/cli/src/migrate';
import { projectRoot } from '../../apps/cli/src/project-root';
import { answerParent } from './answer-parent';

/** Makes what the product needs before a report can be filed: its tables, the mission network with synthetic staff, and one account with network-wide eyes. */
answerParent({
  make: async ({ url, cursorKey, email, password }: { url: string; cursorKey: string; email: string; password: string }) => {
    await migrate(url);
    const settings = settingsFromEnvironment({
      DATABASE_URL: url,
      CURSOR_KEY: cursorKey,
      LOG_LEVEL: 'silent',
      PERSONAL_DATA_KEYS: `bench:${cursorKey}`,
      PERSONAL_DATA_INDEX_KEY: cursorKey,
    });
    @Module({
      imports: [
        PlatformModule.forProcess({ settings, name: 'bench', entities: [...accessEntities, ...missionsEntities, ...resourcesEntities] }),
        ...[AccessModule, MissionsModule, ResourcesModule],
      ],
    })
    class World {}
    const app = await NestFactory.createApplicationContext(World, { logger: false, abortOnError: false });
    const actor = systemActor('bench', 'bench-world');
    const reference = join(projectRoot(), 'data', 'reference');
    await app.get(UnitOfWork).run(actor, async (tx) => ok(await seedMissions(tx, reference)));
    const directory = app.get(MissionDirectory);
    await directory.refresh();
    await app.get(UnitOfWork).run(actor, async (tx) => ok(await seedResources(tx, reference, directory.list(), app.get(PersonalData))));
    const grants = [{ role: 'headquarters-watch-officer' as const, missions: '*' as const }];
    await app.get(PutAccount).execute({ email, password, displayName: 'Measuring', grants }, actor);
    await app.close();
  },
});
