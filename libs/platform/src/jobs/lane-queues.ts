import { Injectable } from '@nestjs/common';
import { laneQueue } from './definition';
import { QueueBackend } from './queue-backend';

/** Which hubs have a lane; the dispatch context answers from the mission network. */
export abstract class LaneSource {
  abstract hubIds(): Promise<readonly string[]>;
}

/** Holds or releases the queue behind a hub's lane. The lane's state is a row; this makes the queue follow it. */
@Injectable()
export class LaneQueues {
  constructor(private readonly backend: QueueBackend) {}

  pause(hubId: string): Promise<void> {
    return this.backend.queue(laneQueue(hubId)).pause();
  }

  resume(hubId: string): Promise<void> {
    return this.backend.queue(laneQueue(hubId)).resume();
  }
}
