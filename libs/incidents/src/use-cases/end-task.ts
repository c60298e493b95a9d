import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { type TaskView, permissionToDecide } from '../contract';
import type { Incident } from '../domain/incident';
import { taskEnded } from '../domain/incident-entries';
import { type Task, type TaskAct, endTask } from '../domain/task';
import { IncidentStore } from '../storage/incident.store';
import { fresh, refuseUnlessMay, visibleIncident } from './admission';
import { taskView } from './views';

export interface EndTaskCommand {
  readonly incidentId: string;
  readonly taskId: string;
  readonly ifVersion?: number;
}

/** Whoever leads the incident or owns the task ends it, done or not to be done. */
abstract class EndTask {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly act: TaskAct,
  ) {}

  execute(command: EndTaskCommand, actor: Actor): Promise<Result<TaskView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = visibleIncident(await this.incidents.lock(tx, command.incidentId), actor);
      if (!incident.ok) return incident;
      const unchanged = fresh(incident.value, command.ifVersion, 'incidents.stale-incident');
      if (!unchanged.ok) return unchanged;
      const task = await this.taskFor(tx, incident.value, command.taskId, actor);
      if (!task.ok) return task;
      const decision = endTask(task.value, this.act, tx.now);
      if (!decision.ok) return decision;
      await this.incidents.saveTask(tx, decision.value);
      const saved = await this.incidents.save(tx, incident.value);
      tx.append(taskEnded(saved, decision.value));
      return ok(taskView(decision.value));
    });
  }

  private async taskFor(tx: Tx, incident: Incident, taskId: string, actor: Actor): Promise<Result<Task>> {
    const task = await this.incidents.task(tx, incident.id, taskId);
    if (task === null)
      return refuse(
        'not-found',
        'incidents.task-not-found',
        'The incident has no such task.',
        'Read the incident again: it lists its tasks.',
        { field: 'taskId' },
      );
    const permission = permissionToDecide['complete-task'];
    const owns = may(actor, permission, task.ownerMissionId);
    const permitted = owns ? ok(null) : refuseUnlessMay(actor, permission, incident.missionId, 'taskId');
    return permitted.ok ? ok(task) : permitted;
  }
}

@Injectable()
export class CompleteTask extends EndTask {
  constructor(work: UnitOfWork, incidents: IncidentStore) {
    super(work, incidents, 'complete');
  }
}

@Injectable()
export class CancelTask extends EndTask {
  constructor(work: UnitOfWork, incidents: IncidentStore) {
    super(work, incidents, 'cancel');
  }
}
