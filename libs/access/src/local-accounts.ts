import type { Type } from '@nestjs/common';
import { AccessWatch } from './http/access-watch';
import { OwnSecurityController } from './http/own-security.controller';
import { PeopleController } from './http/people.controller';
import { ServiceAccountsController } from './http/service-accounts.controller';
import { AccountNames } from './storage/account-names';
import { People } from './storage/people';
import { SecondFactorStore } from './storage/second-factor.store';
import { ServiceAccountStore } from './storage/service-account.store';
import { ThrottleStore } from './storage/throttle.store';
import { TotpSecrets } from './storage/totp-secrets';
import { AccessSettings } from './use-cases/access-settings';
import { ChangePassword } from './use-cases/change-password';
import { ChangePerson } from './use-cases/change-person';
import { CheckCode } from './use-cases/check-code';
import { CompleteSignIn } from './use-cases/complete-sign-in';
import { CreateAdministrator } from './use-cases/create-administrator';
import { FailedSignIns } from './use-cases/failed-sign-ins';
import { OneTimePasswords } from './use-cases/one-time-passwords';
import { OwnSecondFactor } from './use-cases/own-second-factor';
import { ProvePresence } from './use-cases/prove-presence';
import { ReadPeople } from './use-cases/read-people';
import { RotateSession } from './use-cases/rotate-session';
import { SecurityLog } from './use-cases/security-log';
import { ServiceAccounts } from './use-cases/service-accounts';
import { ServiceCallers } from './use-cases/service-callers';
import { FormerSession } from './use-cases/former-session';
import { SessionsOfAccount } from './use-cases/sessions-of-account';
import { SignInThrottle } from './use-cases/sign-in-throttle';

/** Local accounts, their second factors and sessions, and accounts of services: what AccessModule and AccessHttpModule take in. */
export const localAccounts: Type[] = [
  ...[AccountNames, People, SecondFactorStore, TotpSecrets, ServiceAccountStore, ThrottleStore],
  ...[AccessSettings, SecurityLog, SignInThrottle, FailedSignIns],
  ...[CheckCode, CompleteSignIn, ProvePresence, ChangePassword, OwnSecondFactor, SessionsOfAccount, FormerSession, RotateSession],
  ...[ReadPeople, OneTimePasswords, ChangePerson, CreateAdministrator, ServiceAccounts, ServiceCallers],
];

export const localAccountsHttp: Type[] = [AccessWatch];

export const localAccountsControllers: Type[] = [OwnSecurityController, PeopleController, ServiceAccountsController];
