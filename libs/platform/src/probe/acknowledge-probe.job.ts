import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { ProbeLit } from '../contract';
import { type JobHandler, type PayloadOf, promise } from '../jobs/definition';
import { HandlesJob, RoutesEntries, route } from '../jobs/registry';
import type { Actor } from '../security/actor';
import { AcknowledgeProbe } from './light-probe';
import { acknowledgeProbe } from './probe-work';

@Injectable()
@HandlesJob(acknowledgeProbe)
export class AcknowledgeProbeJob implements JobHandler<typeof acknowledgeProbe> {
  constructor(private readonly acknowledge: AcknowledgeProbe) {}

  handle({ round }: PayloadOf<typeof acknowledgeProbe>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.acknowledge.execute(round, actor);
  }
}

@Injectable()
@RoutesEntries()
export class ProbeRoutes {
  readonly routes = [route(ProbeLit, ({ body: { round } }) => [promise(acknowledgeProbe, { round }, { key: round })])];
}
