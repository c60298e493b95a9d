import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../../database/transaction';
import { SubjectErased, type erasureCauses } from '../../contract/personal-data';
import { classifiedTables } from './classification';
import { DataKeys } from './data-keys';
import type { Subject } from './sealed-value';

/** What was destroyed: how many keys, and SHA-256 over their ids. */
export interface Destroyed {
  readonly count: number;
  readonly digest: string;
  readonly blindIndexes: number;
}

export interface ErasureOrder {
  readonly subject: Subject;
  readonly cause: (typeof erasureCauses)[number];
  /** A file number, no name. */
  readonly reference: string;
}

/**
 * Erases people by destroying their keys: whatever was encrypted under them stays unreadable for good, in this database and in every copy that
 * is taken from now on. Rows, journal and seals stay as they are.
 */
@Injectable()
export class Erasure {
  constructor(private readonly keys: DataKeys) {}

  /** Null when the subject has no key, or was erased before. */
  async erase(tx: Tx, { subject, cause, reference }: ErasureOrder): Promise<Destroyed | null> {
    const destroyed = await this.destroy(tx, subject.type, [subject.id]);
    if (destroyed.count === 0) return null;
    tx.append(SubjectErased.of({ subject, audience: [], body: { subjectType: subject.type, cause, reference, ...destroyed } }));
    return destroyed;
  }

  /** Destroys the keys of subjects and takes them out of every blind index. The caller writes the evidence. */
  async destroy(tx: Tx, type: string, subjectIds: readonly string[]): Promise<Destroyed> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE platform_data_key SET wrapped = NULL, kek_id = NULL, destroyed_at = $3
        WHERE subject_type = $1 AND subject_id = ANY($2::text[]) AND destroyed_at IS NULL RETURNING id`,
      [type, subjectIds, tx.now],
    );
    const ids = rows.map(({ id }) => id).sort();
    this.keys.forget(ids);
    const blindIndexes = rows.length === 0 ? 0 : await this.dropBlindIndexes(tx, type, subjectIds);
    return { count: ids.length, digest: digestOf(ids), blindIndexes };
  }

  private async dropBlindIndexes(tx: Tx, type: string, subjectIds: readonly string[]): Promise<number> {
    let dropped = 0;
    for (const { table, subject, blindIndexes } of classifiedTables()) {
      if (subject?.type !== type || blindIndexes.size === 0) continue;
      const indexes = [...blindIndexes.keys()];
      const cleared = await tx.query(
        `UPDATE ${table} SET ${indexes.map((index) => `${index} = NULL`).join(', ')}
          WHERE ${subject.idColumn}::text = ANY($1::text[]) AND (${indexes.map((index) => `${index} IS NOT NULL`).join(' OR ')}) RETURNING 1 AS one`,
        [subjectIds],
      );
      dropped += cleared.length;
    }
    return dropped;
  }
}

export const digestOf = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex');
