import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Sensitive } from '@bongsu/kernel';
import { type Actor, Admit, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { type Page, idSchema } from '@bongsu/platform/contract';
import {
  type DeploymentAct,
  type DeploymentQuery,
  type DeploymentView,
  type MovementAct as MovementBody,
  type MovementNotes,
  type ReceiveShipment as ReceiveBody,
  type ShipmentQuery,
  type ShipmentView,
  type ShipmentWayAct,
  deploymentActSchema,
  deploymentQuerySchema,
  movementActSchema,
  receiveShipmentSchema,
  shipmentQuerySchema,
  shipmentWayActSchema,
} from '../contract';
import { MoveDeployment } from '../use-cases/move-deployment';
import { MoveShipment } from '../use-cases/move-shipment';
import { ReadDispatch } from '../use-cases/read-dispatch';
import { ReadMovementNotes } from '../use-cases/read-movement-notes';

/** People and goods on their way: each side reports what it sees. */
@ApiTags('dispatch')
@Controller()
export class MovementsController {
  constructor(
    private readonly read: ReadDispatch,
    private readonly notes: ReadMovementNotes,
    private readonly moveDeployment: MoveDeployment,
    private readonly moveShipment: MoveShipment,
  ) {}

  @Get('deployments')
  @Admit('list')
  @Permission('dispatch.read')
  async deployments(
    @Query({ schema: deploymentQuerySchema }) query: DeploymentQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Page<DeploymentView>> {
    return unwrap(await this.read.deployments(query, actor));
  }

  @Get('shipments')
  @Admit('list')
  @Permission('dispatch.read')
  async shipments(@Query({ schema: shipmentQuerySchema }) query: ShipmentQuery, @CurrentActor() actor: Actor): Promise<Page<ShipmentView>> {
    return unwrap(await this.read.shipments(query, actor));
  }

  /** What was written with the steps of a deployment. */
  @Get('deployments/:id/notes')
  @Permission('dispatch.read')
  async deploymentNotes(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<MovementNotes> {
    return unwrap(await this.notes.execute('deployment', id, actor));
  }

  /** What was written with the steps of a shipment. */
  @Get('shipments/:id/notes')
  @Permission('dispatch.read')
  async shipmentNotes(@Param('id', { schema: idSchema }) id: string, @CurrentActor() actor: Actor): Promise<MovementNotes> {
    return unwrap(await this.notes.execute('shipment', id, actor));
  }

  /** mobilise, depart, arrive, start-task, release, return, confirm-return, cancel. Without a body it was seen now. */
  @Post('deployments/:id/:act')
  @HttpCode(200)
  @Permission('dispatch.movement.report')
  async deployment(
    @Param('id', { schema: idSchema }) deploymentId: string,
    @Param('act', { schema: deploymentActSchema }) act: DeploymentAct,
    @Body({ schema: movementActSchema.nullish() }) body: MovementBody | null | undefined,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<DeploymentView> {
    const seen = { occurredAt: body?.occurredAt ?? null, expectedAt: body?.expectedAt ?? null, note: Sensitive.maybe(body?.note ?? null) };
    return unwrap(await this.moveDeployment.execute({ deploymentId, act, ...seen, ifVersion }, actor));
  }

  /** Counted in at the destination. Without a body everything arrived as it was sent. */
  @Post('shipments/:id/receive')
  @HttpCode(200)
  @Permission('dispatch.movement.report')
  async receive(
    @Param('id', { schema: idSchema }) shipmentId: string,
    @Body({ schema: receiveShipmentSchema.nullish() }) body: ReceiveBody | null | undefined,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ShipmentView> {
    const seen = { occurredAt: body?.occurredAt ?? null, expectedAt: null, counted: body?.items ?? [], note: null };
    return unwrap(await this.moveShipment.execute({ shipmentId, act: 'receive', ...seen, ifVersion }, actor));
  }

  /** dispatch, hold, clear, report-lost, cancel. */
  @Post('shipments/:id/:act')
  @HttpCode(200)
  @Permission('dispatch.movement.report')
  async shipment(
    @Param('id', { schema: idSchema }) shipmentId: string,
    @Param('act', { schema: shipmentWayActSchema }) act: ShipmentWayAct,
    @Body({ schema: movementActSchema.nullish() }) body: MovementBody | null | undefined,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<ShipmentView> {
    const note = Sensitive.maybe(body?.note ?? null);
    const seen = { occurredAt: body?.occurredAt ?? null, expectedAt: body?.expectedAt ?? null, counted: [], note };
    return unwrap(await this.moveShipment.execute({ shipmentId, act, ...seen, ifVersion }, actor));
  }
}
