import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Actor, Admit, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema, pageQuerySchema } from '@bongsu/platform/contract';
import {
  type IssueSitrep as IssueSitrepBody,
  type SitrepView,
  type SupersedeSitrep as SupersedeSitrepBody,
  issueSitrepSchema,
  sitrepFileSchema,
  sitrepNumberSchema,
  supersedeSitrepSchema,
  withdrawSitrepSchema,
} from '../contract';
import { IssueSitrep } from '../use-cases/issue-sitrep';
import { ReadSitreps } from '../use-cases/read-sitreps';
import { SupersedeSitrep } from '../use-cases/supersede-sitrep';
import { WithdrawSitrep } from '../use-cases/withdraw-sitrep';
import { presentSitrep } from './present-sitrep';
import { PrintedSitreps } from './printed-sitreps';
import { SITREP_HTML_POLICY, sitrepHtml } from './sitrep-html';

/** Situation reports of an incident. An issued one is never edited; it can be superseded by a new number, or withdrawn. */
@ApiTags('situation')
@Controller('incidents/:id/sitreps')
export class SitrepsController {
  constructor(
    private readonly issueSitrep: IssueSitrep,
    private readonly supersedeSitrep: SupersedeSitrep,
    private readonly withdrawSitrep: WithdrawSitrep,
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

  /** Issues the next report in the place of one that is not right; answers the new one. */
  @Post(':number/supersede')
  @Permission('situation.sitrep.issue')
  async supersede(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('number', { schema: sitrepNumberSchema }) number: number,
    @Body({ schema: supersedeSitrepSchema }) body: SupersedeSitrepBody,
    @CurrentActor() actor: Actor,
  ): Promise<SitrepView> {
    return unwrap(await this.supersedeSitrep.execute({ ...body, incidentId, number }, actor));
  }

  /** Takes a report out of force; it stays readable and carries a mark. */
  @Post(':number/withdraw')
  @HttpCode(200)
  @Permission('situation.sitrep.withdraw')
  async withdraw(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Param('number', { schema: sitrepNumberSchema }) number: number,
    @Body({ schema: withdrawSitrepSchema }) { reason }: { reason: string },
    @CurrentActor() actor: Actor,
  ): Promise<SitrepView> {
    return unwrap(await this.withdrawSitrep.execute({ incidentId, number, reason }, actor));
  }

  /** The reports issued so far, the latest first. */
  @Get()
  @Admit('list')
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
  @Admit('list')
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
    const presented = presentSitrep(sitrep.document, sitrep.digest.toString('hex'), sitrep.end);
    if (format === 'html') {
      void reply
        .header('content-type', 'text/html; charset=utf-8')
        .header('content-security-policy', SITREP_HTML_POLICY)
        .send(sitrepHtml(presented));
      return;
    }
    const pdf = await this.printed.pdf(`${sitrep.id} ${sitrep.state}`, presented, sitrep.issuedAt);
    const name = `${sitrep.document.incident.code.replace(/[^A-Za-z0-9-]/g, '_')}-sitrep-${sitrep.number}.pdf`;
    void reply
      .header('content-type', 'application/pdf')
      // A browser's own viewer is a plug-in to it.
      .header('content-security-policy', "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'")
      .header('content-disposition', `inline; filename="${name}"`)
      .send(pdf);
  }
}
