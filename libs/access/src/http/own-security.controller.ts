import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type ChangePassword as ChangePasswordCommand,
  type ConfirmTotp,
  type EndSessions,
  type OwnSecurity,
  type Prove,
  type RecoveryCodes,
  type SessionList,
  type TotpEnrolment,
  changePasswordSchema,
  confirmTotpSchema,
  endSessionsSchema,
  proveSchema,
} from '../contract';
import { ChangePassword } from '../use-cases/change-password';
import { OwnAccount } from '../use-cases/own-account';
import { OwnSecondFactor } from '../use-cases/own-second-factor';
import { OwnerIsThere } from '../use-cases/owner-is-there';
import { SessionsOfAccount } from '../use-cases/sessions-of-account';
import { RenewsToken } from './renews-token';
import { unwrapOrWait } from './sign-in-problem';

/** One's own account: password, second factor, sessions. */
@ApiTags('access')
@Controller('me')
@Permission('access.own-session')
export class OwnSecurityController {
  constructor(
    private readonly own: OwnAccount,
    private readonly password: ChangePassword,
    private readonly factor: OwnSecondFactor,
    private readonly sessions: SessionsOfAccount,
    private readonly owner: OwnerIsThere,
  ) {}

  @Get('security')
  async security(@CurrentActor() actor: Actor): Promise<OwnSecurity> {
    return unwrap(await this.own.security(actor));
  }

  @Post('password')
  @RenewsToken()
  @HttpCode(204)
  async changePassword(@CurrentActor() actor: Actor, @Body({ schema: changePasswordSchema }) body: ChangePasswordCommand): Promise<void> {
    unwrapOrWait(await this.password.execute(body, actor));
  }

  @Post('second-factor')
  @RenewsToken()
  async beginTotp(@CurrentActor() actor: Actor, @Body({ schema: proveSchema }) { proof }: Prove): Promise<TotpEnrolment> {
    return unwrapOrWait(await this.factor.begin(proof, actor));
  }

  @Post('second-factor/confirm')
  async confirmTotp(@CurrentActor() actor: Actor, @Body({ schema: confirmTotpSchema }) { code }: ConfirmTotp): Promise<RecoveryCodes> {
    return unwrapOrWait(await this.factor.confirm(code, actor));
  }

  @Post('second-factor/recovery-codes')
  @RenewsToken()
  async renewCodes(@CurrentActor() actor: Actor, @Body({ schema: proveSchema }) { proof }: Prove): Promise<RecoveryCodes> {
    return unwrapOrWait(await this.factor.renewCodes(proof, actor));
  }

  @Post('second-factor/remove')
  @RenewsToken()
  @HttpCode(204)
  async removeTotp(@CurrentActor() actor: Actor, @Body({ schema: proveSchema }) { proof }: Prove): Promise<void> {
    unwrapOrWait(await this.factor.remove(proof, actor));
  }

  @Get('sessions')
  list(@CurrentActor() actor: Actor): Promise<SessionList> {
    return this.sessions.list(actor.id, actor.sessionId ?? null);
  }

  @Post('sessions/end-others')
  @RenewsToken()
  @HttpCode(204)
  async endOthers(@CurrentActor() actor: Actor, @Body({ schema: endSessionsSchema }) { proof }: EndSessions): Promise<void> {
    unwrapOrWait(await this.owner.check(actor, proof));
    unwrap(await this.sessions.endAll(actor.id, actor.sessionId ?? null, actor));
  }

  @Post('sessions/:id/end')
  @RenewsToken()
  @HttpCode(204)
  async end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: endSessionsSchema }) { proof }: EndSessions,
  ): Promise<void> {
    unwrapOrWait(await this.owner.check(actor, proof));
    unwrap(await this.sessions.end(actor.id, id, actor));
  }
}
