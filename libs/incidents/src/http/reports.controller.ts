import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Admit, CurrentActor, IfMatch, Intake, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type DuplicateProposalView,
  type FileReport as FileReportBody,
  type ReportQuery,
  type ReportDetail,
  type ReportView,
  dismissReportSchema,
  emptyBodySchema,
  fileReportSchema,
  reassignSchema,
  reportQuerySchema,
} from '../contract';
import { DismissReport } from '../use-cases/dismiss-report';
import { FileReport } from '../use-cases/file-report';
import { ReadReports } from '../use-cases/read-reports';
import { ReassignReport } from '../use-cases/reassign-report';
import { RejectDuplicate } from '../use-cases/reject-duplicate';

/** What people and feeds said, and what is to become of it. */
@ApiTags('incidents')
@Controller()
export class ReportsController {
  constructor(
    private readonly fileReport: FileReport,
    private readonly reports: ReadReports,
    private readonly dismissReport: DismissReport,
    private readonly reassignReport: ReassignReport,
    private readonly rejectDuplicate: RejectDuplicate,
  ) {}

  /** Files a report; coordinates, a country or a mission lead to the mission in charge. */
  @Post('reports')
  @Intake()
  @Permission('incidents.report.file')
  async file(@Body({ schema: fileReportSchema }) body: FileReportBody, @CurrentActor() actor: Actor): Promise<ReportView> {
    return unwrap(await this.fileReport.execute(body, actor));
  }

  /** Reports that one was told of, newest first. */
  @Get('reports')
  @Admit('list')
  @Permission('incidents.read')
  async list(@Query({ schema: reportQuerySchema }) query: ReportQuery, @CurrentActor() actor: Actor): Promise<Page<ReportView>> {
    return unwrap(await this.reports.list(query, actor));
  }

  @Get('reports/:id')
  @Permission('incidents.read')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<ReportDetail> {
    return unwrap(await this.reports.one(id, actor));
  }

  /** Says that nothing follows from a report that waits. */
  @Post('reports/:id/dismiss')
  @HttpCode(200)
  @Permission('incidents.report.link')
  async dismiss(
    @Param('id', { schema: idSchema }) reportId: string,
    @Body({ schema: dismissReportSchema }) body: z.infer<typeof dismissReportSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return unwrap(await this.dismissReport.execute({ ...body, reportId, ifVersion }, actor));
  }

  /** Gives a report to another mission. */
  @Post('reports/:id/reassign')
  @HttpCode(200)
  @Permission('incidents.report.reassign')
  async reassign(
    @Param('id', { schema: idSchema }) reportId: string,
    @Body({ schema: reassignSchema }) body: z.infer<typeof reassignSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return unwrap(await this.reassignReport.execute({ ...body, reportId, ifVersion }, actor));
  }

  /** Says that a report is not about the incident it was proposed for. */
  @Post('duplicates/:id/reject')
  @HttpCode(200)
  @Permission('incidents.report.link')
  async reject(
    @Param('id', { schema: idSchema }) proposalId: string,
    @Body({ schema: emptyBodySchema }) _body: null,
    @CurrentActor() actor: Actor,
  ): Promise<DuplicateProposalView> {
    return unwrap(await this.rejectDuplicate.execute({ proposalId }, actor));
  }
}
