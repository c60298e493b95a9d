import { Body, Controller, Get, HttpCode, Post, Redirect, Req } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import { FORM, ProblemException, PublicRoute, Takes } from '@bongsu/platform';
import type { FastifyRequest } from 'fastify';
import { type LogoutRequest, logoutRequestSchema } from '../contract';
import { SignOutByOidc } from '../use-cases/sign-out-by-oidc';
import { LogoutRate } from './logout-rate';
import { OidcLog } from './oidc-log';
import { OidcProvider, OidcTrouble } from './oidc-provider';

/** Where the board goes on to when somebody who came from the ministry has signed out. */
export const OIDC_FAREWELL = '/api/v1/sessions/oidc/end';

/** Signing out at the ministry's provider: from here to there with the browser, and from there to here from server to server. */
@ApiTags('access')
@Controller('sessions/oidc')
export class OidcLogoutController {
  constructor(
    private readonly provider: OidcProvider,
    private readonly signOut: SignOutByOidc,
    private readonly log: OidcLog,
    private readonly rate: LogoutRate,
  ) {}

  @Get('end')
  @Redirect()
  @PublicRoute('whoever gets here has signed out; it ends nothing here, and the provider asks its own question')
  async farewell(@Req() request: FastifyRequest): Promise<{ url: string }> {
    try {
      return { url: (await this.provider.farewell())?.href ?? '/' };
    } catch (error) {
      if (!(error instanceof OidcTrouble)) throw error;
      // She is signed out here, which is what counts; the log says why it went no further.
      this.log.logoutFailure(request.id, error);
      return { url: '/' };
    }
  }

  @Post('backchannel-logout')
  @HttpCode(200)
  @Takes(FORM)
  @ApiConsumes(FORM)
  @PublicRoute('the provider itself calls; its signature on the logout token says so')
  async backChannel(
    @Body({ schema: logoutRequestSchema }) { logout_token: token }: LogoutRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.rate.admit(request.ip);
    try {
      const ended = await this.signOut.execute(await this.provider.logoutOrder(token), request.id);
      if (!ended.ok) throw new OidcTrouble('access.oidc-answer-invalid', 'again');
    } catch (error) {
      if (!(error instanceof OidcTrouble)) throw error;
      if (error.failure === 'access.oidc-answer-invalid') await this.rate.count(request.ip);
      this.log.logoutFailure(request.id, error);
      throw notTaken(error);
    }
  }
}

/** 400 in every case, as the protocol has it (OpenID Connect Back-Channel Logout 1.0 §2.8); only the log says what was wrong. */
const notTaken = ({ failure }: OidcTrouble): ProblemException =>
  new ProblemException(
    400,
    failure,
    'The logout token was not taken.',
    'The log says why, under this correlation id; docs/runbooks/sign-in.md says what to look at.',
  );
