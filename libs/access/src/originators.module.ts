import { Global, Module } from '@nestjs/common';
import { Originators } from '@bongsu/platform';
import { AccessModule } from './access.module';
import { PresentRightsOfOriginators } from './use-cases/present-rights';

/** Tells the queue workers what whoever caused a job may still do. */
@Global()
@Module({
  imports: [AccessModule],
  providers: [{ provide: Originators, useClass: PresentRightsOfOriginators }],
  exports: [Originators],
})
export class OriginatorsModule {}
