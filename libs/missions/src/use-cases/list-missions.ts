import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { Mission, MissionQuery } from '../contract';
import { MissionDirectory } from './mission-directory';
import { unknownMission } from './unknown-mission';

const LIST = 'missions';
const afterSchema = z.string().max(60);

/** Lists missions by hub, country, status and text, in the order of their ids. */
@Injectable()
export class ListMissions {
  constructor(
    private readonly directory: MissionDirectory,
    private readonly cursors: Cursors,
  ) {}

  execute({ limit, cursor, ...filter }: MissionQuery): Result<Page<Mission>, Refusal> {
    if (filter.hub !== undefined && !this.directory.get(filter.hub)) return unknownMission(filter.hub, 'hub');
    const after = pageAfter(this.cursors, LIST, cursor, afterSchema);
    if (!after.ok) return after;
    const afterId = after.value ?? '';
    const rows = this.directory.list().filter((mission) => mission.id > afterId && matches(mission, filter));
    return ok(pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ id }) => id }, (mission) => mission));
  }
}

function matches(mission: Mission, { hub, country, status, text }: Omit<MissionQuery, 'limit' | 'cursor'>): boolean {
  if (hub !== undefined && mission.primaryHubId !== hub) return false;
  if (country !== undefined && mission.countryIso2 !== country && !mission.countriesServed.includes(country)) return false;
  if (status !== undefined && mission.status !== status) return false;
  return text === undefined || searchable(mission).includes(plain(text));
}

function searchable({ id, nameEn, nameKo, cityEn, cityKo }: Mission): string {
  return plain([id, nameEn, nameKo, cityEn, cityKo].join('\n'));
}

/** Without case and accents, so that "montreal" finds Montréal; Korean syllables stay whole. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase();
}
