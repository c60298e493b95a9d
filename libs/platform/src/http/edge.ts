import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { newId } from '@bongsu/kernel';
import type { FastifyHttpOptions, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/concerns';
import { keepAddresses } from './limits/addresses';
import { misshapen } from './limits/body-shape';
import type { SignedInRequest } from './decorators';
import { budgetOf } from './limits/intake';
import { KnownCallers } from './limits/known-callers';
import type { RequestRates } from './limits/request-rates';
import { ProblemException } from './problem';
import { problemBody, problemFrom, writeProblem } from './problem.filter';
import { securityHeaders } from './security-headers';

/** Longer addresses than this are not ours: a cursor has 400 characters. */
const URL_AT_MOST = 4_096;
const HEADERS_AT_MOST_BYTES = 16 * 1024;
/** How often half-sent requests are looked for. */
const LOOK_EVERY_MS = 1_000;

/** How the server itself is guarded: time-outs against callers who send slowly, whose word is believed about addresses, errors as problems. */
export function serverOptions({ limits }: Pick<Settings, 'limits'>) {
  const proxies = limits.TRUSTED_PROXIES.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return {
    // X-Forwarded-For is anybody's claim, unless a proxy of ours writes it.
    trustProxy: proxies.length === 0 ? false : proxies,
    requestTimeout: limits.REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: limits.REQUEST_HEADERS_TIMEOUT_MS,
      requestTimeout: limits.REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      maxHeaderSize: HEADERS_AT_MOST_BYTES,
    },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(securityHeaders({ isTls: false }));
      writeProblem(problemFrom(error), request, reply);
    },
  } satisfies FastifyHttpOptions<Server>;
}

/** What is asked of a request before anything reads it. */
export function guardEdge(fastify: FastifyInstance, settings: Pick<Settings, 'http'>, rates: RequestRates): void {
  const headers = securityHeaders({ isTls: settings.http.PUBLIC_ORIGIN?.startsWith('https:') === true });
  const callers = new KnownCallers();
  keepAddresses(fastify);
  // A form of a foreign page may send this type without asking; nothing here takes it.
  fastify.removeContentTypeParser('text/plain');
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    void reply.headers(headers).header('x-correlation-id', request.id);
    if (request.url.length > URL_AT_MOST) done(urlTooLong());
    else void heldUp(request, rates, callers).then((refused) => (refused === null ? done() : done(refused)), done);
  });
  fastify.addHook('preValidation', (request: FastifyRequest, _reply, done) => {
    const refused = typeof request.body === 'object' && request.body !== null ? misshapen(request.body) : null;
    if (refused === null) done();
    else done(refused);
  });
  fastify.addHook('onSend', (request: SignedInRequest, _reply, payload, done) => {
    if (request.actor !== undefined) callers.remember(request.headers);
    done(null, payload);
  });
}

/**
 * Load balancers ask how we are however busy we are. The wide budget of reports is for those whose session was good a moment ago: whoever else
 * comes that way costs a look into the database, and is counted with everybody.
 */
function heldUp(request: FastifyRequest, rates: RequestRates, callers: KnownCallers): Promise<ProblemException | null> {
  if (request.routeOptions.url?.startsWith('/health/') === true) return Promise.resolve(null);
  const budget = budgetOf(request) === 'intake' && callers.knows(request.headers) ? 'intake' : 'general';
  return rates.fromAddress(request.ip, budget, request.id);
}

function urlTooLong(): ProblemException {
  return new ProblemException(
    414,
    'platform.address-too-long',
    'The address is too long.',
    `Ask with at most ${String(URL_AT_MOST)} characters.`,
  );
}

const broken: Readonly<Record<string, readonly [status: number, code: string, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'platform.request-too-slow', 'The request did not come in time.'],
  HPE_HEADER_OVERFLOW: [431, 'platform.headers-too-large', 'The headers of the request are too large.'],
};

/** What cannot be read as HTTP at all, or comes too slowly: answered on the bare connection, which then ends. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, code, detail] = broken[error.code ?? ''] ?? [400, 'platform.malformed-request', 'The request could not be read.'];
  const body = problemBody(new ProblemException(status, code, detail, 'Send well-formed HTTP/1.1.'), newId());
  const headers = [
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}`,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`);
  socket.destroy();
}
