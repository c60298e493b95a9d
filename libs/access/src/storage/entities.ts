import { AccountEntity } from './account.entity';
import { CeremonyEntity } from './ceremony.entity';
import { BreakGlassEntity, DelegationEntity, DeploymentGrantEntity } from './lent-grants.entity';
import { OidcIdentityEntity } from './oidc-identity.entity';
import { PasskeyEntity } from './passkey.entity';
import { ProposalEntity } from './proposal.entity';
import { RecoveryCodeEntity } from './recovery-code.entity';
import { SealNameEntity, SealedIncidentEntity } from './seal-list.entity';
import { SecondStepEntity } from './second-step.entity';
import { ServiceAccountEntity } from './service-account.entity';
import { ServiceTokenEntity } from './service-token.entity';
import { SessionEntity } from './session.entity';
import { ThrottleEntity } from './throttle.entity';
import { TotpEntity } from './totp.entity';

/** What this context maps. */
export const accessEntities = [
  AccountEntity,
  BreakGlassEntity,
  CeremonyEntity,
  DelegationEntity,
  DeploymentGrantEntity,
  OidcIdentityEntity,
  PasskeyEntity,
  ProposalEntity,
  RecoveryCodeEntity,
  SealedIncidentEntity,
  SealNameEntity,
  SecondStepEntity,
  ServiceAccountEntity,
  ServiceTokenEntity,
  SessionEntity,
  ThrottleEntity,
  TotpEntity,
];
