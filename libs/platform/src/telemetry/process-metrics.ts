import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from '../database/database';
import { Sequencer } from '../journal/sequencer';
import { metrics } from './metrics';

/** Of pg's pool, as far as it is used here. */
interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** What of this very process decides how quick it is: whether it numbers the journal, and whether anybody waits for a connection. */
@Injectable()
export class ProcessMetrics implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly sequencer: Sequencer,
  ) {}

  onModuleInit(): void {
    this.tell('bongsu_sequencer_leads', '1 in the one process that numbers the journal', () => (this.sequencer.leads ? 1 : 0));
    this.tell('bongsu_database_pool_used', 'Connections to the database that are in use', () => this.pool.totalCount - this.pool.idleCount);
    this.tell('bongsu_database_pool_waiting', 'Units of work and reads that wait for a connection', () => this.pool.waitingCount);
  }

  private tell(name: string, help: string, value: () => number): void {
    metrics.removeSingleMetric(name);
    new Gauge({
      ...{ name, help, registers: [metrics] },
      collect() {
        this.set(value());
      },
    });
  }

  /** A scrape while the process ends finds no pool any more. */
  private get pool(): Pool {
    return (this.database.source.driver as unknown as { master?: Pool }).master ?? { totalCount: 0, idleCount: 0, waitingCount: 0 };
  }
}
