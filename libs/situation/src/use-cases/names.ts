import { Injectable } from '@nestjs/common';
import { MissionDirectory } from '@bongsu/missions';
import type { Tx } from '@bongsu/platform';
import { Catalogue } from '@bongsu/resources';
import type { SitrepMeta } from '../domain/compose-sitrep';
import type { SitrepLanguage } from '../domain/sitrep-document';

/** What missions and items are called today, for a report that is to read the same for ever. */
@Injectable()
export class Names {
  constructor(
    private readonly missions: MissionDirectory,
    private readonly catalogue: Catalogue,
  ) {}

  async in(tx: Tx, language: SitrepLanguage): Promise<Pick<SitrepMeta, 'missionName' | 'itemName'>> {
    const items = await this.catalogue.names(tx);
    const spoken = language === 'ko' ? 'nameKo' : 'nameEn';
    return { missionName: (id) => this.missions.get(id)?.[spoken] ?? null, itemName: (code) => items.get(code)?.[spoken] ?? null };
  }
}
