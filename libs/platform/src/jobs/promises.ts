import { Injectable } from '@nestjs/common';
import { type EntryActor, newId } from '@bongsu/kernel';
import { Database } from '../database/database';
import { type JobPromise, SEALED_QUEUE, queueOf } from './definition';

/** A promise as the row keeps it. */
export interface PromisedJob {
  readonly id: string;
  readonly job: string;
  readonly queue: string;
  readonly payload: unknown;
  readonly correlationId: string;
  readonly dueAt: Date;
}

/** A promise that is to be written, and what it follows from. */
export type NewPromise = JobPromise & {
  readonly correlationId: string;
  readonly position: number | null;
  readonly at: string;
  /** The incident that it is about; once that is sealed no figure tells of it. */
  readonly incidentId: string | null;
  /** Who wrote the entry that it follows from; null when it is the time of day. */
  readonly originator: EntryActor | null;
};

interface PromiseRow {
  id: string;
  job: string;
  queue: string;
  payload: unknown;
  correlation_id: string;
  due_at: Date;
}

const WRITTEN =
  'id, job, key, queue, payload, correlation_id, position, promised_at, due_at, incident_id, originator_kind, originator_id, over_mission';
/**
 * The queue in which a promise is kept as things stand now: the row names the ordinary one, to which it returns when a seal is lifted. No row is
 * moved, so there is no moment in which one stands in the wrong queue.
 */
const QUEUE = `coalesce((SELECT '${SEALED_QUEUE}'::text FROM platform_seal WHERE subject_id = platform_promised_job.incident_id::text), queue)`;
const COLUMNS = `id, job, ${QUEUE} AS queue, payload, correlation_id, due_at`;

/** What the house owes: rows. BullMQ only wakes somebody up to keep them. */
@Injectable()
export class Promises {
  constructor(private readonly database: Database) {}

  /** Writes promises that follow from a batch of entries and moves the follower's cursor, together. */
  async keepTrack(
    query: <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>,
    owed: readonly NewPromise[],
  ): Promise<PromisedJob[]> {
    if (owed.length === 0) return [];
    const rows = owed.map((each) => ({
      id: newId(),
      job: each.job.name,
      key: each.key,
      queue: queueOf(each),
      payload: each.payload,
      correlation_id: each.correlationId,
      position: each.position,
      promised_at: each.at,
      due_at: each.dueAt ?? each.at,
      incident_id: each.incidentId,
      originator_kind: each.originator?.kind ?? null,
      originator_id: each.originator?.id ?? null,
      over_mission: each.over ?? null,
    }));
    const inserted = await query<PromiseRow>(
      `INSERT INTO platform_promised_job (${WRITTEN})
       SELECT ${WRITTEN}
         FROM jsonb_to_recordset($1::jsonb) AS new(id uuid, job text, key text, queue text, payload jsonb, correlation_id text,
                                                   position bigint, promised_at timestamptz, due_at timestamptz, incident_id uuid,
                                                   originator_kind text, originator_id text, over_mission text)
       ON CONFLICT (job, key) DO NOTHING
       RETURNING ${COLUMNS}`,
      [JSON.stringify(rows)],
    );
    return inserted.map(promisedOf);
  }

  /** Promises due before `horizon` that nobody kept and that do not lie dead, a page of them, after the last one of the page before. */
  async open(horizon: Date, limit: number, after: PromisedJob | null): Promise<PromisedJob[]> {
    const rows = await this.database.query<PromiseRow>(
      `SELECT ${COLUMNS} FROM platform_promised_job
        WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND ($3::timestamptz IS NULL OR (due_at, id) > ($3, $4::uuid))
        ORDER BY due_at, id LIMIT $2`,
      [horizon, limit, after?.dueAt ?? null, after?.id ?? null],
    );
    return rows.map(promisedOf);
  }

  /** Those of these jobs that were due before `lateAt`, the longest overdue first. */
  async overdue(jobs: readonly string[], lateAt: Date, limit: number): Promise<PromisedJob[]> {
    const rows = await this.database.query<PromiseRow>(
      `SELECT ${COLUMNS} FROM platform_promised_job
        WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= $1 AND job = ANY($2::text[]) ORDER BY due_at, id LIMIT $3`,
      [lateAt, jobs, limit],
    );
    return rows.map(promisedOf);
  }

  /** Counts what the queue gave up on by itself, such as a job that took its process down twice; false when that was once too often. */
  async givenUp(id: string, attempts: number): Promise<boolean> {
    const [row] = await this.database.query<{ alive: boolean }>(
      `UPDATE platform_promised_job SET failures = failures + 1, last_failure = 'given-up-by-the-queue',
              dead_at = CASE WHEN failures + 1 >= $2 THEN clock_timestamp() END
        WHERE id = $1 AND kept_at IS NULL RETURNING dead_at IS NULL AS alive`,
      [id, attempts],
    );
    return row?.alive ?? false;
  }

  /** Marks kept what no unit of work marked in its own transaction: refusals, and what there was nothing to do for. */
  async close(closed: readonly { readonly id: string; readonly outcome: string }[]): Promise<void> {
    await this.database.query(
      `UPDATE platform_promised_job AS promised SET kept_at = clock_timestamp(), outcome = closed.outcome
         FROM unnest($1::uuid[], $2::text[]) AS closed (id, outcome) WHERE promised.id = closed.id AND promised.kept_at IS NULL`,
      [closed.map(({ id }) => id), closed.map(({ outcome }) => outcome)],
    );
  }

  /** Records a failed try; `dead` when it was the last one. The reason is a class of fault, not its text, which may hold data. */
  async fail(id: string, reason: string, dead: boolean): Promise<void> {
    await this.database.query(
      `UPDATE platform_promised_job SET failures = failures + 1, last_failure = $2, dead_at = CASE WHEN $3 THEN clock_timestamp() END
        WHERE id = $1 AND kept_at IS NULL`,
      [id, reason, dead],
    );
  }

  /**
   * Owes again what was kept or lay dead: each still asks for its right. Waits for whoever keeps one of them at this moment, so that none is
   * missed that looked a moment too early.
   */
  async renew(jobs: readonly string[], keys: readonly string[]): Promise<PromisedJob[]> {
    const rows = await this.database.query<PromiseRow>(
      `UPDATE platform_promised_job SET kept_at = NULL, outcome = NULL, dead_at = NULL, failures = 0, due_at = clock_timestamp()
        WHERE job = ANY($1::text[]) AND key = ANY($2::text[]) RETURNING ${COLUMNS}`,
      [jobs, keys],
    );
    return rows.map(promisedOf);
  }

  /** Brings dead promises back to life and returns them; of one queue (those of sealed incidents are in `sealed` alone) or of all. */
  async revive(queue: string | null): Promise<PromisedJob[]> {
    const rows = await this.database.query<PromiseRow>(
      `WITH revived AS (
         UPDATE platform_promised_job SET dead_at = NULL, failures = 0, due_at = clock_timestamp()
          WHERE dead_at IS NOT NULL AND kept_at IS NULL AND ($1::text IS NULL OR ${QUEUE} = $1) RETURNING ${COLUMNS})
       SELECT * FROM revived`,
      [queue],
    );
    return rows.map(promisedOf);
  }
}

function promisedOf(row: PromiseRow): PromisedJob {
  return {
    id: row.id,
    job: row.job,
    queue: row.queue,
    payload: row.payload,
    correlationId: row.correlation_id,
    dueAt: new Date(row.due_at),
  };
}
