import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type DirectRequest as DirectBody,
  type RequestQuery,
  type SubmitSupportRequest as SubmitBody,
  type SupportRequestDetail,
  type SupportRequestView,
  type WithdrawRequest as WithdrawBody,
  directRequestSchema,
  emptyBodySchema,
  requestQuerySchema,
  submitSupportRequestSchema,
  withdrawRequestSchema,
} from '../contract';
import { DirectRequest } from '../use-cases/direct-request';
import { EndSupportRequest } from '../use-cases/end-support-request';
import { ReadDispatch } from '../use-cases/read-dispatch';
import { SubmitSupportRequest } from '../use-cases/submit-support-request';
import { WithdrawSupportRequest } from '../use-cases/withdraw-support-request';

/** What missions ask for, with plan, offers and movements. */
@ApiTags('dispatch')
@Controller('support-requests')
export class SupportRequestsController {
  constructor(
    private readonly read: ReadDispatch,
    private readonly submitSupportRequest: SubmitSupportRequest,
    private readonly withdrawSupportRequest: WithdrawSupportRequest,
    private readonly directRequest: DirectRequest,
    private readonly endSupportRequest: EndSupportRequest,
  ) {}

  @Get()
  @Admit('list')
  @Permission('dispatch.read')
  async list(@Query({ schema: requestQuerySchema }) query: RequestQuery, @CurrentActor() actor: Actor): Promise<Page<SupportRequestView>> {
    return unwrap(await this.read.requests(query, actor));
  }

  @Get(':id')
  @Permission('dispatch.read')
  async one(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<SupportRequestDetail> {
    return unwrap(await this.read.request(id, actor));
  }

  /** The plan is made by the queue a moment later. */
  @Post()
  @Permission('dispatch.request.submit')
  async submit(@Body({ schema: submitSupportRequestSchema }) body: SubmitBody, @CurrentActor() actor: Actor): Promise<SupportRequestView> {
    return unwrap(await this.submitSupportRequest.execute(body, actor));
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission('dispatch.request.withdraw')
  async withdraw(
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: withdrawRequestSchema }) { reason }: WithdrawBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SupportRequestDetail> {
    return unwrap(await this.withdrawSupportRequest.execute({ requestId, reason, ifVersion }, actor));
  }

  /** Headquarters asks a hub of its choice. */
  @Post(':id/direct')
  @HttpCode(200)
  @Permission('dispatch.request.direct')
  async direct(
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: directRequestSchema }) body: DirectBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SupportRequestDetail> {
    return unwrap(await this.directRequest.execute({ ...body, requestId, ifVersion }, actor));
  }

  /** Headquarters decides that what nobody covers will not be provided. */
  @Post(':id/decline')
  @HttpCode(200)
  @Permission('dispatch.request.direct')
  async decline(
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: withdrawRequestSchema }) { reason }: WithdrawBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SupportRequestDetail> {
    return unwrap(await this.endSupportRequest.decline({ requestId, reason, ifVersion }, actor));
  }

  /** The task is done: everyone who serves under this request may go home. */
  @Post(':id/release')
  @HttpCode(200)
  @Permission('dispatch.request.withdraw')
  async release(
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: emptyBodySchema }) _body: unknown,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SupportRequestDetail> {
    return unwrap(await this.endSupportRequest.release({ requestId, ifVersion }, actor));
  }

  @Post(':id/close')
  @HttpCode(200)
  @Permission('dispatch.request.withdraw')
  async close(
    @Param('id', { schema: idSchema }) requestId: string,
    @Body({ schema: emptyBodySchema }) _body: unknown,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<SupportRequestDetail> {
    return unwrap(await this.endSupportRequest.close({ requestId, ifVersion }, actor));
  }
}
