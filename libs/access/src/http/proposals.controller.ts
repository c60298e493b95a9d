import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Admit, CurrentActor, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import { type ProposalQuery, type ProposalVerb, type ProposalView, proposalQuerySchema, refuseProposalSchema } from '../contract';
import { AnswerProposal } from '../use-cases/answer-proposal';
import { ReadProposals } from '../use-cases/read-proposals';

/** The inbox of decisions that need two persons. Who may answer which, its kind says. */
@ApiTags('access')
@Controller('proposals')
@Permission('access.proposals.answer')
export class ProposalsController {
  constructor(
    private readonly reading: ReadProposals,
    private readonly answering: AnswerProposal,
  ) {}

  @Get()
  @Admit('list')
  async list(@Query({ schema: proposalQuerySchema }) query: ProposalQuery, @CurrentActor() actor: Actor): Promise<Page<ProposalView>> {
    return unwrap(await this.reading.page(query, actor));
  }

  @Get(':id')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<ProposalView> {
    return unwrap(await this.reading.one(id, actor));
  }

  /** It is done with this answer. */
  @Post(':id/confirm')
  @HttpCode(200)
  confirm(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<ProposalView> {
    return this.answer(id, 'confirm', actor);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  refuse(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: refuseProposalSchema }) { reason }: z.infer<typeof refuseProposalSchema>,
    @CurrentActor() actor: Actor,
  ): Promise<ProposalView> {
    return this.answer(id, 'refuse', actor, reason);
  }

  /** By whoever proposed it. */
  @Post(':id/withdraw')
  @HttpCode(200)
  withdraw(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<ProposalView> {
    return this.answer(id, 'withdraw', actor);
  }

  private async answer(proposalId: string, verb: ProposalVerb, actor: Actor, reason?: string): Promise<ProposalView> {
    unwrap(await this.answering.execute({ proposalId, verb, ...(reason === undefined ? {} : { reason }) }, actor));
    return unwrap(await this.reading.one(proposalId, actor));
  }
}
