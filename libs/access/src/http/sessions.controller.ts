import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, CurrentActor, Permission, PublicRoute, unwrap } from '@bongsu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type AccountView,
  type CompleteSignIn as CompleteCommand,
  type SessionView,
  type SignedOut,
  type SignInAnswer,
  type SignIn as SignInCommand,
  completeSignInSchema,
  signInSchema,
} from '../contract';
import { CompleteSignIn } from '../use-cases/complete-sign-in';
import { originOf } from '../use-cases/origin';
import { FormerSession } from '../use-cases/former-session';
import { OwnAccount } from '../use-cases/own-account';
import { SignIn } from '../use-cases/sign-in';
import { SignOut } from '../use-cases/sign-out';
import { OIDC_SETTINGS, type OidcSettings } from './oidc-settings';
import { OIDC_FAREWELL } from './oidc-logout.controller';
import { SessionCookie } from './session-cookie';
import { asSignInProblem } from './sign-in-problem';

/** Signing in and out. Scripts use the token as Bearer; the board gets it as an httpOnly cookie. */
@ApiTags('access')
@Controller()
export class SessionsController {
  constructor(
    private readonly signIn: SignIn,
    private readonly completeSignIn: CompleteSignIn,
    private readonly signOut: SignOut,
    private readonly ownAccount: OwnAccount,
    private readonly former: FormerSession,
    private readonly cookie: SessionCookie,
    @Inject(OIDC_SETTINGS) private readonly oidc: OidcSettings | null,
  ) {}

  @Post('sessions')
  @PublicRoute('this is where one signs in')
  async begin(
    @Body({ schema: signInSchema }) body: SignInCommand,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const answer = entered(await this.signIn.execute(body, originOf(request), request.id));
    if ('token' in answer) await this.hand(answer, request, reply);
    return answer;
  }

  @Post('sessions/second-factor')
  @PublicRoute('the second step of signing in; the challenge of the first is its proof')
  async secondFactor(
    @Body({ schema: completeSignInSchema }) body: CompleteCommand,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const session = entered(await this.completeSignIn.execute(body, originOf(request), request.id));
    await this.hand(session, request, reply);
    return session;
  }

  @Delete('sessions/current')
  @Permission('access.own-session')
  async end(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedOut> {
    const { beganAtProvider } = unwrap(await this.signOut.execute(actor));
    void reply.header('set-cookie', this.cookie.gone());
    return { goOn: beganAtProvider && this.oidc !== null ? OIDC_FAREWELL : null };
  }

  @Get('me')
  @Permission('access.own-session')
  async me(@CurrentActor() actor: Actor): Promise<AccountView> {
    return unwrap(await this.ownAccount.read(actor));
  }

  /** In place of the session that the browser had, which ends. */
  private async hand(session: SessionView, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.former.end(await this.former.in(request.headers), request.id);
    void reply.header('set-cookie', this.cookie.of(session));
  }
}

function entered<T>(result: Result<T, Refusal>): T {
  if (result.ok) return result.value;
  throw asSignInProblem(result.refusal, 401);
}
