export { DispatchHttpModule, DispatchJobsModule, DispatchModule, LaneSourceModule } from './dispatch.module';
export { dispatchEntities } from './storage/entities';
export { Dispatch1700000400000 } from './storage/migrations/1700000400000-dispatch';
export { SubmitSupportRequest } from './use-cases/submit-support-request';
export { ReadDispatch } from './use-cases/read-dispatch';
