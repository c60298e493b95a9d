import { Module } from '@nestjs/common';
import { AccessModule } from './access.module';
import { OriginatorsModule } from './originators.module';
import { sharedDecisionsJobs } from './shared-decisions';
import { AccessRetention } from './storage/access-retention';

/** The worker's half: ends what was for a time, lets go of sessions and waits that are long over. */
@Module({ imports: [AccessModule, OriginatorsModule], providers: [AccessRetention, ...sharedDecisionsJobs] })
export class AccessJobsModule {}
