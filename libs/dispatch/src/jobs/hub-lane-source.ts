import { Injectable } from '@nestjs/common';
import { LaneFigures, LaneSource } from '@bongsu/platform';
import { HubNetwork } from '../use-cases/hub-network';

/** Every hub that is at work has a lane; so has one that no longer is, while its lane is owed something. */
@Injectable()
export class HubLaneSource extends LaneSource {
  constructor(
    private readonly network: HubNetwork,
    private readonly figures: LaneFigures,
  ) {
    super();
  }

  async hubIds(): Promise<readonly string[]> {
    return [...new Set([...this.network.hubIds(), ...(await this.figures.owed())])];
  }
}
