import { Module } from '@nestjs/common';
import { IncidentsModule } from '@bongsu/incidents';
import { MissionsModule } from '@bongsu/missions';
import { ResourcesModule } from '@bongsu/resources';
import { BoardController } from './http/board.controller';
import { PrintedSitreps } from './http/printed-sitreps';
import { SitrepsController } from './http/sitreps.controller';
import { BoardStates } from './storage/board-states';
import { CheckpointStore } from './storage/checkpoint.store';
import { IncidentJournal } from './storage/incident-journal';
import { SitrepStore } from './storage/sitrep.store';
import { IssueSitrep } from './use-cases/issue-sitrep';
import { Names } from './use-cases/names';
import { ReadBoardEntries } from './use-cases/read-board-entries';
import { ReadBoardSnapshot } from './use-cases/read-board-snapshot';
import { ReadSitreps } from './use-cases/read-sitreps';

/** Situation reports, for any process. */
@Module({
  imports: [IncidentsModule, MissionsModule, ResourcesModule],
  providers: [SitrepStore, IncidentJournal, Names, IssueSitrep, ReadSitreps],
  exports: [IssueSitrep, ReadSitreps],
})
export class SituationModule {}

/** The api's half: it follows the journal and keeps the boards of those who look at one. */
@Module({
  imports: [SituationModule],
  controllers: [BoardController, SitrepsController],
  providers: [BoardStates, CheckpointStore, ReadBoardSnapshot, ReadBoardEntries, PrintedSitreps],
  exports: [ReadBoardSnapshot],
})
export class SituationHttpModule {}
