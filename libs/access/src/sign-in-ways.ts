import type { Provider, Type } from '@nestjs/common';
import { SETTINGS } from '@bongsu/platform';
import { OidcController } from './http/oidc.controller';
import { OidcLogoutController } from './http/oidc-logout.controller';
import { LogoutRate } from './http/logout-rate';
import { OidcLog } from './http/oidc-log';
import { OidcProvider } from './http/oidc-provider';
import { OIDC_SETTINGS, oidcSettings } from './http/oidc-settings';
import { PasskeySignInController } from './http/passkey-sign-in.controller';
import { PasskeysController } from './http/passkeys.controller';
import { SignInWaysController } from './http/sign-in-ways.controller';
import { CeremonyStore } from './storage/ceremony.store';
import { OidcIdentityStore } from './storage/oidc-identity.store';
import { PasskeyStore } from './storage/passkey.store';
import { OidcCeremony } from './use-cases/oidc-ceremony';
import { OwnerIsThere } from './use-cases/owner-is-there';
import { OwnPasskeys } from './use-cases/own-passkeys';
import { PasskeyCeremony } from './use-cases/passkey-ceremony';
import { RegisterPasskey } from './use-cases/register-passkey';
import { SignedOutThere } from './use-cases/signed-out-there';
import { SignInByOidc } from './use-cases/sign-in-by-oidc';
import { SignOutByOidc } from './use-cases/sign-out-by-oidc';
import { SignInByPasskey } from './use-cases/sign-in-by-passkey';

/** Sign-in with the ministry and with passkeys: what AccessModule and AccessHttpModule take in. */
export const signInWays: Type[] = [
  ...[CeremonyStore, OidcIdentityStore, PasskeyStore],
  ...[OidcCeremony, SignedOutThere, SignInByOidc, SignOutByOidc, PasskeyCeremony, OwnerIsThere],
  ...[RegisterPasskey, OwnPasskeys, SignInByPasskey],
];

export const signInWaysHttp: Provider[] = [
  OidcProvider,
  OidcLog,
  LogoutRate,
  { provide: OIDC_SETTINGS, useFactory: oidcSettings, inject: [SETTINGS] },
];

export const signInWaysControllers: Type[] = [
  ...[SignInWaysController, OidcController, OidcLogoutController, PasskeySignInController, PasskeysController],
];
