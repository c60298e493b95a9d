import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, ProblemException, PublicRoute, SETTINGS, type Settings, unwrap } from '@bongsu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccountView, type SessionView, type SignIn as SignInCommand, signInSchema } from '../contract';
import { OwnAccount } from '../use-cases/own-account';
import { SignIn } from '../use-cases/sign-in';
import { SignOut } from '../use-cases/sign-out';
import { SESSION_COOKIE, tokenFrom } from '../use-cases/tokens';

/** Signing in and out. Scripts use the token as Bearer; the board gets it as an httpOnly cookie. */
@ApiTags('access')
@Controller()
export class SessionsController {
  private readonly secure: string;

  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly ownAccount: OwnAccount,
    @Inject(SETTINGS) settings: Pick<Settings, 'http'>,
  ) {
    this.secure = settings.http.PUBLIC_ORIGIN?.startsWith('https:') === true ? '; Secure' : '';
  }

  @Post('sessions')
  @PublicRoute('this is where one signs in')
  async begin(
    @Body({ schema: signInSchema }) body: SignInCommand,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const result = await this.signIn.execute(body, request.id);
    if (!result.ok) throw new ProblemException(401, result.refusal.code, result.refusal.message, result.refusal.remedy);
    void reply.header(
      'set-cookie',
      `${SESSION_COOKIE}=${result.value.token}; Path=/; HttpOnly; SameSite=Strict; Expires=${new Date(result.value.expiresAt).toUTCString()}${this.secure}`,
    );
    return result.value;
  }

  @Delete('sessions/current')
  @HttpCode(204)
  @Permission('access.own-session')
  async end(@CurrentActor() actor: Actor, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { authorization, cookie } = request.headers;
    const token = tokenFrom({ authorization, cookie });
    if (token !== null) unwrap(await this.signOut.execute(token, actor));
    void reply.header('set-cookie', `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0${this.secure}`);
  }

  @Get('me')
  @Permission('access.own-session')
  async me(@CurrentActor() actor: Actor): Promise<AccountView> {
    return unwrap(await this.ownAccount.read(actor));
  }
}
