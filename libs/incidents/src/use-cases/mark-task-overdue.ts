import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { taskOverdue } from '../domain/incident-entries';
import { isTaskOverdue } from '../domain/task';
import { IncidentStore } from '../storage/incident.store';
import { expectDue } from './due';

export interface MarkTaskOverdueCommand {
  readonly incidentId: string;
  readonly taskId: string;
}

/** Says, once, that a task's time has passed; nothing when it was ended before. */
@Injectable()
export class MarkTaskOverdue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
  ) {}

  execute(command: MarkTaskOverdueCommand, actor: Actor): Promise<Result<{ overdue: boolean }, Refusal>> {
    return this.work.run<{ overdue: boolean }, Refusal>(actor, async (tx) => {
      const incident = await this.incidents.lock(tx, command.incidentId);
      const task = await this.incidents.task(tx, command.incidentId, command.taskId);
      if (incident === null || task === null || task.dueAt === null) return ok({ overdue: false });
      expectDue(task.dueAt, tx.now);
      if (!isTaskOverdue(task, incident.state)) return ok({ overdue: false });
      const marked = { ...task, overdueAt: tx.now };
      await this.incidents.saveTask(tx, marked);
      tx.append(taskOverdue(incident, marked));
      return ok({ overdue: true });
    });
  }
}
