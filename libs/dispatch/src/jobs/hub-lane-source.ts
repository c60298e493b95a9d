import { Injectable } from '@nestjs/common';
import { LaneSource } from '@bongsu/platform';
import { HubNetwork } from '../use-cases/hub-network';

/** Every hub that is at work has a lane. */
@Injectable()
export class HubLaneSource extends LaneSource {
  constructor(private readonly network: HubNetwork) {
    super();
  }

  hubIds(): Promise<readonly string[]> {
    return Promise.resolve(this.network.hubIds());
  }
}
