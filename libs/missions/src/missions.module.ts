import { Module, type OnModuleInit } from '@nestjs/common';
import { MissionsController } from './http/missions.controller';
import { MissionStore } from './storage/mission.store';
import { ChangeMissionStatus } from './use-cases/change-mission-status';
import { ListMissions } from './use-cases/list-missions';
import { MissionDirectory } from './use-cases/mission-directory';

@Module({
  providers: [MissionStore, MissionDirectory, ListMissions, ChangeMissionStatus],
  exports: [MissionDirectory, ListMissions, ChangeMissionStatus],
})
export class MissionsModule {}

@Module({ imports: [MissionsModule], controllers: [MissionsController] })
export class MissionsHttpModule implements OnModuleInit {
  constructor(private readonly directory: MissionDirectory) {}

  /** Nobody's first question waits for the borders. */
  onModuleInit(): void {
    this.directory.prepareBorders();
  }
}
