import { Injectable } from '@nestjs/common';
import { type Result, ok, refuse } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import type { JurisdictionCaveat, Mission, MissionStatus } from '@bongsu/missions/contract';
import type { ReportCaveat } from '../contract';
import { audienceOf } from '../domain/audience';
import { type Competence, type Jurisdiction, decideJurisdiction } from '../domain/jurisdiction';
import { countryIso3 } from './country-codes';

export interface PlaceSaid {
  readonly lat: number | null;
  readonly lng: number | null;
  readonly countryIso2: string | null;
  readonly missionId: string | null;
}

/** Where the border that decided is not sharp. */
const blurred: readonly JurisdictionCaveat[] = ['at-sea', 'near-coast', 'special-area'];
const atWork: Readonly<Record<MissionStatus, boolean>> = {
  open: true,
  'upgrade-planned': true,
  restricted: true,
  relocated: true,
  'temporary-office': true,
  suspended: false,
  planned: false,
  unverified: false,
};

/** What the mission network says of a place, in memory and without waiting. */
@Injectable()
export class Places {
  constructor(private readonly directory: MissionDirectory) {}

  /** Which mission is in charge, from whatever was said; refused with the field that is unknown or contradicts the others. */
  jurisdictionOf({ lat, lng, countryIso2, missionId }: PlaceSaid): Result<Jurisdiction> {
    const mission = missionId === null ? ok(null) : this.mission(missionId);
    if (!mission.ok) return mission;
    const byCountry = countryIso2 === null ? ok(null) : this.ofCountry(countryIso2);
    if (!byCountry.ok) return byCountry;
    return decideJurisdiction({
      byPoint: lat === null || lng === null ? null : this.ofPoint(lat, lng),
      byCountry: byCountry.value,
      mission: mission.value,
    });
  }

  /** A mission that a body names; unknown ones are refused with that field. */
  mission(missionId: string, field = 'missionId'): Result<Mission> {
    const mission = this.directory.get(missionId);
    if (mission !== undefined) return ok(mission);
    return refuse('invalid', 'missions.unknown-mission', `There is no mission ${missionId}.`, 'Look it up under /api/v1/missions.', {
      field,
    });
  }

  /** Who is told of an event at a mission: the mission and its primary hub. */
  audienceOf(missionId: string | null): string[] {
    return audienceOf(missionId, this.hubs(missionId).primary);
  }

  hubs(missionId: string | null): { primary: string | null; alternate: string | null } {
    const mission = missionId === null ? undefined : this.directory.get(missionId);
    if (mission === undefined) return { primary: null, alternate: null };
    if (mission.primaryHubId !== null) return { primary: mission.primaryHubId, alternate: mission.alternateHubId };
    // Not in the hub table: the nearest ones, which takes a look at every hub.
    const nearest = this.directory.hubsFor(mission.id);
    return { primary: nearest?.primaryHubId ?? null, alternate: nearest?.alternateHubId ?? null };
  }

  countryIso3(iso2: string | null): string | null {
    return iso2 === null ? null : countryIso3(iso2);
  }

  private ofPoint(lat: number, lng: number): Competence {
    const { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates } = this.directory.competent({ lat, lng });
    const sharp = !caveatCodes.some((code) => blurred.includes(code));
    return { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates, sharp };
  }

  private ofCountry(iso2: string): Result<Competence> {
    const country = this.directory.country(iso2);
    if (country === undefined)
      return refuse(
        'invalid',
        'missions.unknown-country',
        `${iso2} is no country of the jurisdiction table.`,
        'Use an ISO 3166-1 alpha-2 code such as TR.',
        { field: 'countryIso2' },
      );
    const mission = country.missionId === null ? undefined : this.directory.get(country.missionId);
    const nobody: Competence = {
      missionId: null,
      countryIso2: iso2,
      basis: 'none',
      estimate: true,
      caveat: 'No mission is in charge of this country at present.',
      caveatCodes: ['country-without-mission'],
      candidates: [],
      sharp: true,
    };
    if (mission === undefined || !atWork[mission.status] || country.basis === 'unknown') return ok(nobody);
    const several = this.directory
      .list()
      .some((other) => other.id !== mission.id && other.countryIso2 === iso2 && other.type !== 'permanent-mission' && atWork[other.status]);
    const caveat = several
      ? 'Several missions share the country and no place was given: the one of the jurisdiction table is taken.'
      : country.caveat;
    // The table's own notes all say that a line is from a list of about 2020.
    const caveatCodes: readonly ReportCaveat[] = several ? ['several-missions'] : country.caveat === null ? [] : ['listed-about-2020'];
    return ok({
      missionId: mission.id,
      countryIso2: iso2,
      basis: country.basis,
      estimate: several || country.caveat !== null,
      caveat,
      caveatCodes,
      candidates: [],
      sharp: true,
    });
  }
}
