import { type DynamicModule, Module } from '@nestjs/common';
import { AccessJobsModule, accessEntities } from '@bongsu/access';
import { DispatchJobsModule, dispatchEntities } from '@bongsu/dispatch';
import { IncidentsJobsModule, incidentsEntities } from '@bongsu/incidents';
import { missionsEntities } from '@bongsu/missions';
import { PlatformJobsModule, PlatformModule, SequencerModule, type Settings, WorkerHealthModule } from '@bongsu/platform';
import { resourcesEntities } from '@bongsu/resources';
import { SituationJobsModule, situationEntities } from '@bongsu/situation';

/** The worker: every context's job handlers, the queue follower and the reconciler. It answers for its own health and nothing else. */
@Module({})
export class WorkerModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PlatformModule.forProcess({
          settings,
          name: 'worker',
          entities: [
            ...accessEntities,
            ...missionsEntities,
            ...resourcesEntities,
            ...incidentsEntities,
            ...dispatchEntities,
            ...situationEntities,
          ],
        }),
        SequencerModule,
        PlatformJobsModule,
        AccessJobsModule,
        WorkerHealthModule,
        IncidentsJobsModule,
        DispatchJobsModule,
        SituationJobsModule,
      ],
    };
  }
}
