import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecurityLog } from '../use-cases/security-log';
import type { OidcTrouble, Vouched } from './oidc-provider';

/** Why somebody came back from the provider without a session: names of claims and a digest of who it was, never a value that was sent. */
@Injectable()
export class OidcLog {
  constructor(private readonly log: SecurityLog) {}

  /** A sign-out at the provider that went wrong, in either direction. */
  logoutFailure(correlationId: string, { failure, why }: OidcTrouble): void {
    this.log.tell('authn_logout_fail', correlationId, { method: 'provider', failure, why });
  }

  failure(correlationId: string, { failure, why }: OidcTrouble, whom: Vouched | undefined): void {
    this.log.tell('authn_login_fail', correlationId, { method: 'provider', failure, why, ...(whom === undefined ? {} : aboutWhom(whom)) });
  }
}

/** The same person has the same digest, so that lines can be seen to belong together. */
function aboutWhom({ issuer, subject, claims }: Vouched): { subjectDigest: string; claims: string } {
  const subjectDigest = createHash('sha256').update(`${issuer}\n${subject}`).digest('hex').slice(0, 16);
  return { subjectDigest, claims: Object.keys(claims).sort().join(' ').slice(0, 500) };
}
