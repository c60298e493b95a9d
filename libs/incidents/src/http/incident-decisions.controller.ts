import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { ReadProposals } from '@bongsu/access';
import type { ProposalView } from '@bongsu/access/contract';
import { type Actor, CurrentActor, IfMatch, Permission, unwrap } from '@bongsu/platform';
import { idSchema } from '@bongsu/platform/contract';
import {
  type IncidentView,
  type TaskView,
  addTaskSchema,
  reassignSchema,
  setAlertLevelSchema,
  setUrgencySchema,
  taskRefSchema,
} from '../contract';
import { AddTask } from '../use-cases/add-task';
import { CancelTask, CompleteTask } from '../use-cases/end-task';
import { ReassignIncident } from '../use-cases/reassign-incident';
import { SetAlertLevel } from '../use-cases/set-alert-level';
import { SetUrgency } from '../use-cases/set-urgency';

type TaskRef = z.infer<typeof taskRefSchema>;

/** Decisions on an incident beside its life cycle. */
@ApiTags('incidents')
@Controller('incidents/:id')
export class IncidentDecisionsController {
  constructor(
    private readonly setAlertLevel: SetAlertLevel,
    private readonly setUrgency: SetUrgency,
    private readonly reassignIncident: ReassignIncident,
    private readonly proposals: ReadProposals,
  ) {}

  /** The crisis alert level, on a stated basis; it jumps both ways. 202 with what now waits for a second person, when that is the highest level. */
  @Post('set-alert-level')
  @HttpCode(200)
  @Permission('incidents.alert-level.decide')
  async alertLevel(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: setAlertLevelSchema }) body: z.infer<typeof setAlertLevelSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<IncidentView | ProposalView> {
    const outcome = unwrap(await this.setAlertLevel.execute({ ...body, incidentId, ifVersion }, actor));
    if ('incident' in outcome) return outcome.incident;
    void reply.status(202);
    return unwrap(await this.proposals.one(outcome.proposalId, actor));
  }

  @Post('set-urgency')
  @HttpCode(200)
  @Permission('incidents.move')
  async urgency(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: setUrgencySchema }) body: z.infer<typeof setUrgencySchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.setUrgency.execute({ ...body, incidentId, ifVersion }, actor));
  }

  /** Gives the lead to another mission, which acknowledges anew. */
  @Post('reassign')
  @HttpCode(200)
  @Permission('incidents.reassign')
  async reassign(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: reassignSchema }) body: z.infer<typeof reassignSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<IncidentView> {
    return unwrap(await this.reassignIncident.execute({ ...body, incidentId, ifVersion }, actor));
  }
}

/** What missions have to do for an incident. If-Match is about the incident; the answer is the task. */
@ApiTags('incidents')
@Controller('incidents/:id')
export class IncidentTasksController {
  constructor(
    private readonly addTask: AddTask,
    private readonly completeTask: CompleteTask,
    private readonly cancelTask: CancelTask,
  ) {}

  @Post('add-task')
  @Permission('incidents.task.manage')
  async add(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: addTaskSchema }) body: z.infer<typeof addTaskSchema>,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<TaskView> {
    return unwrap(await this.addTask.execute({ ...body, incidentId, ifVersion }, actor));
  }

  @Post('complete-task')
  @HttpCode(200)
  @Permission('incidents.task.manage')
  async complete(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: taskRefSchema }) body: TaskRef,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<TaskView> {
    return unwrap(await this.completeTask.execute({ ...body, incidentId, ifVersion }, actor));
  }

  @Post('cancel-task')
  @HttpCode(200)
  @Permission('incidents.task.manage')
  async cancel(
    @Param('id', { schema: idSchema }) incidentId: string,
    @Body({ schema: taskRefSchema }) body: TaskRef,
    @IfMatch() ifVersion: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<TaskView> {
    return unwrap(await this.cancelTask.execute({ ...body, incidentId, ifVersion }, actor));
  }
}
