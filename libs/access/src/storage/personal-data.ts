import { classify } from '@bongsu/platform';
import { AccountEntity } from './account.entity';
import { CeremonyEntity } from './ceremony.entity';
import { BreakGlassEntity, DelegationEntity, DeploymentGrantEntity } from './lent-grants.entity';
import { ProposalEntity } from './proposal.entity';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';
import { RecoveryCodeEntity } from './recovery-code.entity';
import { SecondStepEntity } from './second-step.entity';
import { ServiceAccountEntity } from './service-account.entity';
import { ServiceTokenEntity } from './service-token.entity';
import { SessionEntity } from './session.entity';
import { ThrottleEntity } from './throttle.entity';
import { TotpEntity } from './totp.entity';

/** What the tables of this context hold of people: officials who sign in, in their function (work address, name as shown, what their sessions and keys are called). Passwords, codes and tokens are hashes. */
classify(AccountEntity, {
  columns: {
    id: 'P0',
    email: 'P1',
    displayName: 'P1',
    passwordHash: 'P1',
    grants: 'P1',
    version: 'P0',
    mustChangePassword: 'P0',
    passwordSetAt: 'P0',
    passwordExpiresAt: 'P0',
    disabledAt: 'P0',
    createdAt: 'P0',
  },
});
classify(CeremonyEntity, { columns: { secretHash: 'P0', purpose: 'P0', accountId: 'P1', facts: 'P0', expiresAt: 'P0' } });
classify(OidcIdentityEntity, { columns: { issuer: 'P1', subject: 'P1', accountId: 'P1', createdAt: 'P0' } });
classify(PasskeyEntity, {
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
    endedAt: 'P0',
  },
});
classify(ThrottleEntity, { columns: { key: 'P1', points: 'P0', expire: 'P0' } });
classify(TotpEntity, { columns: { accountId: 'P1', secret: 'P1', createdAt: 'P0', confirmedAt: 'P0', lastStep: 'P0' } });
classify(ProposalEntity, {
  columns: {
    id: 'P0',
    kind: 'P0',
    state: 'P0',
    payload: 'P1',
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
    reason: 'P1',
  },
});
classify(DelegationEntity, {
  columns: { id: 'P0', missionId: 'P0', fromAccount: 'P1', toAccount: 'P1', fromAt: 'P0', untilAt: 'P0', madeAt: 'P0', revokedAt: 'P0' },
});
classify(BreakGlassEntity, {
  columns: {
    id: 'P0',
    accountId: 'P1',
    subjectType: 'P0',
    subjectId: 'P0',
    homeMissions: 'P0',
    reasonCode: 'P0',
    reason: 'P1',
    openedAt: 'P0',
    untilAt: 'P0',
    endedAt: 'P0',
    reviewedAt: 'P0',
    reviewedBy: 'P1',
    outcome: 'P0',
    note: 'P1',
  },
});
classify(DeploymentGrantEntity, { columns: { deploymentId: 'P0', accountId: 'P1', missionId: 'P0', fromAt: 'P0', untilAt: 'P0' } });
