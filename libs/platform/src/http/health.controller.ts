import { Controller, Get, Header, Inject, Req, Res, VERSION_NEUTRAL } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { Database } from '../database/database';
import { QueueBackend } from '../jobs/queue-backend';
import { metrics } from '../telemetry/metrics';
import { PublicRoute } from './decorators';
import { ProblemException } from './problem';

const CHECK_WITHIN_MS = 2_000;
const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** For load balancers and monitoring; their addresses carry no version. */
@Controller({ version: VERSION_NEUTRAL })
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly queues: QueueBackend,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'telemetry'>,
  ) {}

  /** The process runs. */
  @Get('health/live')
  @PublicRoute('a load balancer has no account; the answer tells nothing but that the process runs')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /**
   * The process can take requests: 200 when the database answers, 503 otherwise. A queue backend that is away or would lose
   * jobs makes it `degraded`: reports are still taken, since promises are rows.
   */
  @Get('health/ready')
  @PublicRoute('a load balancer has no account; the answer names parts, no data')
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: 'ready' | 'degraded' | 'unavailable'; parts: Record<string, string> }> {
    const [database, queues] = await Promise.all([outcome(this.database.query('SELECT 1')), outcome(this.queues.check())]);
    if (database !== 'ok') void reply.status(503);
    return { status: database !== 'ok' ? 'unavailable' : queues !== 'ok' ? 'degraded' : 'ready', parts: { database, queues } };
  }

  @Get('metrics')
  @Header('content-type', metrics.contentType)
  @PublicRoute('Prometheus scrapes without an account; no label holds personal data')
  metrics(@Req() request: FastifyRequest): Promise<string> {
    if (!this.settings.telemetry.METRICS_PUBLIC && !LOOPBACK.has(request.socket.remoteAddress ?? '')) {
      throw new ProblemException(
        404,
        'platform.no-such-address',
        'There is nothing at this address.',
        'Ask from the machine itself, or set METRICS_PUBLIC.',
      );
    }
    return metrics.metrics();
  }
}

async function outcome(check: Promise<unknown>): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve('no answer in time'), CHECK_WITHIN_MS).unref());
  const answered = check.then(
    () => 'ok',
    () => 'failing',
  );
  return Promise.race([answered, late]);
}
