import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, UntoldWhen, unwrap } from '@bongsu/platform';
import { type Page, type PageQuery, type TimelinePage, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import {
  type DuplicateProposalView,
  type IncidentDetail,
  type IncidentQuery,
  type IncidentView,
  type OpenIncident as OpenIncidentBody,
  type ReportView,
  emptyBodySchema,
  incidentQuerySchema,
  openIncidentSchema,
  unlinkReportSchema,
} from '../contract';
import { LinkReport } from '../use-cases/link-report';
import { OpenIncident } from '../use-cases/open-incident';
import { ReadIncidents } from '../use-cases/read-incidents';
import { ReadReports } from '../use-cases/read-reports';
import { UnlinkReport } from '../use-cases/unlink-report';

/** Incidents, and the reports that are about them. */
@ApiTags('incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly openIncident: OpenIncident,
    private readonly incidents: ReadIncidents,
    private readonly reports: ReadReports,
    private readonly linkReport: LinkReport,
    private readonly unlinkReport: UnlinkReport,
  ) {}

  /** Opens an incident from reports that wait, or from nothing. */
  @Post()
  @UntoldWhen((body) => 'seal' in body)
  @Permission('incidents.open')
  async open(@Body({ schema: openIncidentSchema }) body: OpenIncidentBody, @CurrentActor() actor: Actor): Promise<IncidentView> {
    return unwrap(await this.openIncident.execute(body, actor));
  }

  /** Incidents that one was told of, newest first. */
  @Get()
  @Admit('list')
  @Permission('incidents.read')
  async list(@Query({ schema: incidentQuerySchema }) query: IncidentQuery, @CurrentActor() actor: Actor): Promise<Page<IncidentView>> {
    return unwrap(await this.incidents.list(query, actor));
  }

  /** An incident with what one may do next, what keeps it from closing, its tasks and its alert levels. */
  @Get(':id')
  @Permission('incidents.read')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<IncidentDetail> {
    return unwrap(await this.incidents.detail(id, actor));
  }

  /** The reports that are linked to an incident, newest first. */
  @Get(':id/reports')
  @Admit('list')
  @Permission('incidents.read')
  async reportsOf(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<ReportView>> {
    unwrap(await this.incidents.visible(id, actor));
    return unwrap(await this.reports.list({ ...page, incidentId: id }, actor));
  }

  /** What the journal tells of an incident, newest first. */
  @Get(':id/timeline')
  @Admit('list')
  @Permission('incidents.read')
  async timeline(
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: pageQuerySchema }) page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<TimelinePage> {
    return unwrap(await this.incidents.timeline(id, page, actor));
  }

  /** Reports that are probably about an incident, the most probable first. */
  @Get(':id/duplicates')
  @Admit('list')
  @Permission('incidents.read')
  async duplicates(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<Page<DuplicateProposalView>> {
    return unwrap(await this.incidents.duplicates(id, actor));
  }

  /** Links a report; If-Match is about the report. */
  @Post(':id/reports/:reportId')
  @HttpCode(200)
  @Permission('incidents.report.link')
  async link(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('reportId', { schema: idSchema }) reportId: string,
    @Body({ schema: emptyBodySchema }) _body: null,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return unwrap(await this.linkReport.execute({ incidentId, reportId, ifVersion }, actor));
  }

  /** Takes a link back; If-Match is about the report. The reason stands in the body: what people type is for no address line. */
  @Delete(':id/reports/:reportId')
  @Permission('incidents.report.link')
  async unlink(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('reportId', { schema: idSchema }) reportId: string,
    @Body({ schema: unlinkReportSchema }) { reason }: z.infer<typeof unlinkReportSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return unwrap(await this.unlinkReport.execute({ incidentId, reportId, reason, ifVersion }, actor));
  }
}
