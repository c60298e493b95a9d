import { Injectable } from '@nestjs/common';
import { Database, type Visibility, seesAudience } from '@bongsu/platform';
import type { CloseBlocker, IncidentQuery } from '../contract';
import type { AlertDecision } from '../domain/alert-level';
import type { Incident } from '../domain/incident';
import type { Task } from '../domain/task';
import { AlertDecisionEntity, IncidentEntity, TaskEntity } from './incident.entity';
import { closeBlockers } from './incident.store';

/** Incidents for reading. */
@Injectable()
export class IncidentReads {
  constructor(private readonly database: Database) {}

  find(id: string): Promise<Incident | null> {
    return this.database.source.manager.findOneBy(IncidentEntity, { id });
  }

  /** Newest opened first, of those whose audience the reader is in, after the id `after`, one more than `limit`. */
  list(
    filter: Omit<IncidentQuery, 'limit' | 'cursor'>,
    page: { after: string | null; limit: number },
    visibility: Visibility,
  ): Promise<Incident[]> {
    const query = this.database.source.manager.createQueryBuilder(IncidentEntity, 'incident').where('TRUE');
    const { state, missionId, category, updatedSince } = filter;
    const seen = seesAudience('incident.audience', visibility);
    query.andWhere(seen.sql, { ...seen.parameters });
    if (page.after !== null) query.andWhere('incident.id < :after', { after: page.after });
    if (state !== undefined) query.andWhere('incident.state = :state', { state });
    if (missionId !== undefined) query.andWhere('incident.missionId = :missionId', { missionId });
    if (category !== undefined) query.andWhere('incident.category = :category', { category });
    if (updatedSince !== undefined) query.andWhere('incident.updatedAt >= :updatedSince', { updatedSince });
    return query
      .orderBy('incident.id', 'DESC')
      .limit(page.limit + 1)
      .getMany();
  }

  tasks(incidentId: string): Promise<Task[]> {
    return this.database.source.manager.find(TaskEntity, { where: { incidentId }, order: { id: 'ASC' } });
  }

  /** Every decision on the alert level, oldest first. */
  alertDecisions(incidentId: string): Promise<AlertDecision[]> {
    return this.database.source.manager.find(AlertDecisionEntity, { where: { incidentId }, order: { id: 'ASC' } });
  }

  blockers(incidentId: string): Promise<CloseBlocker[]> {
    return closeBlockers((sql, parameters) => this.database.query(sql, parameters), incidentId);
  }
}
