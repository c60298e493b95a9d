import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../database/database';
import { Pulse } from '../pulse';

const EVERY_MS = 60_000;

/**
 * Has the journal's parts made before they are needed, and each month begun, in every worker: whoever comes second finds it done. The function is the
 * database's own, because the application owns no table. When nobody calls it entries go on where they went, and an alarm says that no part is ahead.
 */
@Injectable()
export class PartsClock implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PartsClock.name);
  private readonly pulse = new Pulse(
    () => this.turn(),
    EVERY_MS,
    (error) => this.logger.error({ msg: 'parts of the journal not kept', cause: String(error) }),
  );

  constructor(private readonly database: Database) {}

  onApplicationBootstrap(): void {
    this.pulse.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pulse.stop();
  }

  private async turn(): Promise<void> {
    const [kept] = await this.database.query<{ made: number; is_open: boolean }>('SELECT made, is_open FROM journal_keep_parts()');
    if (kept !== undefined && kept.made > 0) this.logger.log({ msg: 'parts of the journal made', count: kept.made });
    if (kept?.is_open === false) this.logger.warn({ msg: 'this month’s part of the journal is not begun yet; the next turn tries again' });
  }
}
