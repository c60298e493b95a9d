import { Module } from '@nestjs/common';
import { AccessModule } from '@bongsu/access';
import { IncidentsModule } from '@bongsu/incidents';
import { MissionsModule } from '@bongsu/missions';
import { ResourcesModule } from '@bongsu/resources';
import { ExportsHttpModule, ExportsJobsModule } from './exports.module';
import { BoardController } from './http/board.controller';
import { PrintedSitreps } from './http/printed-sitreps';
import { SitrepsController } from './http/sitreps.controller';
import { CheckpointStore } from './storage/checkpoint.store';
import { SitrepStore } from './storage/sitrep.store';
import { BoardCheckpoints } from './use-cases/board-checkpoints';
import { BoardStates } from './use-cases/board-states';
import { IncidentStory } from './use-cases/incident-story';
import { IssueSitrep } from './use-cases/issue-sitrep';
import { KeepBoards } from './use-cases/keep-boards';
import { Names } from './use-cases/names';
import { NextSitrep } from './use-cases/next-sitrep';
import { ReadBoardEntries } from './use-cases/read-board-entries';
import { ReadBoardSnapshot } from './use-cases/read-board-snapshot';
import { ReadTextBoard } from './use-cases/read-text-board';
import { ReadSitreps } from './use-cases/read-sitreps';
import { SupersedeSitrep } from './use-cases/supersede-sitrep';
import { WithdrawSitrep } from './use-cases/withdraw-sitrep';

/** Situation reports, for any process. */
@Module({
  imports: [IncidentsModule, MissionsModule, ResourcesModule],
  providers: [SitrepStore, IncidentStory, Names, NextSitrep, IssueSitrep, SupersedeSitrep, WithdrawSitrep, ReadSitreps],
  exports: [IssueSitrep, SupersedeSitrep, WithdrawSitrep, ReadSitreps],
})
export class SituationModule {}

/** The api's half: it follows the journal and keeps the boards of those who look at one. */
@Module({
  imports: [SituationModule, AccessModule, MissionsModule, ExportsHttpModule],
  controllers: [BoardController, SitrepsController],
  providers: [
    BoardStates,
    BoardCheckpoints,
    KeepBoards,
    CheckpointStore,
    ReadBoardSnapshot,
    ReadBoardEntries,
    ReadTextBoard,
    PrintedSitreps,
  ],
  exports: [ReadBoardSnapshot],
})
export class SituationHttpModule {}

/** The worker's half: it makes files. */
@Module({ imports: [ExportsJobsModule] })
export class SituationJobsModule {}
