import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Admit, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import {
  type ExportCopyView,
  type ExportView,
  type OrderExport as OrderExportBody,
  exportMarkSchema,
  orderExportSchema,
} from '../contract';
import { OrderExport } from '../use-cases/order-export';
import { ReadExports } from '../use-cases/read-exports';
import { TakeExport } from '../use-cases/take-export';

/** Data in files: asked for with a reason, agreed to by a second person where it is personal, marked, and on record. */
@ApiTags('situation')
@Controller()
export class ExportsController {
  constructor(
    private readonly orderExport: OrderExport,
    private readonly exports: ReadExports,
    private readonly takeExport: TakeExport,
  ) {}

  /** Personal data waits for a second person (`state` waiting); the rest is made at once (`preparing`). */
  @Post('exports')
  @Permission('situation.export.propose')
  async order(@Body({ schema: orderExportSchema }) body: OrderExportBody, @CurrentActor() actor: Actor): Promise<ExportView> {
    const { id } = unwrap(await this.orderExport.execute(body, actor));
    return unwrap(await this.exports.one(id, actor));
  }

  /** What the caller asked for, the latest first. */
  @Get('exports')
  @Admit('list')
  @Permission('situation.export.propose')
  async list(@Query({ schema: pageQuerySchema }) page: PageQuery, @CurrentActor() actor: Actor): Promise<Page<ExportView>> {
    return unwrap(await this.exports.list(page, actor));
  }

  @Get('exports/:id')
  @Permission('situation.export.propose')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<ExportView> {
    return unwrap(await this.exports.one(id, actor));
  }

  /** A copy of the file, for whoever asked for it, until its time is over (410). Each has a mark of its own. */
  @Get('exports/:id/file')
  @Admit('list')
  @ApiProduces('text/csv')
  @Permission('situation.export.propose')
  async file(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, csv } = unwrap(await this.takeExport.execute(id, actor));
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${fileName}"`)
      .send(csv);
  }

  /** From whose copy a row came that was found where it should not be. */
  @Get('export-copies/:mark')
  @Permission('access.personal-data.audit')
  async copy(@Param('mark', { schema: exportMarkSchema }) mark: string, @CurrentActor() actor: Actor): Promise<ExportCopyView> {
    return unwrap(await this.exports.copy(mark, actor));
  }
}
