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

  async release(): Promise<void> {
    await this.database.query('DELETE FROM platform_promised_job WHERE kept_at < clock_timestamp() - make_interval(days => $1)', [
      KEPT_PROMISES_DAYS,
    ]);
    await this.database.query('DELETE FROM platform_idempotency_key WHERE claimed_at < clock_timestamp() - make_interval(hours => $1)', [
      this.settings.http.IDEMPOTENCY_KEY_HOURS,
    ]);
    for (const { metatype, instance } of this.discovery.getProviders())
      if (typeof metatype === 'function' && Reflect.getMetadata(RELEASES, metatype) === true) await (instance as ReleasesRows).release();
  }
}
