import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { GeoPoint } from '@bongsu/kernel';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import {
  type ChangeMissionStatusBody,
  type CompetentMission,
  type Country,
  type Mission,
  type MissionQuery,
  type MissionTravel,
  changeMissionStatusSchema,
  missionIdSchema,
  missionQuerySchema,
  pointQuerySchema,
} from '../contract';
import { ChangeMissionStatus } from '../use-cases/change-mission-status';
import { ListMissions } from '../use-cases/list-missions';
import { MissionDirectory } from '../use-cases/mission-directory';
import { unknownMission } from '../use-cases/unknown-mission';

/** The mission network. Reading is open to everyone who is signed in. */
@ApiTags('missions')
@Controller()
export class MissionsController {
  constructor(
    private readonly directory: MissionDirectory,
    private readonly listMissions: ListMissions,
    private readonly changeMissionStatus: ChangeMissionStatus,
  ) {}

  /** Missions by hub, country served, status and text. */
  @Get('missions')
  @Admit('list')
  @Permission('missions.read')
  list(@Query({ schema: missionQuerySchema }) query: MissionQuery): Page<Mission> {
    return unwrap(this.listMissions.execute(query));
  }

  /** Which mission has jurisdiction over a point. */
  @Get('missions/competent')
  @Permission('missions.read')
  competent(@Query({ schema: pointQuerySchema }) point: GeoPoint): CompetentMission {
    return this.directory.competent(point);
  }

  @Get('missions/:id')
  @Permission('missions.read')
  one(@Param('id', { schema: missionIdSchema }) id: string): Mission {
    return this.directory.get(id) ?? unwrap(unknownMission(id));
  }

  /** The hubs of a mission and the model's hours from every hub to it. */
  @Get('missions/:id/travel')
  @Permission('missions.read')
  travel(@Param('id', { schema: missionIdSchema }) id: string): MissionTravel {
    return this.directory.hubsFor(id) ?? unwrap(unknownMission(id));
  }

  /** Restricts, moves, suspends or reopens a mission; the acts possible now stand in its `permittedActs`. */
  @Post('missions/:id/change-status')
  @HttpCode(200)
  @Permission('missions.change-status')
  async changeStatus(
    @Param('id', { schema: missionIdSchema }) missionId: string,
    @Body({ schema: changeMissionStatusSchema }) body: ChangeMissionStatusBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<Mission> {
    return unwrap(await this.changeMissionStatus.execute({ ...body, missionId, ifVersion }, actor));
  }

  /** Countries and territories with the mission in charge by the jurisdiction table. */
  @Get('countries')
  @Admit('list')
  @Permission('missions.read')
  countries(): Page<Country> {
    return { items: [...this.directory.countries()], nextCursor: null };
  }
}
