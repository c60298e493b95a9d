export * from './access.module';
export * from './domain/may';
export { KnownAccounts } from './storage/known-accounts';
export { accessEntities } from './storage/entities';
export { Access1700000001000 } from './storage/migrations/1700000001000-access';
export { PutAccount } from './use-cases/put-account';
export type { Permission, Role, RoleGrant } from './contract';
