import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountRateGuard, Authenticator, KnownPermissions, LivePolicy, PlatformHttpModule } from '@bongsu/platform';
import { permissions } from './contract';
import { AccessGuard } from './http/access.guard';
import { AccessLivePolicy } from './http/access-live-policy';
import { OutboxKeyController } from './http/outbox-key.controller';
import { SameOriginGuard } from './http/same-origin.guard';
import { SessionCookie } from './http/session-cookie';
import { SessionsController } from './http/sessions.controller';
import { privacy, privacyControllers } from './privacy';
import { sharedDecisions, sharedDecisionsControllers } from './shared-decisions';
import { localAccounts, localAccountsControllers, localAccountsHttp } from './local-accounts';
import { signInWays, signInWaysControllers, signInWaysHttp } from './sign-in-ways';
import { AccountStore, SessionStore } from './storage/account.store';
import { BeginSession } from './use-cases/begin-session';
import { OwnAccount } from './use-cases/own-account';
import { KnownAccounts } from './storage/known-accounts';
import { PutAccount } from './use-cases/put-account';
import { SessionAuthenticator } from './use-cases/session-authenticator';
import { SessionCache } from './use-cases/session-cache';
import { SignIn } from './use-cases/sign-in';
import { SignOut } from './use-cases/sign-out';

@Module({
  providers: [
    AccountStore,
    SessionStore,
    KnownAccounts,
    SessionCache,
    BeginSession,
    SignIn,
    SignOut,
    PutAccount,
    OwnAccount,
    ...localAccounts,
    ...signInWays,
    ...privacy,
    ...sharedDecisions,
  ],
  exports: [
    AccountStore,
    SessionStore,
    KnownAccounts,
    SessionCache,
    BeginSession,
    SignIn,
    SignOut,
    PutAccount,
    OwnAccount,
    ...localAccounts,
    ...signInWays,
    ...privacy,
    ...sharedDecisions,
  ],
})
export class AccessModule {}

/** Guards every route and every socket of a process. */
@Global()
@Module({
  imports: [AccessModule, PlatformHttpModule],
  controllers: [
    SessionsController,
    OutboxKeyController,
    ...localAccountsControllers,
    ...signInWaysControllers,
    ...privacyControllers,
    ...sharedDecisionsControllers,
  ],
  providers: [
    SessionCookie,
    ...localAccountsHttp,
    ...signInWaysHttp,
    { provide: Authenticator, useClass: SessionAuthenticator },
    { provide: LivePolicy, useClass: AccessLivePolicy },
    { provide: KnownPermissions, useValue: { has: (permission) => Object.hasOwn(permissions, permission) } satisfies KnownPermissions },
    { provide: APP_GUARD, useClass: SameOriginGuard },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: AccountRateGuard },
  ],
  exports: [Authenticator, LivePolicy, KnownPermissions],
})
export class AccessHttpModule {}
