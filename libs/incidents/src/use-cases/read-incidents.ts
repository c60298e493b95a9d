import { Injectable } from '@nestjs/common';
import { type Result, ok } from '@bongsu/kernel';
import { KnownAccounts, SealLists, may } from '@bongsu/access';
import { type Actor, Cursors, JournalArchives, JournalReader, pageAfter, pageFrom, visibilityOf } from '@bongsu/platform';
import { type LiveEntry, type Page, type PageQuery, type TimelinePage, idSchema } from '@bongsu/platform/contract';
import { z } from 'zod';
import {
  type DuplicateProposalView,
  type IncidentDetail,
  type IncidentQuery,
  type IncidentView,
  permissionToDecide,
  permissionToMove,
} from '../contract';
import type { Incident } from '../domain/incident';
import { permittedDecisions, permittedMoves } from '../domain/permitted';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentReads } from '../storage/incident-reads';
import { ReportReads } from '../storage/report-reads';
import { visibleIncident } from './admission';
import { TO_NAME } from './sealing';
import { alertDecisionView, decisionReasonView, incidentView, proposalView, taskView } from './views';

const TIMELINE = 'incident-timeline';
const positionSchema = z.int().min(1);

/** Incidents as their readers see them. */
@Injectable()
export class ReadIncidents {
  constructor(
    private readonly reads: IncidentReads,
    private readonly reports: ReportReads,
    private readonly reasons: DecisionReasons,
    private readonly accounts: KnownAccounts,
    private readonly lists: SealLists,
    private readonly journal: JournalReader,
    private readonly archives: JournalArchives,
    private readonly cursors: Cursors,
  ) {}

  async list({ limit, cursor, ...filter }: IncidentQuery, actor: Actor): Promise<Result<Page<IncidentView>>> {
    const after = pageAfter(this.cursors, 'incidents', cursor, idSchema);
    if (!after.ok) return after;
    const rows = await this.reads.list(filter, { after: after.value, limit }, visibilityOf(actor));
    return ok(pageFrom(this.cursors, 'incidents', { rows, limit, keyOf: (row) => row.id }, incidentView));
  }

  /** The incident with what may be done next, what keeps it from closing, its tasks, and every decision on its alert level. */
  async detail(id: string, actor: Actor): Promise<Result<IncidentDetail>> {
    const incident = await this.visible(id, actor);
    if (!incident.ok) return incident;
    const sealed = incident.value.sealGround !== null;
    const [tasks, decisions, reasons, closeBlockers, decidesOnList] = await Promise.all([
      this.reads.tasks(id),
      this.reads.alertDecisions(id),
      this.reasons.ofIncident(id, actor),
      this.reads.blockers(id),
      sealed ? this.lists.mayDecide(incident.value, actor.id, TO_NAME) : true,
    ]);
    const people = await this.accounts.people(
      [...decisions, ...reasons].map(({ decidedBy }) => decidedBy),
      actor,
      'incidents.read-incident',
    );
    return ok({
      ...incidentView(incident.value),
      permittedActs: permittedTo(
        actor,
        incident.value,
        tasks.some((task) => task.state === 'open'),
      ).filter((act) => decidesOnList || !ofTheList.includes(act)),
      closeBlockers,
      alertHistory: decisions.map((decision) => alertDecisionView(decision, people)),
      reasons: reasons.map((reason) => decisionReasonView(reason, people)),
      tasks: tasks.map(taskView),
    });
  }

  /** What the journal tells of the incident, to those who may hear it; newest first. What lies in its archive is not in it, and it says so. */
  async timeline(id: string, { limit, cursor }: PageQuery, actor: Actor): Promise<Result<TimelinePage>> {
    const incident = await this.visible(id, actor);
    if (!incident.ok) return incident;
    const before = pageAfter(this.cursors, TIMELINE, cursor, positionSchema);
    if (!before.ok) return before;
    const entries = await this.journal.forIncident(id, visibilityOf(actor), { before: before.value, limit: limit + 1 });
    const found = { rows: entries, limit, keyOf: ({ position }: { position: number }) => position };
    const present = ({ position: _position, ...entry }: (typeof entries)[number]): LiveEntry => ({
      ...entry,
      actor: { ...entry.actor },
      subject: { ...entry.subject },
      audience: [...entry.audience],
    });
    const [archived] = await this.archives.of([id]);
    return ok({ ...pageFrom(this.cursors, TIMELINE, found, present), archivedUntil: archived?.until ?? null });
  }

  /** Reports that are probably about the incident and wait for a decision; those that the reader may see. */
  async duplicates(id: string, actor: Actor): Promise<Result<Page<DuplicateProposalView>>> {
    const incident = await this.visible(id, actor);
    if (!incident.ok) return incident;
    const proposals = await this.reports.proposalsFor(id, { id: actor.id, visibility: visibilityOf(actor) });
    return ok({ items: proposals.map((proposal) => proposalView(proposal)), nextCursor: null });
  }

  /** The incident when it exists for the actor. */
  async visible(id: string, actor: Actor): Promise<Result<Incident>> {
    return visibleIncident(await this.reads.find(id), actor);
  }
}

/** What somebody who is on the list for a time only does not do. */
const ofTheList: readonly string[] = ['name-on-seal', 'unseal'];

/** What the actor may do with the incident as it stands: the life cycle's acts, and the decisions beside it. */
function permittedTo(actor: Actor, incident: Incident, hasOpenTask: boolean): string[] {
  const moves = permittedMoves(incident).filter((act) => may(actor, permissionToMove[act], incident.missionId));
  const decisions = permittedDecisions(incident, hasOpenTask).filter((decision) =>
    may(actor, permissionToDecide[decision], incident.missionId),
  );
  return [...moves, ...decisions];
}
