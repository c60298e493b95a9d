import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ProblemException, PublicRoute, unwrap } from '@bongsu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type PasskeySignIn, type SessionView, passkeySignInSchema } from '../contract';
import { FormerSession } from '../use-cases/former-session';
import { originOf } from '../use-cases/origin';
import { SignInByPasskey } from '../use-cases/sign-in-by-passkey';
import { SessionCookie } from './session-cookie';

/** Sign-in with a passkey: ask for a challenge, let the device sign it, bring the answer. */
@ApiTags('access')
@Controller('sessions/passkey')
export class PasskeySignInController {
  constructor(
    private readonly signIn: SignInByPasskey,
    private readonly former: FormerSession,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('options')
  @PublicRoute('a challenge is the first step of signing in')
  async options(@Req() request: FastifyRequest): Promise<object> {
    return unwrap(await this.signIn.options(request.id));
  }

  @Post()
  @PublicRoute('this is where one signs in with a passkey')
  async begin(
    @Body({ schema: passkeySignInSchema }) { assertion }: PasskeySignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const result = await this.signIn.execute(assertion, originOf(request), request.id);
    if (!result.ok) throw new ProblemException(401, result.refusal.code, result.refusal.message, result.refusal.remedy);
    await this.former.end(await this.former.in(request.headers), request.id);
    void reply.header('set-cookie', this.cookie.of(result.value));
    return result.value;
  }
}
