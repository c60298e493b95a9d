import { type DynamicModule, Module } from '@nestjs/common';
import { AccessHttpModule, accessEntities } from '@bongsu/access';
import { DispatchHttpModule, dispatchEntities } from '@bongsu/dispatch';
import { IncidentsHttpModule, incidentsEntities } from '@bongsu/incidents';
import { MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { PlatformHttpModule, PlatformModule, SequencerModule, type Settings } from '@bongsu/platform';
import { ResourcesHttpModule, resourcesEntities } from '@bongsu/resources';
import { SituationHttpModule, situationEntities } from '@bongsu/situation';

/** The api: every context's controllers, the journal to sockets. It carries no job handler. */
@Module({})
export class ApiModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forProcess({
          settings,
          name: 'api',
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
        PlatformHttpModule,
        AccessHttpModule,
        MissionsHttpModule,
        ResourcesHttpModule,
        IncidentsHttpModule,
        DispatchHttpModule,
        SituationHttpModule,
      ],
    };
  }
}
