export { defineJob, promise, laneQueue } from './definition';
export type { JobDefinition, JobHandler, JobPromise, PayloadOf, QueueName } from './definition';
export { HandlesJob, RoutesEntries, route, JobRegistry } from './registry';
export type { EntryRoute } from './registry';
export * from './lane-figures';
export * from './lane-queues';
export * from './promises';
export * from './redrive';
export * from './queue-backend';
