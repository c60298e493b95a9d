import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type AddPasskey,
  type ChangePasskeys,
  type PasskeyList,
  type PasskeyView,
  addPasskeySchema,
  changePasskeysSchema,
} from '../contract';
import { OwnerIsThere } from '../use-cases/owner-is-there';
import { OwnPasskeys } from '../use-cases/own-passkeys';
import { RegisterPasskey } from '../use-cases/register-passkey';
import { RenewsToken } from './renews-token';
import { unwrapOrWait } from './sign-in-problem';

/** One's own passkeys. To add or remove one, its owner must have proved a moment ago that she is there. */
@ApiTags('access')
@Controller('me/passkeys')
@Permission('access.own-session')
export class PasskeysController {
  constructor(
    private readonly passkeys: OwnPasskeys,
    private readonly register: RegisterPasskey,
    private readonly owner: OwnerIsThere,
  ) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<PasskeyList> {
    return this.passkeys.list(actor);
  }

  @Post('options')
  @RenewsToken()
  async options(@CurrentActor() actor: Actor, @Body({ schema: changePasskeysSchema }) { proof }: ChangePasskeys): Promise<object> {
    unwrapOrWait(await this.owner.check(actor, proof));
    return unwrap(await this.register.options(actor));
  }

  @Post()
  async add(@Body({ schema: addPasskeySchema }) body: AddPasskey, @CurrentActor() actor: Actor): Promise<PasskeyView> {
    return unwrap(await this.register.add(body, actor));
  }

  @Post(':id/remove')
  @RenewsToken()
  @HttpCode(204)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: changePasskeysSchema }) { proof }: ChangePasskeys,
  ): Promise<void> {
    unwrapOrWait(await this.owner.check(actor, proof));
    unwrap(await this.passkeys.remove(id, actor));
  }
}
