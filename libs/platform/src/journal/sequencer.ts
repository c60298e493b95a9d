import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { connectionOptions } from '../database/database';
import { JOURNAL_COLUMNS, type JournalRow, entryOf } from './append';
import { canonical } from './canonical';
import { FIRST_SEAL, sealOf } from './seal';
import { Pulse } from './pulse';
import { Wake } from './wake';

/** The advisory lock of leadership: the first eight letters of "sequencer" as a number. */
const LEADERSHIP = 0x73_65_71;
const BATCH = 1_000;
const POLL_MS = 250;
const CANDIDATE_MS = 1_000;

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
    (error) => this.lose(error),
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
    while (await this.sequenceBatch(client));
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
    this.logger.log({ msg: 'sequencer leads', head: this.head.position });
    return this.client;
  }

  /** Numbers and seals one batch; true when there may be more. */
  private async sequenceBatch(client: Client): Promise<boolean> {
    const { rows } = await client.query<JournalRow & { place: string }>({
      name: 'sequencer_read',
      text: `SELECT serial::text AS place, ${JOURNAL_COLUMNS} FROM journal_entry WHERE position IS NULL ORDER BY serial LIMIT ${BATCH}`,
    });
    if (rows.length === 0 || this.head === undefined) return false;
    let { position, seal } = this.head;
    const seals = rows.map((row) => (seal = sealOf(seal, ++position, entryOf(row), canonical)));
    await client.query({
      name: 'sequencer_write',
      text: `UPDATE journal_entry SET position = numbered.position, seal = numbered.seal
               FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS numbered(serial, position, seal)
              WHERE journal_entry.serial = numbered.serial`,
      values: [rows.map((row) => row.place), rows.map((_, index) => position - rows.length + 1 + index), seals],
    });
    this.head = { position, seal };
    this.wake.sequenced();
    return rows.length === BATCH;
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.settings.database.DATABASE_URL,
      options: connectionOptions(this.settings.database),
      application_name: 'bongsu sequencer',
      keepAlive: true,
    });
    client.on('error', (error) => this.lose(error));
    await client.connect();
    return client;
  }

  /** Whatever went wrong, leadership is given up with the session and asked for again; the next leader reads the head afresh. */
  private lose(error: unknown): void {
    this.logger.warn({ msg: 'sequencer lost its session', cause: String(error) });
    const { client } = this;
    this.client = undefined;
    this.head = undefined;
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
