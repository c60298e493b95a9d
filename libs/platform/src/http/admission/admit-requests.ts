import { randomInt } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Histogram } from 'prom-client';
import type { Settings } from '../../config/concerns';
import { DatabaseAway } from '../../database/database-away';
import { metrics } from '../../telemetry/metrics';
import { ProblemException } from '../problem';
import { isTold } from '../request-log';
import { marksOf } from '../route-marks';
import { Admission } from './admission';
import { type AdmissionClass, roomFor } from './admission-class';
import { Strain } from './strain';

metrics.removeSingleMetric('bongsu_admission_waited_seconds');
const waited = new Histogram({
  name: 'bongsu_admission_waited_seconds',
  help: 'How long requests waited for their turn, by class; its count is how many began',
  labelNames: ['class'],
  buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 20],
  registers: [metrics],
});
metrics.removeSingleMetric('bongsu_admission_shed_total');
const shed = new Counter({
  name: 'bongsu_admission_shed_total',
  help: 'Requests told to come again, by class and why',
  labelNames: ['class', 'why'],
  registers: [metrics],
});

/** When to come again, in seconds; with a spread, so that they do not come all at once. */
const comeAgainS: Readonly<Record<AdmissionClass, number>> = { intake: 1, write: 2, read: 3, list: 8 };

/** Has what comes in wait for its turn by its class. `isStoreAway`: nothing can be stored or read, which is said at once. */
export function admitRequests(fastify: FastifyInstance, { limits }: Pick<Settings, 'limits'>, isStoreAway: () => boolean): void {
  const strain = new Strain();
  const admission = new Admission(roomFor(limits), () => strain.isThere);
  const inside = new WeakMap<FastifyRequest, { readonly kind: AdmissionClass; readonly waitedS: number }>();
  fastify.addHook('onClose', (_fastify, done) => {
    strain.end();
    done();
  });

  // After the body has come: a caller who sends slowly takes nobody's place.
  fastify.addHook('preValidation', async (request: FastifyRequest) => {
    const kind = classOf(request);
    if (kind === null) return;
    if (isStoreAway()) throw new DatabaseAway();
    const sinceMs = performance.now();
    const refused = await admission.enter(kind);
    if (refused !== null) {
      shed.inc({ class: kind, why: refused });
      throw comeAgain(kind);
    }
    inside.set(request, { kind, waitedS: (performance.now() - sinceMs) / 1_000 });
  });

  // The answer is made: what it needed is free again, however slowly its caller reads it. A caller who left is answered too, to nobody.
  fastify.addHook('onSend', (request: FastifyRequest, _reply, payload, done) => {
    const began = inside.get(request);
    if (began !== undefined) {
      inside.delete(request);
      admission.leave(began.kind);
      if (isTold(request)) waited.observe({ class: began.kind }, began.waitedS);
    }
    done(null, payload);
  });
}

/** By what the route says of itself, else by whether it changes something. Null: it waits for nobody, such as the question how we are. */
export function classOf(request: FastifyRequest): AdmissionClass | null {
  const { admission, intake } = marksOf(request);
  if (request.is404 || admission === 'always') return null;
  if (admission !== undefined) return admission;
  if (intake === true) return 'intake';
  return request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write';
}

function comeAgain(kind: AdmissionClass): ProblemException {
  const retryAfterS = comeAgainS[kind] + randomInt(0, comeAgainS[kind] + 1);
  return new ProblemException(
    503,
    'platform.busy',
    'So much is asked for at the moment that what is less urgent has to wait. Nothing was done.',
    `Try again in ${String(retryAfterS)} seconds, with the same Idempotency-Key if you sent one.`,
    { retryAfterS, facts: { class: kind, retryAfterS } },
  );
}
