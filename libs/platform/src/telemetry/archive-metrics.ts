import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { metrics } from './metrics';
import { type ArchiveFacts, WalArchive } from './wal-archive';

const NAMES = { age: 'bongsu_wal_archive_age_seconds', failing: 'bongsu_wal_archive_failing' } as const;

/** How much would be lost with the database's disk, when its WAL is archived: asked when the metrics are. */
@Injectable()
export class ArchiveMetrics implements OnModuleInit {
  constructor(private readonly archive: WalArchive) {}

  onModuleInit(): void {
    // One registry per process: a second app in it (a test) takes the gauges over.
    for (const name of Object.values(NAMES)) metrics.removeSingleMetric(name);
    this.gauge(
      NAMES.age,
      'Since when the archive of WAL has had nothing new though something was written; 0 where there is none',
      (facts) => (facts === null ? 0 : facts.ageS),
    );
    this.gauge(NAMES.failing, '1 when the last file of WAL that was to be archived was not', (facts) =>
      facts?.isFailing === true ? 1 : 0,
    );
  }

  /** While the database is away it says nothing new: that it is away is `bongsu_part_up`. */
  private gauge(name: string, help: string, of: (facts: ArchiveFacts | null) => number): void {
    const { archive } = this;
    new Gauge({
      ...{ name, help, registers: [metrics] },
      async collect() {
        await archive.facts().then(
          (facts) => this.set(of(facts)),
          () => undefined,
        );
      },
    });
  }
}
