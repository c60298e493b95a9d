import { type DynamicModule, Module } from '@nestjs/common';
import { AccountNames, KnownAccounts, accessEntities } from '@bongsu/access';
import { DecisionReasons, IncidentDirectory, incidentsEntities } from '@bongsu/incidents';
import { PlatformModule, SequencerModule, type Settings } from '@bongsu/platform';
import { SitrepStore, situationEntities } from '@bongsu/situation';

/** What an export reads. It can number the journal itself, should nothing else be running. */
@Module({})
export class EvidenceModule {
  static with(settings: Settings): DynamicModule {
    const entities = [...(accessEntities as []), ...(incidentsEntities as []), ...(situationEntities as [])];
    return {
      module: EvidenceModule,
      imports: [PlatformModule.forProcess({ settings, name: 'export-evidence', entities }), SequencerModule],
      providers: [AccountNames, KnownAccounts, DecisionReasons, IncidentDirectory, SitrepStore],
    };
  }
}
