export { IncidentDirectory } from './storage/incident-directory';
export { IncidentObligations } from './storage/incident-obligations';
export type { NewObligation, Obligation } from './storage/incident-obligations';
export type { ObligationKind } from './storage/obligation.entity';
export { IncidentAudience } from './storage/incident-audience';
export type { Incident } from './domain/incident';
export { incidentsEntities } from './storage/entities';
export { Incidents1700000300000 } from './storage/migrations/1700000300000-incidents';
export { IncidentsModule, IncidentsHttpModule, IncidentsJobsModule } from './incidents.module';
