import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Authenticator, KnownPermissions, LivePolicy } from '@bongsu/platform';
import { permissions } from './contract';
import { AccessGuard } from './http/access.guard';
import { AccessLivePolicy } from './http/access-live-policy';
import { SessionsController } from './http/sessions.controller';
import { AccountStore, SessionStore } from './storage/account.store';
import { OwnAccount } from './use-cases/own-account';
import { KnownAccounts } from './storage/known-accounts';
import { PutAccount } from './use-cases/put-account';
import { SessionAuthenticator } from './use-cases/session-authenticator';
import { SessionCache } from './use-cases/session-cache';
import { SignIn } from './use-cases/sign-in';
import { SignOut } from './use-cases/sign-out';

@Module({
  providers: [AccountStore, SessionStore, KnownAccounts, SessionCache, SignIn, SignOut, PutAccount, OwnAccount],
  exports: [AccountStore, SessionStore, KnownAccounts, SessionCache, SignIn, SignOut, PutAccount, OwnAccount],
})
export class AccessModule {}

/** Guards every route and every socket of a process. */
@Global()
@Module({
  imports: [AccessModule],
  controllers: [SessionsController],
  providers: [
    { provide: Authenticator, useClass: SessionAuthenticator },
    { provide: LivePolicy, useClass: AccessLivePolicy },
    { provide: KnownPermissions, useValue: { has: (permission) => Object.hasOwn(permissions, permission) } satisfies KnownPermissions },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Authenticator, LivePolicy, KnownPermissions],
})
export class AccessHttpModule {}
