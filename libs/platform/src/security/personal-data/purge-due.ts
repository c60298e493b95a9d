import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { PersonalDataPurged } from '../../contract/personal-data';
import type { Tx } from '../../database/transaction';
import { UnitOfWork } from '../../database/unit-of-work';
import type { Actor } from '../actor';
import { classifiedTables } from './classification';
import { Erasure } from './erasure';

const AT_ONCE = 1_000;
/** Whoever looks through all of a class once an hour may take longer than those whom somebody waits for. */
const MAY_TAKE_MS = 600_000;
export const ACCESS_RECORDS_KEPT_YEARS = 2;

/** What one round let go of, by retention class; a class with as many as a round takes has more. */
export type Purged = Readonly<Record<string, number>>;

/**
 * Lets go of what was kept for as long as its class says: subjects by the destruction of their keys, the record of readings after two years.
 * Each class that lost something leaves an entry with count and hash.
 */
@Injectable()
export class PurgeDue {
  constructor(
    private readonly work: UnitOfWork,
    private readonly erasure: Erasure,
  ) {}

  execute(actor: Actor): Promise<Result<Purged, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const purged: Record<string, number> = {};
      await tx.query(`SELECT set_config('statement_timeout', '${MAY_TAKE_MS}', true)`);
      for (const { subject, retention } of classifiedTables()) {
        if (subject === null || retention === null) continue;
        const due = await tx.query<{ subject_id: string }>(
          `SELECT k.subject_id FROM platform_data_key AS k JOIN (${retention.dueSql}) AS due (id) ON due.id = k.subject_id
            WHERE k.subject_type = $2 AND k.destroyed_at IS NULL LIMIT ${AT_ONCE}`,
          [tx.now, subject.type],
        );
        const destroyed = await this.erasure.destroy(
          tx,
          subject.type,
          due.map(({ subject_id }) => subject_id),
        );
        leaveEvidence(tx, purged, retention.class, destroyed);
      }
      leaveEvidence(tx, purged, 'access-record', await accessRecords(tx));
      return ok(purged);
    });
  }
}

/** The database itself decides that none goes before its time; the application has no right to delete one. */
async function accessRecords(tx: Tx): Promise<{ count: number; digest: string }> {
  const [gone] = await tx.query<{ count: number; digest: string }>(
    `SELECT count::int AS count, digest FROM platform_release_access_records($1::timestamptz - make_interval(years => ${ACCESS_RECORDS_KEPT_YEARS}))`,
    [tx.now],
  );
  return gone ?? { count: 0, digest: '' };
}

function leaveEvidence(
  tx: Tx,
  purged: Record<string, number>,
  retentionClass: string,
  { count, digest }: { count: number; digest: string },
): void {
  if (count === 0) return;
  purged[retentionClass] = (purged[retentionClass] ?? 0) + count;
  tx.append(
    PersonalDataPurged.of({
      subject: { type: 'retention-class', id: retentionClass },
      audience: [],
      body: { retentionClass, count, digest },
    }),
  );
}
