import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Readiness } from '../http/readiness';
import { metrics } from './metrics';

/** What this process stands on, as it answers at the moment of the scrape: told also while the database is away, when nothing else can be. */
@Injectable()
export class PartMetrics implements OnModuleInit {
  constructor(private readonly readiness: Readiness) {}

  onModuleInit(): void {
    for (const name of ['bongsu_part_up', 'bongsu_queues_may_evict']) metrics.removeSingleMetric(name);
    const ask = this.askTogether();
    new Gauge({
      ...{ name: 'bongsu_part_up', help: 'Whether database and queues answer this process', labelNames: ['part'], registers: [metrics] },
      async collect() {
        const { parts } = await ask();
        this.set({ part: 'database' }, parts.database === 'ok' ? 1 : 0);
        this.set({ part: 'queues' }, ['ok', 'evicting'].includes(parts.queues) ? 1 : 0);
      },
    });
    new Gauge({
      name: 'bongsu_queues_may_evict',
      help: '1 when Redis may drop jobs to make room (maxmemory-policy), which it must not',
      registers: [metrics],
      async collect() {
        this.set((await ask()).parts.queues === 'evicting' ? 1 : 0);
      },
    });
  }

  /** One question for both gauges of a scrape. Set by the other's `collect` the second would tell what the scrape before found. */
  private askTogether(): () => ReturnType<Readiness['ask']> {
    let underWay: ReturnType<Readiness['ask']> | null = null;
    return () => (underWay ??= this.readiness.ask().finally(() => (underWay = null)));
  }
}
