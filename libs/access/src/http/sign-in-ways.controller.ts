import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PublicRoute, SETTINGS, type Settings } from '@bongsu/platform';
import type { SignInWays } from '../contract';
import { passkeyHome } from '../use-cases/passkey-home';
import { OIDC_SETTINGS, type OidcSettings } from './oidc-settings';

/** What the sign-in page offers. */
@ApiTags('access')
@Controller('sessions/ways')
export class SignInWaysController {
  private readonly ways: SignInWays;

  constructor(@Inject(OIDC_SETTINGS) oidc: OidcSettings | null, @Inject(SETTINGS) settings: Pick<Settings, 'http'>) {
    const home = passkeyHome(settings.http);
    this.ways = { password: true, oidc: oidc !== null, passkey: home === null ? null : { rpId: home.rpId } };
  }

  @Get()
  @PublicRoute('the sign-in page asks before anybody has signed in')
  read(): SignInWays {
    return this.ways;
  }
}
