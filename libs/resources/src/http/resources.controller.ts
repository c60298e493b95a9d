import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type AdjustLot,
  type CatalogueItem,
  type LotQuery,
  type LotView,
  type StaffQuery,
  type StaffView,
  adjustLotSchema,
  lotQuerySchema,
  staffQuerySchema,
} from '../contract';
import { CorrectLotCount } from '../use-cases/correct-lot-count';
import { ListLots } from '../use-cases/list-lots';
import { ListStaff } from '../use-cases/list-staff';

/** Staff and supplies: one's own missions', a hub's members' for its coordinator, all for headquarters. */
@ApiTags('resources')
@Controller()
export class ResourcesController {
  constructor(
    private readonly listStaff: ListStaff,
    private readonly listLots: ListLots,
    private readonly correctLotCount: CorrectLotCount,
  ) {}

  @Get('staff')
  @Admit('list')
  @Permission('resources.read')
  async staff(@Query({ schema: staffQuerySchema }) query: StaffQuery, @CurrentActor() actor: Actor): Promise<Page<StaffView>> {
    return unwrap(await this.listStaff.execute(query, actor));
  }

  @Get('lots')
  @Admit('list')
  @Permission('resources.read')
  async lots(@Query({ schema: lotQuerySchema }) query: LotQuery, @CurrentActor() actor: Actor): Promise<Page<LotView>> {
    return unwrap(await this.listLots.execute(query, actor));
  }

  /** What can be stocked and asked for. */
  @Get('catalogue')
  @Admit('list')
  @Permission('resources.read')
  catalogue(): Promise<Page<CatalogueItem>> {
    return this.listLots.catalogue();
  }

  /** A count on the shelf replaces the record. */
  @Post('lots/:id/adjust')
  @HttpCode(200)
  @Permission('resources.manage')
  async adjust(
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: adjustLotSchema }) body: AdjustLot,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<LotView> {
    return unwrap(await this.correctLotCount.execute({ ...body, lotId, ifVersion }, actor));
  }
}
