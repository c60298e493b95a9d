import { Controller, Get, Inject, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PublicRoute } from '@bongsu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type BeginOidcQuery, type OidcFailure, SIGN_IN_FAILURE, SIGN_IN_REFERENCE, beginOidcQuerySchema } from '../contract';
import { FormerSession } from '../use-cases/former-session';
import { OidcCeremony } from '../use-cases/oidc-ceremony';
import { originOf } from '../use-cases/origin';
import { SignInByOidc } from '../use-cases/sign-in-by-oidc';
import { flowCookie } from './oidc-flow-cookie';
import { OidcLog } from './oidc-log';
import { personFrom } from './oidc-person';
import { OidcProvider, OidcTrouble, type Vouched, newFlowSecret } from './oidc-provider';
import { OIDC_SETTINGS, type OidcSettings } from './oidc-settings';
import { SessionCookie } from './session-cookie';

interface Redirection {
  readonly url: string;
}

/**
 * Sign-in with the ministry: the browser is sent to the provider and comes back with a code (OpenID Connect, authorization code with PKCE). People
 * arrive here by navigating, so that every outcome is an address of the board: where they were, or the sign-in page with what went wrong.
 */
@ApiTags('access')
@Controller('sessions/oidc')
export class OidcController {
  constructor(
    private readonly provider: OidcProvider,
    private readonly ceremony: OidcCeremony,
    private readonly signIn: SignInByOidc,
    private readonly former: FormerSession,
    private readonly sessionCookie: SessionCookie,
    private readonly log: OidcLog,
    @Inject(OIDC_SETTINGS) private readonly settings: OidcSettings | null,
  ) {}

  @Get()
  @Redirect()
  @PublicRoute('this is where one begins to sign in with the ministry')
  async begin(
    @Query({ schema: beginOidcQuerySchema }) { returnTo, again }: BeginOidcQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Redirection> {
    try {
      const settings = this.on();
      const former = await this.former.in(request.headers);
      const { address, flow } = await this.provider.question({ returnTo, again: again === 'true', former });
      const secret = newFlowSecret();
      await this.ceremony.begin(secret, flow, request.id);
      void reply.header('set-cookie', flowCookie.of(secret, settings));
      return { url: address.href };
    } catch (error) {
      return this.failed(error, request.id);
    }
  }

  @Get('callback')
  @Redirect()
  @PublicRoute('the provider sends the browser back here, before anybody is signed in')
  async callback(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirection> {
    let whom: Vouched | undefined;
    try {
      const settings = this.on();
      const secret = flowCookie.secretIn(request.headers.cookie, settings);
      const flow = secret === null ? null : await this.ceremony.take(secret, request.id);
      if (flow === null) throw new OidcTrouble('access.oidc-not-begun-here', secret === null ? 'no-cookie' : 'no-ceremony');
      whom = await this.provider.answer(searchOf(request), flow);
      const result = await this.signIn.execute(
        personFrom(settings.mapping, whom),
        { ...whom.session, begunAt: flow.begunAt },
        originOf(request),
        request.id,
      );
      if (!result.ok) throw new OidcTrouble(result.refusal.code, 'refused');
      await this.former.end(flow.former, request.id);
      void reply.header('set-cookie', [flowCookie.gone(settings), this.sessionCookie.of(result.value)]);
      return { url: flow.returnTo };
    } catch (error) {
      if (this.settings !== null) void reply.header('set-cookie', flowCookie.gone(this.settings));
      return this.failed(error, request.id, whom);
    }
  }

  /** Other faults are not the provider's; they go the way of all faults. */
  private failed(error: unknown, correlationId: string, whom?: Vouched): Redirection {
    if (!(error instanceof OidcTrouble)) throw error;
    this.log.failure(correlationId, error, whom);
    return { url: failureAddress(error.failure, correlationId) };
  }

  private on(): OidcSettings {
    if (this.settings === null) throw new OidcTrouble('access.oidc-off', 'off');
    return this.settings;
  }
}

/** Everything after the question mark as it came: the library reads the provider's answer itself. */
function searchOf(request: FastifyRequest): string {
  const at = request.url.indexOf('?');
  return at === -1 ? '' : request.url.slice(at);
}

const failureAddress = (failure: OidcFailure, reference: string): string =>
  `/?${new URLSearchParams({ [SIGN_IN_FAILURE]: failure, [SIGN_IN_REFERENCE]: reference }).toString()}`;
