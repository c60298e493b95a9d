import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, UseInterceptors } from '@nestjs/common';
import type { SignedInRequest } from '@bongsu/platform';
import type { FastifyReply } from 'fastify';
import { type Observable, mergeMap } from 'rxjs';
import { RotateSession } from '../use-cases/rotate-session';
import { SessionCookie } from './session-cookie';

/** After a route that asked for a proof: the board's session goes on with a new token, and the old one is soon worth nothing (ASVS 5.0 §7.2.4). */
@Injectable()
export class TokenRenewal implements NestInterceptor {
  constructor(
    private readonly rotation: RotateSession,
    private readonly cookie: SessionCookie,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        await this.renew(http.getRequest<SignedInRequest>(), http.getResponse<FastifyReply>());
        return answer;
      }),
    );
  }

  /** A script keeps the token that it was given. One that was renewed on the way in is new enough. */
  private async renew({ actor, headers }: SignedInRequest, reply: FastifyReply): Promise<void> {
    if (actor === undefined || this.cookie.brought(headers)?.as !== 'cookie' || reply.getHeader('set-cookie') !== undefined) return;
    const renewed = await this.rotation.afterProof(actor);
    if (renewed !== null) void reply.header('set-cookie', this.cookie.of(renewed));
  }
}

/** Marks a route that asks its caller to prove who she is. */
export const RenewsToken = (): MethodDecorator => UseInterceptors(TokenRenewal);
