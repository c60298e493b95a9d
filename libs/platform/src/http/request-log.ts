import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Histogram } from 'prom-client';
import { metrics } from '../telemetry/metrics';
import { tellings } from '../telemetry/tellings';
import { budgetOf } from './limits/intake';
import type { SignedInRequest } from './decorators';
import { marksOf } from './route-marks';

metrics.removeSingleMetric('bongsu_http_request_seconds');
const seconds = new Histogram({
  name: 'bongsu_http_request_seconds',
  help: 'How long requests took, by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [metrics],
});

/**
 * Measures every request and writes a line for each that may have changed something. The route's pattern is written, never the address as it was
 * asked for: that may hold what a person typed. The correlation id is the same that entries and jobs of this request carry.
 */
export function logRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Http');
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const status = reply.statusCode;
    const told = isTold(request);
    if (told) {
      seconds.observe({ method, route, status: String(status) }, reply.elapsedTime / 1_000);
      const isIntake = budgetOf(request) === 'intake';
      tellings.emit('request', { correlationId: request.id, method, route, status, tookMs: reply.elapsedTime, isIntake });
    }
    // Our own faults are written whoever meets them; the line names neither her nor what she asked for.
    if (method !== 'GET' && method !== 'HEAD' && (told || status >= 500))
      logger.log({ msg: 'request', correlationId: request.id, method, route, status, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

/** What anybody does who is on the list of a sealed incident is in no figure and no line, as is what the route itself says is not told. */
export function isTold(request: SignedInRequest): boolean {
  const { actor, body } = request;
  const said = typeof body === 'object' && body !== null ? body : {};
  return (actor?.seals ?? []).length === 0 && marksOf(request).untold?.(said) !== true;
}
