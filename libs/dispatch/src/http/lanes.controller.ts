import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { type Page, missionIdSchema } from '@bongsu/platform/contract';
import {
  type HandOverLane as HandOverBody,
  type LaneView,
  type PauseLane as PauseBody,
  type ReopenLane as ReopenBody,
  handOverLaneSchema,
  pauseLaneSchema,
  reopenLaneSchema,
} from '../contract';
import { ChangeLane } from '../use-cases/change-lane';
import { HandOverLane } from '../use-cases/hand-over-lane';
import { ReadLanes } from '../use-cases/read-lanes';

/** The hubs' own queues. */
@ApiTags('dispatch')
@Controller('lanes')
export class LanesController {
  constructor(
    private readonly lanes: ReadLanes,
    private readonly changeLane: ChangeLane,
    private readonly handOverLane: HandOverLane,
  ) {}

  @Get()
  @Admit('list')
  @Permission('dispatch.lane.read')
  list(@CurrentActor() actor: Actor): Promise<Page<LaneView>> {
    return this.lanes.all(actor);
  }

  /** Offers stay in the lane until it is resumed, or until their request has to be decided. */
  @Post(':hubId/pause')
  @HttpCode(200)
  @Permission('dispatch.lane.manage')
  async pause(
    @Param('hubId', { schema: missionIdSchema }) hubId: string,
    @Body({ schema: pauseLaneSchema }) { reason }: PauseBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<LaneView> {
    unwrap(await this.changeLane.execute({ hubId, act: 'pause', reason, ifVersion }, actor));
    return this.lanes.one(hubId, actor);
  }

  @Post(':hubId/resume')
  @HttpCode(200)
  @Permission('dispatch.lane.manage')
  async resume(
    @Param('hubId', { schema: missionIdSchema }) hubId: string,
    @Body({ schema: reopenLaneSchema }) body: ReopenBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<LaneView> {
    unwrap(await this.changeLane.execute({ hubId, act: 'resume', reason: body?.reason ?? 'resumed', ifVersion }, actor));
    return this.lanes.one(hubId, actor);
  }

  /** To the alternate of the hub's area, or to a named hub; what waits is asked of it at once. */
  @Post(':hubId/hand-over')
  @HttpCode(200)
  @Permission('dispatch.lane.manage')
  async handOver(
    @Param('hubId', { schema: missionIdSchema }) hubId: string,
    @Body({ schema: handOverLaneSchema }) body: HandOverBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<LaneView> {
    unwrap(await this.handOverLane.execute({ ...body, hubId, ifVersion }, actor));
    return this.lanes.one(hubId, actor);
  }

  @Post(':hubId/take-back')
  @HttpCode(200)
  @Permission('dispatch.lane.manage')
  async takeBack(
    @Param('hubId', { schema: missionIdSchema }) hubId: string,
    @Body({ schema: reopenLaneSchema }) body: ReopenBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<LaneView> {
    unwrap(await this.changeLane.execute({ hubId, act: 'takeBack', reason: body?.reason ?? 'taken back', ifVersion }, actor));
    return this.lanes.one(hubId, actor);
  }
}
