import { Injectable, Module } from '@nestjs/common';
import { LaneSource } from '@bongsu/platform';

@Injectable()
class NoLanes extends LaneSource {
  hubIds(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }
}

/** For a process that runs jobs and has no hubs. */
@Module({ providers: [{ provide: LaneSource, useClass: NoLanes }], exports: [LaneSource] })
export class NoLanesModule {}
