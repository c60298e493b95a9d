import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { HandlesJob, type JobHandler, LaneQueues, type PayloadOf, defineJob } from '@bongsu/platform';
import { z } from 'zod';
import { ReadLanes } from '../use-cases/read-lanes';

/** Makes the queue behind a lane follow the lane's row, as it stands when the job runs: late or twice, the end is the same. */
export const followLaneState = defineJob({
  name: 'dispatch.follow-lane-state',
  queue: 'dispatch',
  actsFor: 'house',
  because: 'the queue follows the row, which somebody with the right has changed already',
  schema: z.strictObject({ hubId: z.string() }),
  attempts: 20,
  backoff: { type: 'exponential', delayMs: 250 },
});

@Injectable()
@HandlesJob(followLaneState)
export class FollowLaneStateJob implements JobHandler<typeof followLaneState> {
  constructor(
    private readonly lanes: ReadLanes,
    private readonly queues: LaneQueues,
  ) {}

  /** A lane that is handed over keeps running: what still arrives in it is asked of the other hub. */
  async handle({ hubId }: PayloadOf<typeof followLaneState>): Promise<Result<unknown, Refusal>> {
    const state = await this.lanes.stateOf(hubId);
    await (state === 'paused' ? this.queues.pause(hubId) : this.queues.resume(hubId));
    return ok(null);
  }
}
