import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '@bongsu/kernel';
import { CLOCK } from '../../database/clock.token';
import { Database } from '../../database/database';
import type { LegalBasis, Reading } from './reading';
import type { Subject } from './sealed-value';

/** Whose data was opened, and for which case. */
export interface OpenedSubject extends Subject {
  readonly incidentId: string | null;
}

/** One line of the record: who, when, from where, whose data, why. */
export interface AccessRecord {
  readonly id: number;
  readonly at: Instant;
  readonly actorKind: 'person' | 'job' | 'system';
  readonly actorId: string;
  readonly address: string;
  readonly device: string;
  readonly subject: Subject;
  readonly action: string;
  readonly incidentId: string | null;
  readonly basis: LegalBasis;
  readonly correlationId: string;
}

/** Of one person's data, or by one reader; newest first. */
export interface AccessRecordQuery {
  readonly subject?: Subject;
  readonly actorId?: string;
  readonly before: number | null;
  readonly limit: number;
}

interface Row {
  /** bigint: the driver may give text. */
  id: number | string;
  at: Date;
  actor_kind: AccessRecord['actorKind'];
  actor_id: string;
  address: string;
  device: string;
  subject_type: string;
  subject_id: string;
  action: string;
  incident_id: string | null;
  basis: LegalBasis;
  correlation_id: string;
}

const INSERT = `
  INSERT INTO platform_access_record (at, actor_kind, actor_id, address, device, action, basis, correlation_id, subject_type, subject_id, incident_id)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, opened.subject_type, opened.subject_id, opened.incident_id
    FROM unnest($9::text[], $10::text[], $11::uuid[]) AS opened (subject_type, subject_id, incident_id)`;

/**
 * The record of readings: the database lets nobody change it and takes nothing out before two years (PIPA safety measures, art. 8).
 * One line for each person whose data was opened; a list of a thousand is one statement.
 */
@Injectable()
export class AccessRecords {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async write(reading: Reading, opened: readonly OpenedSubject[]): Promise<void> {
    if (opened.length === 0) return;
    const { actor, action, basis, tx } = reading;
    const parameters = [
      tx?.now ?? this.clock.now(),
      ...[actor.kind, actor.id, actor.from?.address ?? 'inside', actor.from?.device ?? 'inside'],
      ...[action, basis, actor.correlationId],
      ...[opened.map(({ type }) => type), opened.map(({ id }) => id), opened.map(({ incidentId }) => incidentId)],
    ];
    if (tx !== undefined) tx.write(INSERT, parameters);
    else await this.database.query(INSERT, parameters);
  }

  /** One more than `limit` when there are more. */
  async page({ subject, actorId, before, limit }: AccessRecordQuery): Promise<AccessRecord[]> {
    const rows = await this.database.query<Row>(
      `SELECT id, at, actor_kind, actor_id, address, device, subject_type, subject_id, action, incident_id, basis, correlation_id
         FROM platform_access_record
        WHERE ($1::text IS NULL OR (subject_type = $1 AND subject_id = $2)) AND ($3::text IS NULL OR actor_id = $3) AND ($4::bigint IS NULL OR id < $4)
        ORDER BY id DESC LIMIT $5`,
      [subject?.type ?? null, subject?.id ?? null, actorId ?? null, before, limit + 1],
    );
    return rows.map(recordOf);
  }
}

function recordOf(row: Row): AccessRecord {
  return {
    id: Number(row.id),
    at: row.at.toISOString(),
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    address: row.address,
    device: row.device,
    subject: { type: row.subject_type, id: row.subject_id },
    action: row.action,
    incidentId: row.incident_id,
    basis: row.basis,
    correlationId: row.correlation_id,
  };
}
