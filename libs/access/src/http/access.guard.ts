import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Authenticator, PERMISSION, PUBLIC_ROUTE, ProblemException, type SignedInRequest } from '@bongsu/platform';
import type { Permission } from '../contract';
import { mayAnywhere } from '../domain/may';

/** Deny by default: every route needs a signed-in caller whose roles carry its permission somewhere; the use case asks where. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<string | undefined>(PUBLIC_ROUTE, targets) !== undefined) return true;
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
    if (permission === undefined || !mayAnywhere(actor, permission)) {
      throw new ProblemException(
        403,
        'access.forbidden',
        'Your roles do not include this.',
        'Ask your head of mission or administrator if you need it.',
        { facts: { permission: permission ?? null } },
      );
    }
    request.actor = actor;
    return true;
  }
}
