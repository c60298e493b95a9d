import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, Admit, CurrentActor, Permission, UntoldWhen, nowActs, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type BreakGlassQuery,
  type BreakGlassView,
  type OpenBreakGlass,
  type ReviewBreakGlass,
  breakGlassQuerySchema,
  openBreakGlassSchema,
  reviewBreakGlassSchema,
} from '../contract';
import { BreakGlass } from '../use-cases/break-glass';
import { ReadBreakGlass } from '../use-cases/read-break-glass';
import { unwrapOrWait } from './sign-in-problem';

/** Access to another mission's data in an emergency, and its review. */
@ApiTags('access')
@Controller('break-glass')
export class BreakGlassController {
  constructor(
    private readonly glass: BreakGlass,
    private readonly reading: ReadBreakGlass,
  ) {}

  /** One's own that is open, what waits for a review, or what was reviewed. */
  @Get()
  @Admit('list')
  @Permission('access.break-glass.read')
  async list(
    @Query({ schema: breakGlassQuerySchema }) query: BreakGlassQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<BreakGlassView>> {
    return unwrap(await this.reading.page(query, actor));
  }

  @Post()
  @UntoldWhen((body) => 'subject' in body && isIncident(body.subject))
  @Permission('access.break-glass')
  async open(@Body({ schema: openBreakGlassSchema }) body: OpenBreakGlass, @CurrentActor() actor: Actor): Promise<BreakGlassView> {
    const { id, incidentId } = unwrapOrWait(await this.glass.open(body, actor));
    const seeing = incidentId === null ? actor : { ...actor, seals: [...(actor.seals ?? []), incidentId] };
    nowActs(seeing);
    return unwrap(await this.reading.one(id, seeing));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Permission('access.break-glass.read')
  async end(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<BreakGlassView> {
    unwrap(await this.glass.end(id, actor));
    // Her own, on a sealed incident: she is told of its end with the eyes that she had.
    return unwrap(await this.reading.one(id, actor));
  }

  @Post(':id/review')
  @HttpCode(200)
  @Permission('access.break-glass.review')
  async review(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: reviewBreakGlassSchema }) body: ReviewBreakGlass,
    @CurrentActor() actor: Actor,
  ): Promise<BreakGlassView> {
    unwrap(await this.glass.review(id, body, actor));
    return unwrap(await this.reading.one(id, actor));
  }
}

function isIncident(subject: unknown): boolean {
  return typeof subject === 'object' && subject !== null && 'type' in subject && subject.type === 'incident';
}
