export { SituationHttpModule, SituationJobsModule, SituationModule } from './situation.module';
export { situationEntities } from './storage/entities';
export { Situation1700000600000 } from './storage/migrations/1700000600000-situation';
export { SitrepStore } from './storage/sitrep.store';
export { IssueSitrep } from './use-cases/issue-sitrep';
