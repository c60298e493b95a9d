export * from './missions.module';
export { MissionDirectory } from './use-cases/mission-directory';
export { ChangeMissionStatus } from './use-cases/change-mission-status';
export { unknownMission } from './use-cases/unknown-mission';
export { type MissionSeedReport, seedMissions } from './storage/seed-missions';
export { missionsEntities } from './storage/entities';
export { Missions1700000002000 } from './storage/migrations/1700000002000-missions';
export { parseCsv } from './storage/csv';
