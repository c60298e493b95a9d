import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { Database } from '../../database/database';
import type { Tx } from '../../database/transaction';
import { freshBytes } from '../fresh-bytes';
import { PersonalDataFault } from './fault';
import { KeyCache } from './key-cache';
import { KeyRing } from './key-ring';
import type { DataKey, Subject } from './sealed-value';
import { UsedKeys, byId } from './used-keys';

/** What a value's key has become: there, or destroyed with everything that it encrypted. */
export type FoundKey = DataKey | 'destroyed';

interface KeyRow {
  id: string;
  subject_type: string;
  subject_id: string;
  wrapped: Buffer | null;
  kek_id: string | null;
}

const COLUMNS = 'id, subject_type, subject_id, wrapped, kek_id';
const INSERT = `
  INSERT INTO platform_data_key (id, subject_type, subject_id, wrapped, kek_id, made_at)
  SELECT made.id, made.subject_type, made.subject_id, made.wrapped, $5, $6
    FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bytea[]) AS made (id, subject_type, subject_id, wrapped)`;

/** One key, which is what a report has: units that make one each are written together (see mergedInserts). */
const INSERT_ONE = 'INSERT INTO platform_data_key (id, subject_type, subject_id, wrapped, kek_id, made_at) VALUES ($1, $2, $3, $4, $5, $6)';

const INDEX_KEY_CHECK = 'bongsu index key check';

/** One key for each subject: made with its first value, wrapped by a key of the ring, destroyed with its erasure. */
@Injectable()
export class DataKeys {
  private readonly cache = new KeyCache();
  private readonly used = new UsedKeys();

  constructor(
    private readonly database: Database,
    private readonly ring: KeyRing,
  ) {}

  /** Keys for subjects that have none, in the order given. One statement, written with the unit and not waited for. */
  async make(tx: Tx, subjects: readonly Subject[]): Promise<DataKey[]> {
    if (subjects.length === 0) return [];
    const kekId = this.ring.currentId();
    const keys = subjects.map((subject): DataKey => ({ id: newId(), subject, bytes: freshBytes(32) }));
    const wrapped = await Promise.all(keys.map((key) => this.wrappedBy(kekId, key)));
    for (const key of keys) this.used.note(tx, key);
    const [one] = keys;
    if (one !== undefined && keys.length === 1) tx.write(INSERT_ONE, [one.id, one.subject.type, one.subject.id, wrapped[0], kekId, tx.now]);
    else
      tx.write(INSERT, [keys.map(({ id }) => id), subjects.map(({ type }) => type), subjects.map(({ id }) => id), wrapped, kekId, tx.now]);
    return keys;
  }

  /** The key of a subject; made when it has none. Refuses to give an erased subject a new one. */
  async ofSubject(tx: Tx, subject: Subject): Promise<DataKey> {
    const [row] = await tx.query<KeyRow>(`SELECT ${COLUMNS} FROM platform_data_key WHERE subject_type = $1 AND subject_id = $2`, [
      subject.type,
      subject.id,
    ]);
    const found = row === undefined ? (await this.make(tx, [subject]))[0] : await this.unwrap(row);
    if (found !== undefined && found !== 'destroyed') {
      this.used.note(tx, found);
      return found;
    }
    throw new PersonalDataFault(
      'personal-data.subject-erased',
      `The personal data of this ${subject.type} was erased, and nothing new may be kept of it.`,
      'Enter the person anew if there is a new reason to.',
    );
  }

  /** The keys with these ids. What is not cached is read by one statement, inside `tx` when there is one. */
  async byIds(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, FoundKey>> {
    const found = await this.found(ids, tx);
    if (tx !== undefined) for (const key of found.values()) if (key !== 'destroyed') this.used.note(tx, key);
    return found;
  }

  /** The keys whose data this unit has had in hand so far. */
  usedIn(tx: Tx): readonly DataKey[] {
    return this.used.of(tx);
  }

  /** The keys with these ids as they stand now, whatever is cached, in the order of their ids. Null when one was destroyed. */
  async allStanding(tx: Tx, ids: readonly string[]): Promise<readonly DataKey[] | null> {
    const rows = await tx.query<KeyRow>(`SELECT ${COLUMNS} FROM platform_data_key WHERE id = ANY($1::uuid[])`, [ids]);
    const keys: DataKey[] = [];
    for (const row of rows) {
      const key = await this.unwrap(row);
      if (key === 'destroyed') return null;
      keys.push(key);
    }
    return keys.sort(byId);
  }

  private async found(ids: readonly string[], tx?: Tx): Promise<ReadonlyMap<string, FoundKey>> {
    const found = new Map<string, FoundKey>();
    const missing = [...new Set(ids)].filter((id) => {
      const cached = this.cache.get(id);
      if (cached !== null) found.set(id, cached);
      return cached === null;
    });
    if (missing.length === 0) return found;
    const sql = `SELECT ${COLUMNS} FROM platform_data_key WHERE id = ANY($1::uuid[])`;
    const rows = tx === undefined ? await this.database.query<KeyRow>(sql, [missing]) : await tx.query<KeyRow>(sql, [missing]);
    for (const row of rows) found.set(row.id, await this.unwrap(row));
    return found;
  }

  /** For whoever has just destroyed keys in this process. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.cache.forget(id);
  }

  /**
   * Wraps up to `limit` data keys anew that lie under another key than the current one. Answers how many; 0 when all are done. Values are not
   * touched: they name the data key, which stays.
   */
  async rewrap(tx: Tx, limit: number): Promise<number> {
    const kekId = this.ring.currentId();
    const rows = await tx.query<KeyRow>(
      `SELECT ${COLUMNS} FROM platform_data_key WHERE destroyed_at IS NULL AND kek_id <> $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [kekId, limit],
    );
    const keys: DataKey[] = [];
    for (const row of rows) {
      const key = await this.unwrap(row);
      if (key !== 'destroyed') keys.push(key);
    }
    const wrapped = await Promise.all(keys.map((key) => this.wrappedBy(kekId, key)));
    await tx.query(
      `UPDATE platform_data_key AS k SET wrapped = anew.wrapped, kek_id = $3 FROM unnest($1::uuid[], $2::bytea[]) AS anew (id, wrapped) WHERE k.id = anew.id`,
      [keys.map(({ id }) => id), wrapped, kekId],
    );
    return keys.length;
  }

  /** How many data keys lie under each key. */
  async usage(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ kek_id: string; keys: number }>(
      'SELECT kek_id, count(*)::int AS keys FROM platform_data_key WHERE destroyed_at IS NULL GROUP BY kek_id',
    );
    return new Map(rows.map(({ kek_id, keys }) => [kek_id, keys]));
  }

  /** Opens one data key of each key in use, and compares the index key. Throws a PersonalDataFault that says which key is missing or wrong. */
  async prove(): Promise<void> {
    const rows = await this.database.query<KeyRow>(
      `WITH RECURSIVE used (kek_id) AS (
         (SELECT kek_id FROM platform_data_key WHERE destroyed_at IS NULL ORDER BY kek_id LIMIT 1)
         UNION ALL
         SELECT (SELECT k.kek_id FROM platform_data_key AS k WHERE k.destroyed_at IS NULL AND k.kek_id > used.kek_id ORDER BY k.kek_id LIMIT 1)
           FROM used WHERE used.kek_id IS NOT NULL)
       SELECT sample.* FROM used, LATERAL (
         SELECT ${COLUMNS} FROM platform_data_key AS k WHERE k.destroyed_at IS NULL AND k.kek_id = used.kek_id LIMIT 1) AS sample
        WHERE used.kek_id IS NOT NULL`,
    );
    for (const row of rows) await this.unwrap(row);
    this.ring.currentId();
    await this.proveIndexKey();
  }

  /**
   * Nothing is opened with the index key, so that a wrong one would show in nothing but people who are not found: the database keeps an HMAC
   * under the one that it was first used with.
   */
  private async proveIndexKey(): Promise<void> {
    const check = createHmac('sha256', this.ring.indexKey()).update(INDEX_KEY_CHECK).digest();
    if ((await this.indexKeyCheck()) === null)
      await this.database.query('UPDATE platform_installation SET index_key_check = $1 WHERE index_key_check IS NULL', [check]);
    const kept = await this.indexKeyCheck();
    if (kept !== null && kept.length === check.length && timingSafeEqual(kept, check)) return;
    throw new PersonalDataFault(
      'personal-data.index-key-does-not-fit',
      'The index key is not the one that this database was used with: nobody would be found by it, and people could be entered twice.',
      'Give Bongsu the index key that it had (`indexKey` in the file of PERSONAL_DATA_KEYS_FILE, or PERSONAL_DATA_INDEX_KEY), from where keys are kept safe.',
    );
  }

  private async indexKeyCheck(): Promise<Buffer | null> {
    const [row] = await this.database.query<{ index_key_check: Buffer | null }>('SELECT index_key_check FROM platform_installation');
    return row?.index_key_check ?? null;
  }

  private async wrappedBy(kekId: string, key: DataKey): Promise<Buffer> {
    const wrapped = await this.ring.wrap(key.bytes, contextOf(key));
    // The statement names one key for all: a ring that moved on between two of them starts over with the unit.
    if (wrapped.kekId !== kekId) throw new Error('the key ring changed while keys were made');
    return wrapped.wrapped;
  }

  private async unwrap({ id, subject_type, subject_id, wrapped, kek_id }: KeyRow): Promise<FoundKey> {
    if (wrapped === null || kek_id === null) return 'destroyed';
    const cached = this.cache.get(id);
    if (cached !== null) return cached;
    const subject = { type: subject_type, id: subject_id };
    const bytes = await this.ring.unwrap({ kekId: kek_id, wrapped }, contextOf({ id, subject }));
    const key: DataKey = { id, subject, bytes };
    this.cache.put(key);
    return key;
  }
}

const contextOf = ({ id, subject }: Pick<DataKey, 'id' | 'subject'>): string => `data key ${id} of ${subject.type}/${subject.id}`;
