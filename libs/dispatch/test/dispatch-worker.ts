import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { IncidentsModule, incidentsEntities } from '@bongsu/incidents';
import { missionsEntities } from '@bongsu/missions';
import { PlatformJobsModule, PlatformModule, SequencerModule } from '@bongsu/platform';
import { resourcesEntities } from '@bongsu/resources';
import { testSettings } from '../../../test/harness/settings';
import { DispatchJobsModule } from '../src/dispatch.module';
import { dispatchEntities } from '../src/storage/entities';

/** A worker beside a dispatch world: only the database and the queues are between them. */
export function startDispatchWorker(databaseUrl: string, overrides: Record<string, string>): Promise<INestApplicationContext> {
  const entities = [...(missionsEntities as []), ...(resourcesEntities as []), ...(incidentsEntities as []), ...(dispatchEntities as [])];
  const settings = testSettings({ DATABASE_URL: databaseUrl, ...overrides });
  @Module({
    imports: [
      PlatformModule.forProcess({ settings, entities, name: 'worker' }),
      SequencerModule,
      PlatformJobsModule,
      IncidentsModule,
      DispatchJobsModule,
    ],
  })
  class WorkerModule {}
  return NestFactory.createApplicationContext(WorkerModule, { logger: false });
}
