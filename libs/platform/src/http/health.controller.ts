import { Controller, Get, Header, Inject, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { asHouse } from '../security/acting';
import { metrics } from '../telemetry/metrics';
import { PublicRoute } from './decorators';
import { isInside } from './inside';
import { noSuchAddress } from './limits/addresses';
import { Readiness, type ReadinessAnswer } from './readiness';
import { Admit } from './route-marks';

/** For load balancers and monitoring; their addresses carry no version. */
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'telemetry'>,
  ) {}

  /** The process runs. */
  @Get('health/live')
  @Admit('always')
  @PublicRoute('a load balancer has no account; the answer tells nothing but that the process runs')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process can do its work: 200 when what it needs answers, 503 otherwise and while it ends. */
  @Get('health/ready')
  @Admit('always')
  @PublicRoute('a load balancer has no account; the answer names parts, no data')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const answer = await this.readiness.ask();
    if (answer.status === 'unavailable') void reply.status(503);
    return answer;
  }

  @Get('metrics')
  @Admit('always')
  @Header('content-type', metrics.contentType)
  @PublicRoute('Prometheus scrapes without an account; no label holds personal data')
  metrics(@Req() request: FastifyRequest): Promise<string> {
    const { METRICS_PUBLIC: isPublic, METRICS_TOKEN: token } = this.settings.telemetry;
    if (!isPublic && !isInside(request, token)) throw noSuchAddress();
    // A scrape has no eyes of its own: the figures are the house's, and tell nothing of what is sealed.
    return asHouse(() => metrics.metrics());
  }
}
