import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type CreateServiceAccount,
  type CreateServiceToken,
  type ServiceAccountView,
  type ServiceTokenShown,
  createServiceAccountSchema,
  createServiceTokenSchema,
} from '../contract';
import { ServiceAccounts } from '../use-cases/service-accounts';
import { requireNetwork } from './network-wide';

const SERVICES = 'access.service-accounts.manage';

/** Accounts of programs and their tokens, for administrators of the whole network. */
@ApiTags('access')
@Controller('service-accounts')
@Permission(SERVICES)
export class ServiceAccountsController {
  constructor(private readonly services: ServiceAccounts) {}

  @Get()
  list(@CurrentActor() actor: Actor): Promise<{ items: ServiceAccountView[] }> {
    requireNetwork(actor, SERVICES);
    return this.services.list();
  }

  @Post()
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createServiceAccountSchema }) body: CreateServiceAccount,
  ): Promise<ServiceTokenShown> {
    requireNetwork(actor, SERVICES);
    return unwrap(await this.services.create(body, actor));
  }

  @Delete(':id')
  @HttpCode(204)
  async end(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<void> {
    requireNetwork(actor, SERVICES);
    unwrap(await this.services.end(id, actor));
  }

  @Post(':id/tokens')
  async addToken(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: createServiceTokenSchema }) { validDays }: CreateServiceToken,
  ): Promise<ServiceTokenShown> {
    requireNetwork(actor, SERVICES);
    return unwrap(await this.services.addToken(id, validDays, actor));
  }

  @Delete(':id/tokens/:tokenId')
  @HttpCode(204)
  async revokeToken(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Param('tokenId', { schema: idSchema }) tokenId: string,
  ): Promise<void> {
    requireNetwork(actor, SERVICES);
    unwrap(await this.services.revoke(id, tokenId, actor));
  }
}
