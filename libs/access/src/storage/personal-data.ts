import { classify } from '@bongsu/platform';
import { AccountEntity } from './account.entity';
import { CeremonyEntity } from './ceremony.entity';
import { BreakGlassEntity, DelegationEntity, DeploymentGrantEntity } from './lent-grants.entity';
import { ProposalEntity } from './proposal.entity';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';
import { RecoveryCodeEntity } from './recovery-code.entity';
import { SealNameEntity, SealedIncidentEntity } from './seal-list.entity';
import { SecondStepEntity } from './second-step.entity';
import { ServiceAccountEntity } from './service-account.entity';
import { ServiceTokenEntity } from './service-token.entity';
import { SessionEntity } from './session.entity';
import { ThrottleEntity } from './throttle.entity';
import { TotpEntity } from './totp.entity';

/**
 * What the tables of this context hold of people: officials who sign in. Their names, addresses and the secrets of their apps are encrypted under
 * each one's own key; passwords, codes and tokens are hashes. What they wrote about why (a broken glass, a refused proposal) may name anybody: it has
 * a key of its own, because it is evidence of what they did and stays when they go.
 *
 * Left open: roles and what sessions and keys are called by browser or owner, which are of the office; the name of a service, which is a program.
 */
export const accountData = classify(AccountEntity, {
  subject: { type: 'account', id: 'id' },
  blindIndexes: { emailIndex: { of: 'email', spelling: 'e-mail' } },
  columns: {
    id: 'P0',
    email: 'P2',
    emailIndex: 'P1',
    displayName: 'P2',
    passwordHash: 'P1',
    grants: 'P1',
    version: 'P0',
    mustChangePassword: 'P0',
    passwordSetAt: 'P0',
    passwordExpiresAt: 'P0',
    passwordGivenBy: 'P1',
    disabledAt: 'P0',
    createdAt: 'P0',
  },
});
classify(CeremonyEntity, { columns: { secretHash: 'P0', purpose: 'P0', accountId: 'P1', facts: 'P0', expiresAt: 'P0' } });
classify(OidcIdentityEntity, { columns: { issuer: 'P1', subject: 'P1', accountId: 'P1', createdAt: 'P0' } });
classify(PasskeyEntity, {
  openText: { name: 'what its owner calls a device, for herself alone' },
  columns: {
    id: 'P0',
    accountId: 'P1',
    credentialId: 'P1',
    publicKey: 'P1',
    counter: 'P0',
    transports: 'P0',
    synced: 'P0',
    name: 'P1',
    createdAt: 'P0',
    lastUsedAt: 'P0',
  },
});
classify(RecoveryCodeEntity, { columns: { accountId: 'P1', codeHash: 'P1', usedAt: 'P0' } });
classify(SecondStepEntity, { columns: { tokenHash: 'P1', accountId: 'P1', expiresAt: 'P0', tries: 'P0', endedAt: 'P0' } });
classify(ServiceAccountEntity, {
  openText: { name: 'of a program, not of a person' },
  columns: { id: 'P0', name: 'P1', grants: 'P1', permissions: 'P0', createdBy: 'P1', createdAt: 'P0', endedAt: 'P0' },
});
classify(ServiceTokenEntity, {
  columns: { id: 'P0', serviceAccountId: 'P0', tokenHash: 'P1', createdAt: 'P0', expiresAt: 'P0', lastUsedAt: 'P0', revokedAt: 'P0' },
});
classify(SessionEntity, {
  columns: {
    id: 'P0',
    tokenHash: 'P1',
    accountId: 'P1',
    method: 'P0',
    device: 'P1',
    address: 'P1',
    createdAt: 'P0',
    lastUsedAt: 'P0',
    rotatedAt: 'P0',
    previousHash: 'P0',
    previousUntil: 'P0',
    expiresAt: 'P0',
    provedAt: 'P0',
    providerSidHash: 'P1',
    endedAt: 'P0',
  },
});
classify(ThrottleEntity, { columns: { key: 'P1', points: 'P0', expire: 'P0' } });
export const totpData = classify(TotpEntity, {
  subject: { type: 'account', id: 'accountId' },
  columns: { accountId: 'P1', secret: 'P2', createdAt: 'P0', confirmedAt: 'P0', lastStep: 'P0' },
});
export const proposalData = classify(ProposalEntity, {
  subject: { type: 'proposal', id: 'id', incidentSql: 'incident_id' },
  retention: {
    class: 'proposal',
    kept: 'two years after the proposal ended',
    dueSql: `SELECT id::text AS id FROM access_proposal WHERE ended_at < $1::timestamptz - interval '2 years'`,
  },
  columns: {
    id: 'P0',
    kind: 'P0',
    state: 'P0',
    payload: 'P2',
    subjectType: 'P0',
    subjectId: 'P1',
    label: 'P0',
    incidentId: 'P0',
    missionId: 'P0',
    audience: 'P0',
    proposedBy: 'P1',
    proposedAt: 'P0',
    expiresAt: 'P0',
    endedBy: 'P1',
    endedAt: 'P0',
    reason: 'P2',
  },
});
classify(DelegationEntity, {
  columns: { id: 'P0', missionId: 'P0', fromAccount: 'P1', toAccount: 'P1', fromAt: 'P0', untilAt: 'P0', madeAt: 'P0', revokedAt: 'P0' },
});
export const breakGlassData = classify(BreakGlassEntity, {
  subject: { type: 'break-glass', id: 'id', incidentSql: "CASE WHEN subject_type = 'incident' THEN subject_id END" },
  retention: {
    class: 'break-glass-reason',
    kept: 'two years after the glass was broken',
    dueSql: `SELECT id::text AS id FROM access_break_glass WHERE opened_at < $1::timestamptz - interval '2 years'`,
  },
  columns: {
    id: 'P0',
    accountId: 'P1',
    subjectType: 'P0',
    subjectId: 'P0',
    homeMissions: 'P0',
    reasonCode: 'P0',
    reason: 'P2',
    openedAt: 'P0',
    untilAt: 'P0',
    endedAt: 'P0',
    reviewedAt: 'P0',
    reviewedBy: 'P1',
    outcome: 'P0',
    note: 'P2',
  },
});
classify(DeploymentGrantEntity, { columns: { deploymentId: 'P0', accountId: 'P1', missionId: 'P0', fromAt: 'P0', untilAt: 'P0' } });
classify(SealedIncidentEntity, { columns: { incidentId: 'P0', code: 'P0', since: 'P0', endedAt: 'P0' } });
/** Who is on the list of a sealed incident: known to those on it alone, and kept as evidence of who could see it. */
classify(SealNameEntity, {
  columns: {
    id: 'P0',
    incidentId: 'P0',
    accountId: 'P1',
    why: 'P0',
    since: 'P0',
    untilAt: 'P0',
    addedBy: 'P1',
    removedAt: 'P0',
    removedBy: 'P1',
  },
});
