import type { DiscoveryService } from '@nestjs/core';
import { JobRegistry, LaneFigures, Promises } from '@bongsu/platform';
import { DeliverDirectedOfferJob, DeliverOfferJob, DeliverPassedOnOfferJob } from '../../../libs/dispatch/src/jobs/deliver-offer.job';
import { DispatchRoutes } from '../../../libs/dispatch/src/jobs/dispatch.routes';
import { EscalateOfferJob } from '../../../libs/dispatch/src/jobs/escalate-offer.job';
import { EscalateUndecidedRequestJob } from '../../../libs/dispatch/src/jobs/escalate-undecided-request.job';
import { HubLaneSource } from '../../../libs/dispatch/src/jobs/hub-lane-source';
import { LapseShipmentJob } from '../../../libs/dispatch/src/jobs/lapse-shipment.job';
import { PlanAgainJob, PlanSupportRequestJob } from '../../../libs/dispatch/src/jobs/plan-support-request.job';
import { ReferRequestWithoutRightJob } from '../../../libs/dispatch/src/jobs/refer-without-right.job';
import { WithdrawRequestsOfClosedIncidentJob } from '../../../libs/dispatch/src/jobs/withdraw-requests-of-closed-incident.job';
import { RemindUnacknowledgedIncidentJob } from '../../../libs/incidents/src/jobs/deadlines.job';
import { ProposeDuplicatesJob, ProposeWaitingReportsJob } from '../../../libs/incidents/src/jobs/duplicates.job';
import { IncidentsRoutes } from '../../../libs/incidents/src/jobs/incidents.routes';
import type { ProposeDuplicates } from '../../../libs/incidents/src/use-cases/propose-duplicates';
import { ActingActors } from '../../../libs/platform/src/jobs/acting-actors';
import { Closing } from '../../../libs/platform/src/jobs/closing';
import { Enqueue } from '../../../libs/platform/src/jobs/enqueue';
import { JobRefusals } from '../../../libs/platform/src/jobs/job-refusals';
import { JobRunner } from '../../../libs/platform/src/jobs/job-runner';
import { QueueFollower } from '../../../libs/platform/src/jobs/queue-follower';
import { QueueWorkers } from '../../../libs/platform/src/jobs/queue-workers';
import { Reconciler } from '../../../libs/platform/src/jobs/reconciler';
import type { Machine } from '../engine/machine';
import { SimulatedBackend } from '../queues/simulated-backend';
import { SimulatedOriginators } from './actors';
import { type UseCases, useCases } from './cases';
import { Ground } from './ground';
import { settings } from './settings';
import type { Story } from './story';

/** A worker process: sequencer candidate, queue follower, reconciler, and the handlers of all jobs, each the house's own. */
export async function startWorker(story: Story, machine: Machine): Promise<void> {
  const ground = new Ground(story, machine);
  const cases = useCases(ground);
  const { database, wake, work, clock } = ground;
  const originators = new SimulatedOriginators(story.gone);
  const registry = new JobRegistry(discovering([new DispatchRoutes(), new IncidentsRoutes(), ...handlers(cases)]), originators);
  registry.onModuleInit();
  const promises = new Promises(database);
  const backend = new SimulatedBackend(story.world, story.weather, story.queues, machine).port;
  const enqueue = new Enqueue(backend, registry, promises);
  const actors = new ActingActors(database, originators);
  const runner = new JobRunner(registry, promises, new Closing(promises), actors, new JobRefusals(work));
  const lanes = new HubLaneSource(cases.network, new LaneFigures(database));
  await ground.start();
  start(new QueueFollower(database, wake, registry, promises, enqueue, clock), machine);
  new Reconciler(settings, promises, enqueue, clock).onApplicationBootstrap();
  new QueueWorkers(settings, backend, runner, lanes, clock).onApplicationBootstrap();
}

/** It begins with a row of its own: while the database is away a process does not come up, and whoever looks after it starts it again. */
function start(follower: QueueFollower, machine: Machine): void {
  void follower.onApplicationBootstrap().catch(() => machine.world.after(500, () => start(follower, machine), machine));
}

function handlers(cases: UseCases): object[] {
  const marks = cases.leaveMark as unknown as ProposeDuplicates;
  return [
    new PlanSupportRequestJob(cases.plan),
    new PlanAgainJob(cases.plan),
    new DeliverOfferJob(cases.deliver),
    new DeliverDirectedOfferJob(cases.deliver),
    new DeliverPassedOnOfferJob(cases.deliver),
    new EscalateOfferJob(cases.escalate),
    new EscalateUndecidedRequestJob(cases.escalateUndecided),
    new ReferRequestWithoutRightJob(cases.refer),
    new LapseShipmentJob(cases.lapse),
    new WithdrawRequestsOfClosedIncidentJob(cases.withdrawClosed),
    new RemindUnacknowledgedIncidentJob(cases.remind),
    new ProposeDuplicatesJob(marks),
    new ProposeWaitingReportsJob(marks),
  ];
}

/** Finds these and nothing else. */
function discovering(instances: readonly object[]): DiscoveryService {
  const providers = instances.map((instance) => ({ metatype: instance.constructor, instance }));
  return { getProviders: () => providers } as unknown as DiscoveryService;
}
