import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import { type IssueSitrep as IssueSitrepBody, type SitrepView, issueSitrepSchema, sitrepFileSchema } from '../contract';
import { IssueSitrep } from '../use-cases/issue-sitrep';
import { ReadSitreps } from '../use-cases/read-sitreps';
import { presentSitrep } from './present-sitrep';
import { PrintedSitreps } from './printed-sitreps';
import { SITREP_HTML_POLICY, sitrepHtml } from './sitrep-html';

/** Situation reports of an incident. An issued one is never edited; a newer number supersedes it. */
@ApiTags('situation')
@Controller('incidents/:id/sitreps')
export class SitrepsController {
  constructor(
    private readonly issueSitrep: IssueSitrep,
    private readonly sitreps: ReadSitreps,
    private readonly printed: PrintedSitreps,
  ) {}

  /** Issues the next report from everything that the journal tells up to now. */
  @Post()
  @Permission('situation.sitrep.issue')
  async issue(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: issueSitrepSchema }) body: IssueSitrepBody,
    @CurrentActor() actor: Actor,
  ): Promise<SitrepView> {
    return unwrap(await this.issueSitrep.execute({ ...body, incidentId }, actor));
  }

  /** The reports issued so far, the latest first. */
  @Get()
  @Permission('situation.sitrep.read')
  async list(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Query({ schema: pageQuerySchema }) page: PageQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<SitrepView>> {
    return unwrap(await this.sitreps.list(incidentId, page, actor));
  }

  /** One report to read or print: `3.html` stands alone and carries no script, `3.pdf` is the same on A4. */
  @Get(':file')
  @ApiProduces('text/html', 'application/pdf')
  @Permission('situation.sitrep.read')
  async file(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('file', { schema: sitrepFileSchema }) file: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [number, format] = file.split('.');
    const sitrep = unwrap(await this.sitreps.one(incidentId, Number(number), actor));
    const presented = presentSitrep(sitrep.document, sitrep.digest.toString('hex'));
    if (format === 'html') {
      void reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', SITREP_HTML_POLICY)
        .send(sitrepHtml(presented));
      return;
    }
    const pdf = await this.printed.pdf(sitrep.id, presented, sitrep.issuedAt);
    const name = `${sitrep.document.incident.code.replace(/[^A-Za-z0-9-]/g, '_')}-sitrep-${sitrep.number}.pdf`;
    void reply.header('content-type', 'application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf);
  }
}
