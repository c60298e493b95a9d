import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import { type IncidentAct, type IncidentView, closeIncidentSchema, emptyBodySchema, moveIncidentSchema } from '../contract';
import { AcknowledgeIncident } from '../use-cases/acknowledge-incident';
import { CloseIncident } from '../use-cases/close-incident';
import { MoveIncident } from '../use-cases/move-incident';

type MoveBody = z.infer<typeof moveIncidentSchema>;

/** The life cycle of an incident, one address for each act; which acts are possible now stands in its `permittedActs`. */
@ApiTags('incidents')
@Controller('incidents/:id')
export class IncidentMovesController {
  constructor(
    private readonly acknowledgeIncident: AcknowledgeIncident,
    private readonly moveIncident: MoveIncident,
    private readonly closeIncident: CloseIncident,
  ) {}

  /** The lead mission has taken the incident on. */
  @Post('acknowledge')
  @Admit('intake')
  @HttpCode(200)
  @Permission('incidents.acknowledge')
  async acknowledge(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: emptyBodySchema }) _body: null,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.acknowledgeIncident.execute({ incidentId, ifVersion }, actor));
  }

  @Post('assess')
  @HttpCode(200)
  @Permission('incidents.move')
  assess(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveIncidentSchema }) body: MoveBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return this.move(id, 'assess', body, ifVersion, actor);
  }

  @Post('activate')
  @HttpCode(200)
  @Permission('incidents.move')
  activate(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveIncidentSchema }) body: MoveBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return this.move(id, 'activate', body, ifVersion, actor);
  }

  @Post('stabilise')
  @HttpCode(200)
  @Permission('incidents.move')
  stabilise(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveIncidentSchema }) body: MoveBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return this.move(id, 'stabilise', body, ifVersion, actor);
  }

  /** Closed incidents go back to active. */
  @Post('reopen')
  @HttpCode(200)
  @Permission('incidents.close')
  reopen(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveIncidentSchema }) body: MoveBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return this.move(id, 'reopen', body, ifVersion, actor);
  }

  /** Lessons are drawn and costs are settled. */
  @Post('review')
  @HttpCode(200)
  @Permission('incidents.close')
  review(
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: moveIncidentSchema }) body: MoveBody,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return this.move(id, 'review', body, ifVersion, actor);
  }

  /** Refused with everything that is still open; headquarters may override with a reason. */
  @Post('close')
  @HttpCode(200)
  @Permission('incidents.close')
  async close(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: closeIncidentSchema }) body: z.infer<typeof closeIncidentSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.closeIncident.execute({ ...body, incidentId, ifVersion }, actor));
  }

  private async move(
    incidentId: string,
    act: Exclude<IncidentAct, 'close'>,
    { reason }: MoveBody,
    ifVersion: number | undefined,
    actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.moveIncident.execute({ incidentId, act, reason, ifVersion }, actor));
  }
}
