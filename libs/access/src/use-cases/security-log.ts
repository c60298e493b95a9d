import { Injectable, Logger } from '@nestjs/common';

/** What is logged about security, in the words of the OWASP Logging Vocabulary Cheat Sheet. */
export type SecurityEvent =
  | 'authn_login_success'
  | 'authn_login_fail'
  | 'authn_login_lock'
  | 'authn_logout_fail'
  | 'authn_password_change'
  | 'authn_token_created'
  | 'authn_token_revoked'
  | 'authn_factor_enrolled'
  | 'authn_factor_removed'
  | 'authz_fail'
  | 'authz_change'
  | 'session_ended'
  | 'session_renewed'
  | 'user_created'
  | 'user_updated'
  | 'excess_rate_limit_exceeded';

/** Warnings are for somebody to look at; the rest is a record. */
const warnings: ReadonlySet<SecurityEvent> = new Set([
  'authn_login_fail',
  'authn_login_lock',
  'authn_logout_fail',
  'authz_fail',
  'excess_rate_limit_exceeded',
  'authz_change',
]);

/**
 * The security log: who is told by id, never by name, address or anything that was typed; the time is the log's own, in UTC. A line is told when
 * the deed is decided; what came of it stands in the journal.
 */
@Injectable()
export class SecurityLog {
  private readonly logger = new Logger('Security');

  tell(event: SecurityEvent, correlationId: string, facts: Readonly<Record<string, string | number | null>> = {}): void {
    const line = { msg: event, correlationId, ...facts };
    if (warnings.has(event)) this.logger.warn(line);
    else this.logger.log(line);
  }
}
