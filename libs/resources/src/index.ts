export * from './resources.module';
export { Catalogue } from './storage/catalogue';
export { StaffStore } from './storage/staff.store';
export { type Arrival, StockStore } from './storage/stock.store';
export { resourcesEntities } from './storage/entities';
export { type ResourceSeedReport, type SeededMission, seedResources } from './storage/seed-resources';
export { Resources1700000200000 } from './storage/migrations/1700000200000-resources';
export { staffData } from './storage/personal-data';
