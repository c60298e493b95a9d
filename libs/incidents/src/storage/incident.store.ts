import { Injectable } from '@nestjs/common';
import type { Tx } from '@bongsu/platform';
import type { CloseBlocker } from '../contract';
import type { AlertDecision } from '../domain/alert-level';
import { codeOfReport } from '../domain/codes';
import type { Incident } from '../domain/incident';
import type { Task } from '../domain/task';
import { AlertDecisionEntity, IncidentEntity, TaskEntity } from './incident.entity';

@Injectable()
export class IncidentStore {
  /** The next number of a country and year; whoever opens another incident there waits for this transaction. */
  async nextNumber(tx: Tx, country: string, year: number): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      `INSERT INTO incidents_code_counter (country, year, last) VALUES ($1, $2, 1)
       ON CONFLICT (country, year) DO UPDATE SET last = incidents_code_counter.last + 1 RETURNING last`,
      [country, year],
    );
    if (row === undefined) throw new Error('the counter gave no number');
    return row.last;
  }

  async insert(tx: Tx, incident: Incident): Promise<void> {
    await tx.manager.insert(IncidentEntity, { ...incident, audience: [...incident.audience] });
  }

  /** The incident, locked until the transaction ends; others may still report what it owes meanwhile. */
  lock(tx: Tx, id: string): Promise<Incident | null> {
    return this.lockFor(tx, id, 'NO KEY UPDATE');
  }

  /** The incident, held as it is for a report that is filed to it; many may be filed at once. */
  lockToFile(tx: Tx, id: string): Promise<Incident | null> {
    return this.lockFor(tx, id, 'SHARE');
  }

  /** The incident, locked so that nothing can come to depend on it meanwhile: see IncidentObligations. */
  lockToClose(tx: Tx, id: string): Promise<Incident | null> {
    return this.lockFor(tx, id, 'UPDATE');
  }

  /** Writes a locked incident and returns it with its new version. */
  async save(tx: Tx, incident: Incident): Promise<Incident> {
    const saved: Incident = { ...incident, updatedAt: tx.now, version: incident.version + 1 };
    const { affected } = await tx.manager.update(
      IncidentEntity,
      { id: incident.id, version: incident.version },
      { ...saved, audience: [...saved.audience] },
    );
    if (affected !== 1) throw new Error(`incident ${incident.id} was not locked before it was saved`);
    return saved;
  }

  /** Who was told is no part of what one reads of an incident: its version stays. */
  async saveAudience(tx: Tx, incident: Incident): Promise<void> {
    await tx.manager.update(IncidentEntity, { id: incident.id }, { audience: [...incident.audience] });
  }

  async addTask(tx: Tx, task: Task): Promise<void> {
    await tx.manager.insert(TaskEntity, task);
  }

  async saveTask(tx: Tx, task: Task): Promise<void> {
    await tx.manager.update(TaskEntity, { id: task.id }, task);
  }

  /** A task of a locked incident. */
  task(tx: Tx, incidentId: string, taskId: string): Promise<Task | null> {
    return tx.manager.findOneBy(TaskEntity, { id: taskId, incidentId });
  }

  openTasks(tx: Tx, incidentId: string): Promise<Task[]> {
    return tx.manager.find(TaskEntity, { where: { incidentId, state: 'open' }, order: { id: 'ASC' } });
  }

  async keepAlertDecision(tx: Tx, decision: AlertDecision): Promise<void> {
    await tx.manager.insert(AlertDecisionEntity, decision);
  }

  /** Everything that is still open, named: tasks, probable duplicates nobody decided on, and what other contexts owe. */
  blockers(tx: Tx, incidentId: string): Promise<CloseBlocker[]> {
    return closeBlockers((sql, parameters) => tx.query(sql, parameters), incidentId);
  }

  private async lockFor(tx: Tx, id: string, strength: 'UPDATE' | 'NO KEY UPDATE' | 'SHARE'): Promise<Incident | null> {
    const [, incident] = await Promise.all([
      tx.query(`SELECT 1 AS one FROM incidents_incident WHERE id = $1 FOR ${strength}`, [id]),
      // Read by a statement of its own, after the lock was had: it sees what the one before us committed.
      tx.manager.findOneBy(IncidentEntity, { id }),
    ]);
    return incident;
  }
}

interface BlockerRow {
  code: CloseBlocker['code'];
  subject_id: string;
  label: string | null;
  entered_at: Date | null;
  number: number | null;
  sealed_code: string | null;
}

/** Inside a transaction that closes, and outside one for whoever only looks. */
export async function closeBlockers(
  query: <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>,
  incidentId: string,
): Promise<CloseBlocker[]> {
  const rows = await query<BlockerRow>(
    `SELECT 'task-open' AS code, id::text AS subject_id, title AS label, NULL::timestamptz AS entered_at, NULL::int8 AS number, NULL::text AS sealed_code
       FROM incidents_task WHERE incident_id = $1 AND state = 'open'
     UNION ALL
     SELECT 'report-unlinked', report.id::text, NULL, report.entered_at, report.number, report.sealed_code
       FROM incidents_duplicate_proposal AS proposal JOIN incidents_report AS report ON report.id = proposal.report_id
      WHERE proposal.incident_id = $1 AND proposal.state = 'proposed' AND report.state = 'unlinked' AND report.corrected_by_report_id IS NULL
     UNION ALL
     SELECT kind, subject_id, label, NULL, NULL, NULL FROM incidents_open_obligation WHERE incident_id = $1 AND settled_at IS NULL
     ORDER BY code, subject_id`,
    [incidentId],
  );
  return rows.map(({ code, subject_id: subjectId, label, entered_at: enteredAt, number, sealed_code: sealedCode }) => ({
    code,
    subjectId,
    label: label ?? (enteredAt === null ? '' : codeOfReport({ enteredAt: enteredAt.toISOString(), number, sealedCode })),
  }));
}
