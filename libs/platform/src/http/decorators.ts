import { createHash } from 'node:crypto';
import { type CustomDecorator, type ExecutionContext, SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiHeader, ApiSecurity } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import canonicalize from 'canonicalize';
import type { Actor, Whereabouts } from '../security/actor';
import { ProblemException } from './problem';

export const PERMISSION = Symbol('permission');
export const PUBLIC_ROUTE = Symbol('public-route');

/**
 * Names the permission that a route or a socket's message needs. Each has one that the access context knows, or says
 * {@link PublicRoute}; the boot fails otherwise.
 */
export const Permission = (permission: string): CustomDecorator<symbol> => SetMetadata(PERMISSION, permission);

/** Open to callers who have not signed in. The reason stands in the code, so that each can be reviewed. */
export const PublicRoute = (reason: string): MethodDecorator => applyDecorators(SetMetadata(PUBLIC_ROUTE, reason), ApiSecurity({}));

/** What the access guard found out about the caller. */
export interface SignedInRequest extends FastifyRequest {
  actor?: Actor;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Who calls, with the Idempotency-Key of a POST as what must happen only once. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<SignedInRequest>();
  if (request.actor === undefined)
    throw new ProblemException(401, 'access.not-signed-in', 'You are not signed in.', 'Sign in and try again.');
  const actor = { ...request.actor, from: whereaboutsOf(request) };
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return actor;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new ProblemException(
      400,
      'platform.invalid-idempotency-key',
      'The Idempotency-Key is not usable.',
      'Send 1 to 200 visible ASCII characters, such as a UUID.',
      {
        errors: [
          { field: 'Idempotency-Key', code: 'invalid', message: 'must be 1 to 200 visible ASCII characters', remedy: 'Send a UUID.' },
        ],
      },
    );
  }
  // Only compared in memory: what is kept of it is an HMAC under a key of the installation (see Answers).
  const fingerprint = createHash('sha256')
    .update(`${request.method} ${request.url}\n${canonicalize(request.body) ?? ''}`)
    .digest('base64url');
  return { ...actor, once: { kind: 'request', key, fingerprint } };
});

/** Control characters would let a caller write lines of her own into what is printed from the record. */
function whereaboutsOf({ ip, headers }: FastifyRequest): Whereabouts {
  return { address: ip, device: (headers['user-agent'] ?? 'unknown').replace(/[^\x20-\x7e]/g, '?').slice(0, 200) };
}

const describesIfMatch: ParameterDecorator = (target, key) => {
  const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key === undefined || method === undefined) return;
  const description = 'The ETag of the last answer; refused with 412 when the object was changed since.';
  ApiHeader({ name: 'If-Match', required: false, description })(target, key, method);
};

/** The version in If-Match (RFC 9110 §13.1.1), undefined when the header is absent or `*`. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | undefined => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined || header === '*') return undefined;
    const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1];
    if (version !== undefined) return Number(version);
    throw new ProblemException(
      400,
      'platform.invalid-if-match',
      'If-Match is not an ETag of this API.',
      'Send the ETag of the last answer unchanged, such as "3".',
      {
        errors: [
          {
            field: 'If-Match',
            code: 'invalid',
            message: 'is not an ETag such as "3"',
            remedy: 'Send the ETag of the last answer unchanged.',
          },
        ],
      },
    );
  },
  [describesIfMatch],
);
