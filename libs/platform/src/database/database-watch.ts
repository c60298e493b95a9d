import type { Socket } from 'node:net';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Clock, Instant } from '@bongsu/kernel';
import { Client, type Pool, type PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Settings } from '../config/concerns';
import { SETTINGS } from '../config/settings';
import { CLOCK } from './clock.token';
import { DATA_SOURCE } from './database';
import { DatabaseAway } from './database-away';
import { sqlState } from './faults';
import { Patience } from './patience';
import { TAKES_WRITES, TakesNoWrites, type WritesRow, whyNoWrites } from './takes-writes';

const ASK_EVERY_MS = 250;
const ON_ITS_WAY_MS = 100;
/** All connections are taken: whoever has one is served, so this is no reason to drop them. */
const TOO_MANY_CONNECTIONS = '53300';

/**
 * Asks PostgreSQL a small question several times a second, on a connection of its own. When it does not answer in time, whatever waits for it in this
 * process is told so at once, and whoever comes next too, until it answers again: a machine that vanished closes no connection, and whoever waits for
 * one may wait for hours. A connection that was given up may still have committed; callers find out with the same Idempotency-Key. One that answers and
 * takes no writes counts as away: whoever made it a standby has put another in its place, which the next connection finds.
 */
@Injectable()
export class DatabaseWatch implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Database');
  private readonly waiting = new Set<(away: Error) => void>();
  private asking: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private goneSince: Instant | null = null;
  /** Set when it answered the last question, and takes no writes. */
  private noWrites: TakesNoWrites | null = null;

  constructor(
    @Inject(DATA_SOURCE) private readonly source: DataSource,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'database'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Since when it does not answer; null while it does. */
  get awaySince(): Instant | null {
    return this.goneSince;
  }

  /** Throws in one sentence when the process was sent to a database that it could not work with. */
  async onModuleInit(): Promise<void> {
    await this.refuseUnfit();
    const create = this.source.createQueryRunner.bind(this.source);
    this.source.createQueryRunner = (mode) => this.patientNoLonger(create(mode));
  }

  onApplicationBootstrap(): void {
    void this.ask();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.asking?.end().catch(() => undefined);
  }

  /** Has a runner that waits for a connection give up as soon as the database is known to be away. */
  private patientNoLonger(runner: QueryRunner): QueryRunner {
    const connect = runner.connect.bind(runner) as () => Promise<unknown>;
    runner.connect = () => {
      if (this.goneSince !== null) return Promise.reject(this.away());
      return new Promise((resolve, reject) => {
        const giveUp = (away: Error): void => {
          reject(away);
          // Its connection may still come, when nobody takes it any more.
          connecting.then(() => runner.release()).catch(() => undefined);
        };
        this.waiting.add(giveUp);
        const connecting = connect().finally(() => this.waiting.delete(giveUp));
        connecting.then(resolve, reject);
      });
    };
    return runner;
  }

  private async ask(): Promise<void> {
    const answered = await this.answersInTime();
    if (this.stopped) return;
    if (answered && this.goneSince !== null) {
      this.logger.warn({ msg: 'the database answers again', awaySince: this.goneSince });
      this.goneSince = null;
    } else if (!answered) this.gone();
    this.timer = setTimeout(() => void this.ask(), ASK_EVERY_MS);
  }

  private async answersInTime(): Promise<boolean> {
    let heardBefore = this.bytesHeard();
    // What was on its way when it was asked says nothing of the time after.
    const onTheirWay = setTimeout(() => (heardBefore = this.bytesHeard()), ON_ITS_WAY_MS);
    const patience = new Patience(this.settings.database.DATABASE_AWAY_AFTER_MS);
    try {
      // Slow for one question and busy answering others is not away.
      const answered = await Promise.race([this.question(), patience.ended.then(() => this.bytesHeard() > heardBefore)]);
      this.noWrites = null;
      return answered;
    } catch (fault) {
      if (fault instanceof TakesNoWrites) this.refused(fault);
      else this.noWrites = null;
      return sqlState(fault) === TOO_MANY_CONNECTIONS;
    } finally {
      clearTimeout(onTheirWay);
      patience.end();
    }
  }

  private bytesHeard(): number {
    return this.connections().reduce((sum, client) => sum + streamOf(client).bytesRead, 0);
  }

  /**
   * Once more on a new connection when the old one was cut, which alone says nothing about the database, or led to one that takes no writes any more.
   */
  private async question(): Promise<true> {
    const kept = this.asking;
    if (kept !== undefined) {
      const answered = await asked(kept).then(
        () => true,
        () => false,
      );
      if (answered) return true;
      this.drop(kept);
    }
    const fresh = new Client({ connectionString: this.settings.database.DATABASE_URL, application_name: 'bongsu watch', keepAlive: true });
    fresh.on('error', () => this.drop(fresh));
    this.asking = fresh;
    await fresh.connect();
    await asked(fresh);
    return true;
  }

  private async refuseUnfit(): Promise<void> {
    const { DATABASE_ROLE: role } = this.settings.database;
    const [row] = await this.source.query<(WritesRow & { hasRole: boolean })[]>(
      `SELECT writes.refuses, current_user = $1 AS "hasRole" FROM (${TAKES_WRITES}) AS writes`,
      [role],
    );
    const why = row === undefined ? null : whyNoWrites([row]);
    if (why !== null) throw new TakesNoWrites(why);
    if (row?.hasRole === false)
      throw new Error(
        `connections do not have the role ${role}, so no policy would hold: something in between drops their options, as PgBouncer does; connect directly`,
      );
  }

  private gone(): void {
    if (this.asking !== undefined) this.drop(this.asking);
    if (this.goneSince !== null) return;
    this.goneSince = this.clock.now();
    const connections = this.connections();
    this.logger.error({ msg: this.away().message, connections: connections.length });
    for (const client of connections) cut(client);
    for (const giveUp of [...this.waiting]) giveUp(this.away());
  }

  /** Told once, also when it did not answer at all before. */
  private refused(fault: TakesNoWrites): void {
    if (this.noWrites === null && this.goneSince !== null) this.logger.error({ msg: fault.message });
    this.noWrites = fault;
  }

  private away(): Error {
    return this.noWrites ?? new DatabaseAway();
  }

  /** Idle ones too: nobody would hear that the machine at their other end is gone. None when the source was closed, by whoever closes this process. */
  private connections(): PoolClient[] {
    const { master } = this.source.driver as unknown as { master?: Pool & { readonly _clients: readonly PoolClient[] } };
    return [...(master?._clients ?? [])];
  }

  private drop(client: Client): void {
    if (this.asking === client) this.asking = undefined;
    cut(client);
  }
}

/** Throws {@link TakesNoWrites}. */
async function asked(client: Client): Promise<void> {
  const why = whyNoWrites((await client.query<WritesRow>(TAKES_WRITES)).rows);
  if (why !== null) throw new TakesNoWrites(why);
}

/** At once: a farewell would wait for whoever does not answer. What was asked on it fails as on any lost connection. */
function cut(client: Client | PoolClient): void {
  streamOf(client).destroy();
}

function streamOf(client: Client | PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
