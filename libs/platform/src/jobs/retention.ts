import {
  type CustomDecorator,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  SetMetadata,
} from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { Database } from '../database/database';
import { Pulse } from '../journal/pulse';

const RELEASES = Symbol('releases-rows');

/** Something of a context that lets go of its own rows when their time is over. Marked with {@link ReleasedByRetention}. */
export interface ReleasesRows {
  release(): Promise<void>;
}

/** Marks a provider of the worker that retention asks every hour. */
export function ReleasedByRetention(): CustomDecorator<symbol> {
  return SetMetadata(RELEASES, true);
}

const EVERY_MS = 3_600_000;
const KEPT_PROMISES_DAYS = 30;
/** At once: a statement over all that is due may take longer than any statement may, and then nothing would ever go. */
const AT_ONCE = 5_000;

/** Ids tell when they were given (UUIDv7), and a promise is given before it is kept: what is younger need not be looked at. */
const PROMISES = `
  DELETE FROM platform_promised_job WHERE id IN
    (SELECT id FROM platform_promised_job
      WHERE id < (lpad(to_hex((extract(epoch FROM now() - make_interval(days => $1)) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
        AND kept_at < now() - make_interval(days => $1)
      ORDER BY id LIMIT ${AT_ONCE})
  RETURNING 1 AS one`;
const IDEMPOTENCY_KEYS = `
  DELETE FROM platform_idempotency_key WHERE (actor_id, key) IN
    (SELECT actor_id, key FROM platform_idempotency_key WHERE claimed_at < now() - make_interval(hours => $1) ORDER BY claimed_at LIMIT ${AT_ONCE})
  RETURNING 1 AS one`;

/**
 * Lets go of what has done its service: promises kept a month ago, Idempotency-Keys that no client repeats any more, with their answers, in which
 * people may be named. Open and dead promises stay. The journal keeps what happened; nothing is lost to the record.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Retention.name);
  private readonly pulse = new Pulse(
    () => this.release(),
    EVERY_MS,
    (error) => this.logger.warn({ msg: 'retention', cause: String(error) }),
  );

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'http'>,
    private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  /** Whatever cannot be let go holds up nothing else. Throws when all has been tried. */
  async release(): Promise<void> {
    const failed: unknown[] = [];
    for (const release of this.releases()) await release().catch((fault: unknown) => failed.push(fault));
    if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
  }

  private releases(): (() => Promise<void>)[] {
    const ofContexts = this.discovery
      .getProviders()
      .filter(({ metatype }) => typeof metatype === 'function' && Reflect.getMetadata(RELEASES, metatype) === true)
      .map(({ instance }) => instance as ReleasesRows);
    return [
      () => this.letGo(PROMISES, KEPT_PROMISES_DAYS),
      () => this.letGo(IDEMPOTENCY_KEYS, this.settings.http.IDEMPOTENCY_KEY_HOURS),
      ...ofContexts.map((context) => () => context.release()),
    ];
  }

  private async letGo(sql: string, age: number): Promise<void> {
    for (let gone = AT_ONCE; gone === AT_ONCE;) gone = (await this.database.query(sql, [age])).length;
  }
}
