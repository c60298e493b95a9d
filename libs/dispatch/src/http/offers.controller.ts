import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type AcceptOffer as AcceptBody,
  type AcceptPart as AcceptPartBody,
  type DeclineOffer as DeclineBody,
  type OfferQuery,
  type OfferView,
  acceptOfferSchema,
  acceptPartSchema,
  declineOfferSchema,
  offerQuerySchema,
} from '../contract';
import { AcceptOffer } from '../use-cases/accept-offer';
import { AcceptOfferPart } from '../use-cases/accept-offer-part';
import { DeclineOffer } from '../use-cases/decline-offer';
import { ReadDispatch } from '../use-cases/read-dispatch';

/** What hubs are asked for, and their answers. */
@ApiTags('dispatch')
@Controller('offers')
export class OffersController {
  constructor(
    private readonly read: ReadDispatch,
    private readonly acceptOffer: AcceptOffer,
    private readonly acceptOfferPart: AcceptOfferPart,
    private readonly declineOffer: DeclineOffer,
  ) {}

  @Get()
  @Admit('list')
  @Permission('dispatch.read')
  async list(@Query({ schema: offerQuerySchema }) query: OfferQuery, @CurrentActor() actor: Actor): Promise<Page<OfferView>> {
    return unwrap(await this.read.offers(query, actor));
  }

  /** Without a body everything is taken and the best staff and lots are picked. */
  @Post(':id/accept')
  @Admit('intake')
  @HttpCode(200)
  @Permission('dispatch.offer.answer')
  async accept(
    @Param('id', { schema: idSchema }) offerId: string,
    @Body({ schema: acceptOfferSchema.nullish() }) body: AcceptBody | null | undefined,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<OfferView> {
    return unwrap(await this.acceptOffer.execute({ offerId, lines: body?.lines ?? [], ifVersion }, actor));
  }

  @Post(':id/accept-part')
  @Admit('intake')
  @HttpCode(200)
  @Permission('dispatch.offer.answer')
  async acceptPart(
    @Param('id', { schema: idSchema }) offerId: string,
    @Body({ schema: acceptPartSchema }) { lines }: AcceptPartBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<OfferView> {
    return unwrap(await this.acceptOfferPart.execute({ offerId, lines, ifVersion }, actor));
  }

  @Post(':id/decline')
  @Admit('intake')
  @HttpCode(200)
  @Permission('dispatch.offer.answer')
  async decline(
    @Param('id', { schema: idSchema }) offerId: string,
    @Body({ schema: declineOfferSchema }) body: DeclineBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<OfferView> {
    return unwrap(await this.declineOffer.execute({ ...body, offerId, ifVersion }, actor));
  }
}
