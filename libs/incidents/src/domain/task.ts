import { type Instant, type Result, refuse, ok, transitions } from '@bongsu/kernel';
import { type IncidentRefusal, isOver } from './incident';
import type { IncidentState } from '../contract';

export type TaskState = 'open' | 'done' | 'cancelled';
export type TaskAct = 'complete' | 'cancel';

export const taskTransitions = transitions<TaskState, TaskAct>({
  open: { complete: 'done', cancel: 'cancelled' },
  done: {},
  cancelled: {},
});

/** Something that a mission must do for an incident, perhaps by a time. An open task keeps the incident from closing. */
export interface Task {
  readonly id: string;
  readonly incidentId: string;
  readonly title: string;
  readonly ownerMissionId: string;
  readonly dueAt: Instant | null;
  readonly state: TaskState;
  readonly doneAt: Instant | null;
  readonly overdueAt: Instant | null;
  readonly addedAt: Instant;
}

export function endTask(task: Task, act: TaskAct, now: Instant): Result<Task, IncidentRefusal> {
  const state = taskTransitions.next(task.state, act);
  if (state === undefined) {
    return refuse('conflict', 'incidents.task-not-open', `The task is ${task.state} already.`, 'Add a new task if there is more to do.', {
      field: 'taskId',
      facts: { state: task.state },
    });
  }
  return ok({ ...task, state, doneAt: state === 'done' ? now : null });
}

/** Whether a task whose reminder has come is still to be done; said once. */
export function isTaskOverdue(task: Task, incidentState: IncidentState): boolean {
  return task.state === 'open' && task.overdueAt === null && task.dueAt !== null && !isOver(incidentState);
}
