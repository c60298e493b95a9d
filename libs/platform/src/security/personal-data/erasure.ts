import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { asHouseWithin } from '../../database/eyes';
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
    const incidentId = await this.caseOf(tx, subject);
    tx.append(SubjectErased.of({ subject, incidentId, audience: [], body: { subjectType: subject.type, cause, reference, ...destroyed } }));
    return destroyed;
  }

  /** The incident that it is about, sealed to whoever erases or not: of a sealed one nobody else is to read that anything was erased. */
  private caseOf(tx: Tx, { type, id }: Subject): Promise<string | null> {
    return asHouseWithin(tx, async () => {
      for (const { table, subject } of classifiedTables()) {
        if (subject?.type !== type || subject.incidentSql === null) continue;
        const { incidentSql, idColumn } = subject;
        const [row] = await tx.query<{ incident: string | null }>(
          `SELECT (${incidentSql})::text AS incident FROM ${table} WHERE ${idColumn}::text = $1`,
          [id],
        );
        if (row !== undefined) return row.incident;
      }
      return null;
    });
  }

  /** Destroys the keys of subjects, with those of what others wrote about them, and takes them out of every blind index. The caller writes the evidence. */
  async destroy(tx: Tx, type: string, subjectIds: readonly string[]): Promise<Destroyed> {
    if (subjectIds.length === 0) return { count: 0, digest: digestOf([]), blindIndexes: 0 };
    const ids = await this.destroyKeys(tx, type, subjectIds);
    // Whoever erases a person need not see her rows.
    return asHouseWithin(tx, () => this.destroyWhatBelongs(tx, type, subjectIds, ids));
  }

  private async destroyWhatBelongs(tx: Tx, type: string, subjectIds: readonly string[], ids: string[]): Promise<Destroyed> {
    let blindIndexes = ids.length === 0 ? 0 : await this.dropBlindIndexes(tx, type, subjectIds);
    for (const other of await this.whatGoesWith(tx, type, subjectIds)) {
      const gone = await this.destroyKeys(tx, other.type, other.ids);
      ids.push(...gone);
      blindIndexes += gone.length === 0 ? 0 : await this.dropBlindIndexes(tx, other.type, other.ids);
    }
    return { count: ids.length, digest: digestOf(ids.sort()), blindIndexes };
  }

  private async destroyKeys(tx: Tx, type: string, subjectIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE platform_data_key SET wrapped = NULL, kek_id = NULL, destroyed_at = $3
        WHERE subject_type = $1 AND subject_id = ANY($2::text[]) AND destroyed_at IS NULL RETURNING id`,
      [type, subjectIds, tx.now],
    );
    const ids = rows.map(({ id }) => id).sort();
    this.keys.forget(ids);
    return ids;
  }

  /** What others wrote about these subjects, under keys of its own. */
  private async whatGoesWith(tx: Tx, type: string, subjectIds: readonly string[]): Promise<{ type: string; ids: string[] }[]> {
    const found: { type: string; ids: string[] }[] = [];
    for (const { subject, goesWith } of classifiedTables())
      for (const { type: ofType, idsSql } of goesWith) {
        if (subject === null || ofType !== type) continue;
        const rows = await tx.query<{ id: string }>(idsSql, [subjectIds]);
        if (rows.length > 0) found.push({ type: subject.type, ids: rows.map(({ id }) => id) });
      }
    return found;
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
