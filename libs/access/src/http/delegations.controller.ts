import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import { type DelegateView, type DelegationView, type MakeDelegation, delegationQuerySchema, makeDelegationSchema } from '../contract';
import { Delegations } from '../use-cases/delegations';
import { ReadDelegations } from '../use-cases/read-delegations';

type OfMission = z.infer<typeof delegationQuerySchema>;

/** Who stands in for a head of mission, and for how long. */
@ApiTags('access')
@Controller('delegations')
export class DelegationsController {
  constructor(
    private readonly delegations: Delegations,
    private readonly reading: ReadDelegations,
  ) {}

  @Get()
  @Permission('access.delegations.read')
  async list(
    @Query({ schema: delegationQuerySchema }) { mission }: OfMission,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: DelegationView[] }> {
    return { items: unwrap(await this.reading.ofMission(mission, actor)) };
  }

  /** The people of the mission that its head may name. */
  @Get('candidates')
  @Permission('access.delegate')
  async candidates(
    @Query({ schema: delegationQuerySchema }) { mission }: OfMission,
    @CurrentActor() actor: Actor,
  ): Promise<{ items: DelegateView[] }> {
    return { items: unwrap(await this.reading.candidates(mission, actor)) };
  }

  @Post()
  @Permission('access.delegate')
  async make(@Body({ schema: makeDelegationSchema }) body: MakeDelegation, @CurrentActor() actor: Actor): Promise<DelegationView> {
    const { id } = unwrap(await this.delegations.make(body, actor));
    return unwrap(await this.reading.one(id, actor));
  }

  @Post(':id/revoke')
  @HttpCode(200)
  @Permission('access.delegate')
  async revoke(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<DelegationView> {
    unwrap(await this.delegations.revoke(id, actor));
    return unwrap(await this.reading.one(id, actor));
  }
}
