import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ProblemException, isChanging, requestOrigin } from '@bongsu/platform';
import type { FastifyRequest } from 'fastify';
import { AccessSettings } from '../use-cases/access-settings';
import { SecurityLog } from '../use-cases/security-log';
import { SessionCookie } from './session-cookie';

/**
 * A browser sends the board's cookie along whoever makes it ask. What changes something is therefore taken only from our own pages, or from
 * whoever brings a token herself; signing in, too, so that nobody is signed in to somebody else's account. SameSite alone trusts sibling domains.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(
    private readonly settings: AccessSettings,
    private readonly cookie: SessionCookie,
    private readonly log: SecurityLog,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, headers, id } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!isChanging(method)) return true;
    const brought = this.cookie.brought(headers);
    if (brought?.as === 'bearer') return true;
    const origin = requestOrigin(headers, this.settings.publicOrigin);
    if (origin === 'own' || (origin === 'untold' && brought === null)) return true;
    this.log.tell('authz_fail', id, { origin });
    throw new ProblemException(
      403,
      'access.foreign-origin',
      'The request does not come from a page of this system.',
      'Use the board itself; programs send their token as Bearer.',
    );
  }
}
