export * from './clock.token';
export * from './columns';
export * from './database';
export { asHouseWithin } from './eyes';
export * from './faults';
export type { Tx } from './transaction';
export * from './unit-of-work';
export { Platform1700000000000 } from './migrations/1700000000000-platform';
