import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../contract/problem';
import { isUnavailable, sqlState } from '../database/faults';
import { addressesOf, noSuchAddress } from './limits/addresses';
import { ProblemException } from './problem';

const RETRY_AFTER_S = 2;

/** Writes every error as RFC 9457 problem JSON. Expected answers are not logged as errors; defects are, with their cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (request.is404 && statusOfHttp(error) === 404) answerNothingThere(request, reply);
    else writeProblem(this.problemOf(error, request), request, reply);
  }

  private problemOf(error: unknown, request: FastifyRequest): ProblemException {
    const problem = problemFrom(error);
    if (problem.status >= 500)
      this.logger.error({
        msg: problem.code,
        correlationId: request.id,
        method: request.method,
        path: pathOf(request),
        cause: causeOf(error),
      });
    return problem;
  }
}

/** The router found no route: because there is no such address (404), or because it takes other methods (405). */
export function answerNothingThere(request: FastifyRequest, reply: FastifyReply): void {
  const methods = addressesOf(request.server)?.methodsAt(request.url) ?? [];
  if (methods.length === 0) return writeProblem(noSuchAddress(), request, reply);
  // RFC 9110 §15.5.6
  void reply.header('allow', methods.join(', '));
  writeProblem(clientError(405, ''), request, reply);
}

/** The path without its query, which may hold what a person typed. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

/** Database messages may quote values of a row, hence of a person: only their class is logged. */
function causeOf(error: unknown): string {
  const state = sqlState(error);
  if (state !== undefined) return `sql ${state}: ${error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join(' ') : ''}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export function writeProblem(problem: ProblemException, request: FastifyRequest, reply: FastifyReply): void {
  if (problem.about.retryAfterS !== undefined) void reply.header('retry-after', String(problem.about.retryAfterS));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemBody(problem, request.id));
}

/** RFC 9457. `requestId` is the correlation id that entries, jobs and logs of the request carry. */
export function problemBody(problem: ProblemException, requestId: string): string {
  const body: Problem = {
    type: `urn:bongsu:problem:${problem.code}`,
    title: titleOf(problem.status),
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    remedy: problem.remedy,
    instance: `urn:bongsu:request:${requestId}`,
    correlationId: requestId,
    ...(problem.about.errors ? { errors: problem.about.errors } : {}),
    ...(problem.about.facts ? { facts: problem.about.facts as NonNullable<Problem['facts']> } : {}),
  };
  return JSON.stringify(body);
}

/** The one translation from anything thrown to a problem. Classified by type and code, never by message text. */
export function problemFrom(error: unknown): ProblemException {
  if (error instanceof ProblemException) return error;
  if (isUnavailable(error))
    return new ProblemException(
      503,
      'platform.unavailable',
      // It may have lost its connection after it committed and before it could say so.
      'The store did not answer. If this was to change something, it is not known whether it did.',
      'Try again in a few seconds with the same Idempotency-Key: what was done already is answered again, not done twice.',
      { retryAfterS: RETRY_AFTER_S },
    );
  if (sqlState(error) === '22021' || sqlState(error) === '22P05')
    return new ProblemException(
      400,
      'platform.unstorable-text',
      'The text contains characters that cannot be stored.',
      'Remove NUL and other control characters.',
    );
  const status = statusOfHttp(error);
  if (status !== undefined && status < 500) return clientError(status, fastifyCode(error));
  return new ProblemException(
    500,
    'platform.defect',
    'Something went wrong on our side. If this was to change something, it is not known whether it did.',
    'Try again with the same Idempotency-Key; if it stays, give the correlation id to whoever runs this system.',
  );
}

function statusOfHttp(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return undefined;
}

function fastifyCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function clientError(status: number, code: string): ProblemException {
  switch (status) {
    case 404:
      return new ProblemException(
        404,
        'platform.no-such-address',
        'There is nothing at this address.',
        'Check the path against the API description at /api/openapi.json.',
      );
    case 405:
      return new ProblemException(
        405,
        'platform.method-not-allowed',
        'This address does not take this method.',
        'Check the method against the API description.',
      );
    case 413:
      return new ProblemException(
        413,
        'platform.too-large',
        'The request body is too large.',
        'Send less than 64 KB; long texts belong into several reports.',
      );
    case 414:
      return new ProblemException(414, 'platform.address-too-long', 'The address is too long.', 'Check it against the API description.');
    case 415:
      return new ProblemException(
        415,
        'platform.unsupported-media-type',
        'The request body is of a type that is not understood here.',
        'Send application/json.',
      );
    case 400:
      return new ProblemException(
        400,
        'platform.malformed-request',
        `The request could not be read${code === '' ? '' : ` (${code})`}.`,
        'Send well-formed JSON with the header Content-Type: application/json.',
      );
    default:
      return new ProblemException(status, 'platform.refused', 'The request was refused.', 'Check it against the API description.');
  }
}

function titleOf(status: number): string {
  const titles: Record<number, string> = {
    400: 'Bad request',
    401: 'Sign in first',
    403: 'Not permitted',
    404: 'Not found',
    409: 'Conflict',
    412: 'Changed by somebody else',
    405: 'Method not allowed',
    408: 'Too slow',
    413: 'Too large',
    414: 'Address too long',
    415: 'Unsupported media type',
    422: 'Cannot be done',
    429: 'Too many requests',
    503: 'Not available now',
  };
  return titles[status] ?? (status >= 500 ? 'Our fault' : 'Refused');
}
