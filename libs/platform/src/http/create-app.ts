import { type INestApplication, Logger, type Type, VersioningType } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '@bongsu/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Settings } from '../config/concerns';
import { LiveAdapter } from '../realtime/live-adapter';
import { unknownYet } from '../security/acting';
import { KnownPermissions } from '../security/known-permissions';
import { DatabaseWatch } from '../database/database-watch';
import type { PinoLogger } from '../telemetry/logger';
import { admitRequests } from './admission/admit-requests';
import { guardEdge, serverOptions } from './edge';
import { RequestRates } from './limits/request-rates';
import { messagePolicies, routePolicies } from './policies';
import { logRequests } from './request-log';
import { marksOf } from './route-marks';
import { ProblemException } from './problem';
import { ProblemFilter } from './problem.filter';
import { ValidationPipe } from './validation.pipe';

const BODY_LIMIT_BYTES = 64 * 1024;
/** Feed documents are large; only their own route takes this type. A whole USGS day is about 0.6 MB. */
export const GEO_JSON = 'application/geo+json';
const FEED_LIMIT_BYTES = 8 * 1024 * 1024;
/** A form of a foreign page may send this type; one address takes it, whose caller has nothing but a signature to be known by. */
export const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT_BYTES = 20 * 1024;
const CORRELATION = /^[A-Za-z0-9-]{8,64}$/;

/** The HTTP process of any module: Fastify, problems, validation, policies, sockets; ready to listen. */
export async function createHttpApp(root: Type | object, settings: Settings, logger: PinoLogger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) => correlationOf(request.headers['x-correlation-id']),
    logger: false,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    ...serverOptions(settings),
  });
  // Known only once the modules are there.
  const known: { watch?: DatabaseWatch } = {};
  // Addresses are counted here, before the modules are there; accounts by the guard that stands behind signing in.
  prepare(adapter.getInstance(), settings, new RequestRates(settings), () => known.watch?.awaySince != null);
  const app = await NestFactory.create<NestFastifyApplication>(root as Type, adapter, {
    logger,
    abortOnError: false,
    bufferLogs: false,
    // Fastify's own parser of JSON does the same in half the time, and forms of foreign pages are not taken.
    bodyParser: false,
  });
  known.watch = app.get(DatabaseWatch, { strict: false });
  addressRoutes(app);
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new LiveAdapter(app, settings));
  app.enableShutdownHooks();
  try {
    requirePolicies(app);
  } catch (missing) {
    // Nothing was opened to anybody yet; what the modules hold, such as database connections, goes.
    await app.close();
    throw missing;
  }
  return app;
}

function requirePolicies(app: INestApplication): void {
  const found = [
    app.get(DiscoveryService, { strict: false }),
    app.get(MetadataScanner, { strict: false }),
    app.get(KnownPermissions, { strict: false }),
  ] as const;
  const routes = routePolicies(...found);
  const messages = messagePolicies(...found);
  new Logger('Http').log({ msg: 'every route has its policy', routes: routes.length, messages: messages.length });
}

/** Where routes lie: /api/v1/… and beside it health and metrics. Also for whoever only describes them. */
export function addressRoutes(app: INestApplication): void {
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics', 'status', 'status.json'] });
  app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' });
}

function prepare(fastify: FastifyInstance, settings: Settings, rates: RequestRates, isStoreAway: () => boolean): void {
  logRequests(fastify);
  // After the body was read, where the thread of the request is picked up again; the guard then says who asks.
  fastify.addHook('preHandler', (_request, _reply, done) => unknownYet(done));
  guardEdge(fastify, settings, rates);
  admitRequests(fastify, settings, isStoreAway);
  fastify.addContentTypeParser(GEO_JSON, { parseAs: 'string', bodyLimit: FEED_LIMIT_BYTES }, (request, body, done) => {
    const misplaced = new ProblemException(
      415,
      'platform.unsupported-media-type',
      'Only feed addresses take GeoJSON.',
      'Send application/json.',
    );
    done(marksOf(request).takes === GEO_JSON ? null : misplaced, body);
  });
  fastify.addContentTypeParser(FORM, { parseAs: 'string', bodyLimit: FORM_LIMIT_BYTES }, (request, body, done) => {
    if (marksOf(request).takes === FORM) done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    else done(new ProblemException(415, 'platform.unsupported-media-type', 'Forms are not taken here.', 'Send application/json.'));
  });
  // A row's version is its ETag: what was read can be sent back as If-Match.
  fastify.addHook('preSerialization', (_request, reply: FastifyReply, payload: unknown, done) => {
    if (typeof payload === 'object' && payload !== null && 'version' in payload && typeof payload.version === 'number')
      void reply.header('etag', `"${payload.version}"`);
    done(null, payload);
  });
}

function correlationOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && CORRELATION.test(header) ? header : newId();
}
