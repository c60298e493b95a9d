import { Injectable, type OnModuleInit } from '@nestjs/common';
import { askedGauge } from './asked-gauge';
import { type ArchiveFacts, WalArchive } from './wal-archive';

/** How much would be lost with the database's disk, when its WAL is archived: asked when the metrics are. */
@Injectable()
export class ArchiveMetrics implements OnModuleInit {
  constructor(private readonly archive: WalArchive) {}

  onModuleInit(): void {
    const facts = (): Promise<ArchiveFacts | null> => this.archive.facts();
    askedGauge(
      {
        name: 'bongsu_wal_archive_age_seconds',
        help: 'Since when the archive of WAL has had nothing new though something was written; 0 where there is none',
      },
      facts,
      (told) => told?.ageS ?? 0,
    );
    askedGauge({ name: 'bongsu_wal_archive_failing', help: '1 when the last file of WAL that was to be archived was not' }, facts, (told) =>
      Number(told?.isFailing === true),
    );
  }
}
