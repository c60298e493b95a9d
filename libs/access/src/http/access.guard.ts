import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, Authenticator, PERMISSION, PUBLIC_ROUTE, ProblemException, type SignedInRequest, nowActs } from '@bongsu/platform';
import type { FastifyReply } from 'fastify';
import type { Permission } from '../contract';
import { mayAnywhere } from '../domain/may';
import { RotateSession } from '../use-cases/rotate-session';
import { SecurityLog } from '../use-cases/security-log';
import { SessionCookie } from './session-cookie';

/** What every person may do in her own session, whatever her roles are: see to her own account. */
const OWN_SESSION = 'access.own-session';

/** Deny by default: every route needs a signed-in caller whose roles carry its permission somewhere; the use case asks where. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly rotation: RotateSession,
    private readonly cookie: SessionCookie,
    private readonly log: SecurityLog,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<string | undefined>(PUBLIC_ROUTE, targets) !== undefined) {
      nowActs(null);
      return true;
    }
    const permission = this.reflector.getAllAndOverride<Permission | undefined>(PERMISSION, targets);
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const { authorization, cookie } = request.headers;
    const actor = await this.authenticator.authenticate({ authorization, cookie }, request.id);
    if (actor === null)
      throw new ProblemException(
        401,
        'access.not-signed-in',
        'You are not signed in, or your session has ended.',
        'Sign in and try again.',
      );
    if (permission === undefined || !allows(actor, permission)) {
      this.log.tell('authz_fail', request.id, { actor: actor.id, permission: permission ?? null });
      throw refusalOf(actor, permission);
    }
    await this.renewCookie(request, context.switchToHttp().getResponse<FastifyReply>());
    request.actor = actor;
    nowActs(actor);
    return true;
  }

  /** Now and then a board goes on with a new token. A script keeps the one it was given. */
  private async renewCookie({ headers, id }: SignedInRequest, reply: FastifyReply): Promise<void> {
    const brought = this.cookie.brought(headers);
    if (brought?.as !== 'cookie') return;
    const renewed = await this.rotation.whenDue(brought.token, id);
    if (renewed !== null) void reply.header('set-cookie', this.cookie.of(renewed));
  }
}

function allows(actor: Actor, permission: Permission): boolean {
  return permission === OWN_SESSION ? actor.sessionId !== undefined : mayAnywhere(actor, permission);
}

function refusalOf({ due }: Actor, permission: Permission | undefined): ProblemException {
  if (due === 'password-change')
    return new ProblemException(
      403,
      'access.password-change-due',
      'You must set a password of your own first.',
      'Change your password, then go on.',
    );
  if (due === 'second-factor')
    return new ProblemException(
      403,
      'access.second-factor-due',
      'Your role demands a second factor.',
      'Set up an authenticator app, then go on.',
    );
  return new ProblemException(
    403,
    'access.forbidden',
    'Your roles do not include this.',
    'Ask your head of mission or administrator if you need it.',
    { facts: { permission: permission ?? null } },
  );
}
