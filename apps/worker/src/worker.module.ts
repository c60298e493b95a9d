import { type DynamicModule, Module } from '@nestjs/common';
import { DispatchJobsModule, dispatchEntities } from '@bongsu/dispatch';
import { IncidentsJobsModule, incidentsEntities } from '@bongsu/incidents';
import { missionsEntities } from '@bongsu/missions';
import { PlatformJobsModule, PlatformModule, SequencerModule, type Settings } from '@bongsu/platform';
import { resourcesEntities } from '@bongsu/resources';

/** The worker: every context's job handlers, the queue follower and the reconciler. It answers no request. */
@Module({})
export class WorkerModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProcess({
          settings,
          name: 'worker',
          entities: [...missionsEntities, ...resourcesEntities, ...incidentsEntities, ...dispatchEntities],
        }),
        SequencerModule,
        PlatformJobsModule,
        IncidentsJobsModule,
        DispatchJobsModule,
      ],
    };
  }
}
