import { Controller, Get, Headers, Res, VERSION_NEUTRAL } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Standing } from '../../contract/standing';
import { PublicRoute } from '../decorators';
import { Admit } from '../route-marks';
import { StandingNow } from './standing';
import { STATUS_PAGE_POLICY, languageOf, statusPage } from './status-page';

/** How the house stands, for people and for machines. Served by the api alone: it needs no sign-in, and answers while database, queues and workers are away. */
@Controller({ version: VERSION_NEUTRAL })
export class StatusController {
  constructor(private readonly standing: StandingNow) {}

  @Get('status')
  @Admit('always')
  @PublicRoute('whoever cannot sign in because something is broken must be able to see that it is; it names parts, no data and no counts')
  async page(@Headers('accept-language') language: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const standing = await this.standing.ask();
    void reply.type('text/html; charset=utf-8').header('content-security-policy', STATUS_PAGE_POLICY).header('cache-control', 'no-store');
    return statusPage(standing, languageOf(language));
  }

  @Get('status.json')
  @Admit('always')
  @PublicRoute('the same for a machine')
  answer(): Promise<Standing> {
    return this.standing.ask();
  }
}
