import { proposalSchema } from '@bongsu/access/contract';
import { hours, addMs } from '@bongsu/kernel';
import { type IncidentView, incidentDetailSchema, incidentSchema, taskSchema } from '@bongsu/incidents/contract';
import { sitrepSchema } from '@bongsu/situation/contract';
import type { BoardIncident } from '@bongsu/situation/contract';
import { z } from 'zod';
import { ApiRefusal, type Caller } from '../caller';
import type { FactOf } from '../scenario';
import type { Play, Stage } from '../stage';

type Open = FactOf<'open-incident'>;

export const openIncident: Play<Open> = async (fact, stage) => {
  const named = fact.reports.map((name) => stage.made.id(name));
  // The feed's report may belong to an earlier replay's incident already; a report is linked to one incident at a time.
  const reportIds = named.filter((id) => (stage.board.state.reports[id]?.incidentId ?? null) === null);
  const incident = await opened(fact, reportIds, stage);
  stage.made.name(fact.name, incident.id);
  stage.made.incidents.push(incident.id);
  await shown(stage, incident.id, ({ reportIds: linked }) => reportIds.every((id) => linked.includes(id)));
  stage.say(
    `${incident.code} "${incident.title}" at ${incident.missionId ?? 'no mission yet'}, ${incident.urgency}, from ${reportIds.length} report(s)`,
  );
};

async function opened(fact: Open, reportIds: string[], stage: Stage): Promise<IncidentView> {
  const caller = stage.cast.actor(fact.actor);
  try {
    return await caller.post('/incidents', { ...fact.incident, reportIds }, stage.key(fact), incidentSchema);
  } catch (refusal) {
    // This run was here before it was cut off: the reports are linked now, so that the request reads otherwise. They say where.
    const incidentId = fact.reports.map((name) => stage.board.state.reports[stage.made.id(name)]?.incidentId).find(Boolean);
    if (!(refusal instanceof ApiRefusal) || refusal.problem.code !== 'platform.idempotency-key-reused' || !incidentId) throw refusal;
    return caller.get(`/incidents/${incidentId}`, incidentDetailSchema);
  }
}

export const acknowledge: Play<FactOf<'acknowledge'>> = async (fact, stage) => {
  const id = stage.made.id(fact.incident);
  await stage.cast.actor(fact.actor).post(`/incidents/${id}/acknowledge`, null, stage.key(fact), incidentSchema);
  const incident = await shown(stage, id, ({ acknowledgedAt }) => acknowledgedAt !== null);
  stage.say(`${incident.code} is acknowledged`);
};

export const moveIncident: Play<FactOf<'move-incident'>> = async (fact, stage) => {
  const id = stage.made.id(fact.incident);
  await stage.cast.actor(fact.actor).post(`/incidents/${id}/${fact.move}`, { reason: fact.reason }, stage.key(fact), incidentSchema);
  const incident = await asItStands(stage, id);
  stage.say(`${incident.code} is ${incident.state}`);
};

const levelAnswerSchema = z.union([incidentSchema, proposalSchema]);

export const decideAlertLevel: Play<FactOf<'decide-alert-level'>> = async (fact, stage) => {
  const id = stage.made.id(fact.incident);
  const body = { level: fact.level, basis: fact.basis };
  const answer = await stage.cast.actor(fact.actor).post(`/incidents/${id}/set-alert-level`, body, stage.key(fact), levelAnswerSchema);
  if ('kind' in answer) await confirmed(answer.id, stage.cast.another(fact.actor), stage.key(fact, 'confirmed'));
  const incident = await asItStands(stage, id);
  stage.say(`${incident.code} stands at alert level ${incident.alertLevel}`);
};

/** The highest level waits for a second person, who may have confirmed it in a run that was cut off after that. */
async function confirmed(proposalId: string, second: Caller, key: string): Promise<void> {
  const { state } = await second.get(`/proposals/${proposalId}`, proposalSchema);
  if (state === 'open') await second.post(`/proposals/${proposalId}/confirm`, null, key, proposalSchema);
}

export const addTask: Play<FactOf<'add-task'>> = async (fact, stage) => {
  const id = stage.made.id(fact.incident);
  const dueAt = fact.dueWithinHours === null ? null : addMs(stage.beganAt, hours(fact.dueWithinHours));
  const body = { title: fact.title, ownerMissionId: fact.owner, dueAt };
  const task = await stage.cast.actor(fact.actor).post(`/incidents/${id}/add-task`, body, stage.key(fact), taskSchema);
  stage.made.name(fact.name, task.id);
  await shown(stage, id, ({ tasks }) => tasks[task.id] !== undefined);
  stage.say(`task for ${fact.owner}: ${fact.title}`);
};

export const completeTask: Play<FactOf<'complete-task'>> = async (fact, stage) => {
  const [id, taskId] = [stage.made.id(fact.incident), stage.made.id(fact.task)];
  const task = await stage.cast.actor(fact.actor).post(`/incidents/${id}/complete-task`, { taskId }, stage.key(fact), taskSchema);
  await shown(stage, id, ({ tasks }) => tasks[taskId]?.state === 'done');
  stage.say(`done: ${task.title}`);
};

export const issueSitrep: Play<FactOf<'issue-sitrep'>> = async (fact, stage) => {
  const id = stage.made.id(fact.incident);
  const body = { highlights: fact.highlights, language: fact.language };
  const sitrep = await stage.cast.actor(fact.actor).post(`/incidents/${id}/sitreps`, body, stage.key(fact), sitrepSchema);
  const incident = await shown(stage, id, ({ lastSitrepNumber }) => lastSitrepNumber >= sitrep.number);
  stage.say(`situation report ${sitrep.number} of ${incident.code} is issued`);
};

/** The board caught up with the incident as the api tells it now: a run that is taken up again finds it further on than the fact says. */
async function asItStands(stage: Stage, id: string): Promise<BoardIncident> {
  const now = await stage.cast.observer.get(`/incidents/${id}`, incidentDetailSchema);
  return shown(stage, id, ({ state, alertLevel }) => state === now.state && alertLevel === now.alertLevel);
}

function shown(stage: Stage, id: string, look: (incident: BoardIncident) => boolean): Promise<BoardIncident> {
  return stage.board.until('what was decided on the incident', ({ incidents }) => {
    const incident = incidents[id];
    return incident !== undefined && look(incident) && incident;
  });
}
