import { Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type TaskView, permissionToDecide } from '../contract';
import { type Incident, refuseWhenOver } from '../domain/incident';
import { taskAdded } from '../domain/incident-entries';
import type { Task } from '../domain/task';
import { checkDeadline } from '../domain/times';
import { IncidentAudience } from '../storage/incident-audience';
import { IncidentStore } from '../storage/incident.store';
import { fresh, visibleIncident } from './admission';
import { Places } from './places';
import { taskView } from './views';

export interface AddTaskCommand {
  readonly incidentId: string;
  readonly title: string;
  readonly ownerMissionId: string;
  readonly dueAt: Instant | null;
  readonly ifVersion?: number;
}

/** Gives a mission something to do for an incident; it is told of the incident, if it was not. */
@Injectable()
export class AddTask {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly audience: IncidentAudience,
    private readonly places: Places,
  ) {}

  execute(command: AddTaskCommand, actor: Actor): Promise<Result<TaskView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = this.admit(await this.incidents.lock(tx, command.incidentId), command, actor);
      if (!incident.ok) return incident;
      const within = checkDeadline('dueAt', command.dueAt, tx.now);
      if (!within.ok) return within;
      const { incidentId, title, ownerMissionId, dueAt } = command;
      const task: Task = {
        id: newId(),
        incidentId,
        title,
        ownerMissionId,
        dueAt,
        state: 'open',
        doneAt: null,
        overdueAt: null,
        addedAt: tx.now,
      };
      const audience = await this.audience.concern(tx, incidentId, [ownerMissionId]);
      await this.incidents.addTask(tx, task);
      const saved = await this.incidents.save(tx, { ...incident.value, audience });
      tx.append(taskAdded(saved, task));
      return ok(taskView(task));
    });
  }

  /** Who leads the incident gives tasks to anybody; who is only concerned takes them on for its own mission. */
  private admit(found: Incident | null, command: AddTaskCommand, actor: Actor): Result<Incident> {
    const incident = visibleIncident(found, actor);
    if (!incident.ok) return incident;
    const mission = this.places.mission(command.ownerMissionId, 'ownerMissionId');
    if (!mission.ok) return mission;
    const permission = permissionToDecide['add-task'];
    if (!may(actor, permission, incident.value.missionId) && !may(actor, permission, command.ownerMissionId)) {
      return refuse(
        'forbidden',
        'access.forbidden',
        'Only the lead mission and headquarters give tasks to other missions.',
        'Ask the lead mission, or take the task on for your own.',
        { field: 'ownerMissionId' },
      );
    }
    const over = refuseWhenOver(incident.value);
    return over.ok ? fresh(incident.value, command.ifVersion, 'incidents.stale-incident') : over;
  }
}
