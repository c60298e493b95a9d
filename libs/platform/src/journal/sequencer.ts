import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { connectionOptions } from '../database/database';
import { JOURNAL, SEEN_COLUMNS, type SeenRow, entryOf, seenOf } from './append';
import { FIRST_SEAL, SALT_BYTES, SEAL_VERSION, sealOf } from './seal';
import { Pulse } from './pulse';
import { Wake } from './wake';

/** The advisory lock of leadership: the first eight letters of "sequencer" as a number. */
const LEADERSHIP = 0x73_65_71;
/** Few enough that who follows begins with the first of a burst while the rest is numbered. */
const BATCH = 250;
const POLL_MS = 250;
const CANDIDATE_MS = 1_000;
/** From so many entries in one batch on, the next one waits this long. */
const BUSY = 4;
const GATHER_MS = 8;
/**
 * This session finds a few rows by index and nothing else. Plans are made once, on the first day perhaps while the journal is empty, and would
 * otherwise read the whole of it until statistics tell better.
 */
const BY_INDEX = '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off';

/**
 * Gives committed entries their positions 1, 2, 3 … and their seals. One leader among all processes: the one whose session
 * holds the advisory lock; when it dies PostgreSQL frees the lock and another takes over. It numbers on that same session, so
 * a deposed leader cannot write, and only what has committed, so nobody can read past an entry that comes later.
 */
@Injectable()
export class Sequencer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Sequencer.name);
  private readonly pulse = new Pulse(
    () => this.turn(),
    POLL_MS,
    // A turn works on the session of this moment only: nobody else opens one.
    (error) => this.lose(error, this.client),
  );
  private client: Client | undefined;
  private head: { position: number; seal: Buffer } | undefined;
  private candidateAgainAt = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'database'>,
    private readonly wake: Wake,
  ) {}

  onApplicationBootstrap(): void {
    this.wake.on('appended', () => this.pulse.beat());
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
    await this.client?.end().catch(() => undefined);
  }

  get leads(): boolean {
    return this.head !== undefined;
  }

  private async turn(): Promise<void> {
    const client = await this.lead();
    if (client === undefined) return;
    let numbered = BATCH;
    while (numbered === BATCH) numbered = await this.sequenceBatch(client);
    // Under load a breath in between gathers more for the next batch: fewer statements and commits for the same entries.
    if (numbered >= BUSY) await delay(GATHER_MS);
  }

  /** The leading session, or undefined when another process leads. */
  private async lead(): Promise<Client | undefined> {
    if (this.client !== undefined && this.head !== undefined) return this.client;
    if (performance.now() < this.candidateAgainAt) return undefined;
    this.candidateAgainAt = performance.now() + CANDIDATE_MS;
    this.client ??= await this.connect();
    const { rows } = await this.client.query<{ leads: boolean }>('SELECT pg_try_advisory_lock($1) AS leads', [LEADERSHIP]);
    if (rows[0]?.leads !== true) return undefined;
    this.head = await headOf(this.client);
    this.wake.numbersHere = true;
    this.logger.log({ msg: 'sequencer leads', head: this.head.position });
    return this.client;
  }

  /** Numbers and seals one batch; answers how many entries it had. */
  private async sequenceBatch(client: Client): Promise<number> {
    const { rows } = await client.query<SeenRow & { place: string }>({
      name: 'sequencer_read',
      text: `SELECT serial::text AS place, ${SEEN_COLUMNS} FROM ${JOURNAL} WHERE position IS NULL ORDER BY serial LIMIT ${BATCH}`,
    });
    if (rows.length === 0 || this.head === undefined) return 0;
    let { position, seal } = this.head;
    const salts = randomBytes(SALT_BYTES * rows.length);
    const numbered = rows.map((row, index) => {
      const salt = salts.subarray(index * SALT_BYTES, (index + 1) * SALT_BYTES);
      seal = sealOf(seal, ++position, entryOf(row), { version: SEAL_VERSION, salt });
      return { place: row.place, seal, salt, entry: { ...seenOf(row), position } };
    });
    await client.query({
      name: 'sequencer_write',
      text: `UPDATE journal_entry SET position = numbered.position, seal = numbered.seal, salt = numbered.salt, seal_version = ${SEAL_VERSION}
               FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[]) AS numbered(serial, position, seal, salt)
              WHERE journal_entry.serial = numbered.serial`,
      values: [
        numbered.map(({ place }) => place),
        numbered.map(({ entry }) => entry.position),
        numbered.map((each) => each.seal),
        numbered.map((each) => each.salt),
      ],
    });
    // The session was lost while it answered: what it wrote holds, but this process leads no more.
    if (client === this.client) this.head = { position, seal };
    this.wake.sequenced(numbered.map(({ entry }) => entry));
    return rows.length;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.settings.database.DATABASE_URL,
      options: `${connectionOptions(this.settings.database)} ${BY_INDEX}`,
      application_name: 'bongsu sequencer',
      keepAlive: true,
    });
    client.on('error', (error) => this.lose(error, client));
    await client.connect();
    return client;
  }

  /**
   * Whatever went wrong, leadership is given up with the session and asked for again; the next leader reads the head afresh. The last words of
   * a session that was given up before say nothing about the one that followed it.
   */
  private lose(error: unknown, client: Client | undefined): void {
    if (client !== this.client) return;
    this.logger.warn({ msg: 'sequencer lost its session', cause: String(error) });
    this.client = undefined;
    this.head = undefined;
    this.wake.numbersHere = false;
    void client?.end().catch(() => undefined);
  }
}

async function headOf(client: Client): Promise<{ position: number; seal: Buffer }> {
  const { rows } = await client.query<{ head: string; seal: Buffer }>(
    // Named otherwise than the column: ORDER BY would take the text of the output.
    'SELECT position::text AS head, seal FROM journal_entry WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1',
  );
  return rows[0] === undefined ? { position: 0, seal: FIRST_SEAL } : { position: Number(rows[0].head), seal: rows[0].seal };
}
