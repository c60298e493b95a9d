import { join } from 'node:path';
import { airportFor } from '../domain/airports';
import { hubsFor } from '../domain/hubs';
import { travelLeg } from '../domain/travel';
import { readReferenceData } from './reference-files';

const reference = readReferenceData(join(__dirname, '../../../../data/reference'));
const byId = new Map(reference.missions.map((mission) => [mission.id, mission]));
const mission = (id: string) => {
  const found = byId.get(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

describe('the reference data', () => {
  it('is whole: 200 missions, 247 countries and territories, 16 hubs, 187 members', () => {
    expect([byId.size, reference.jurisdiction.length, reference.hubIds.length, reference.hubMembers.length]).toEqual([200, 247, 16, 187]);
  });

  it('names only missions that exist', () => {
    const named = [
      ...reference.jurisdiction.flatMap((line) => [line.missionId, line.plannedMissionId]),
      ...reference.hubIds,
      ...reference.hubMembers.flatMap((member) => [member.missionId, member.primaryHubId, member.alternateHubId]),
      ...reference.gateways.keys(),
    ];
    expect(named.filter((id) => id !== null && !byId.has(id))).toEqual([]);
  });

  it('puts every mission in a time zone that exists', () => {
    for (const { timezone } of byId.values()) expect(() => new Intl.DateTimeFormat('en', { timeZone: timezone })).not.toThrow();
  });
});

describe('the travel model against the hub table', () => {
  it('gives all 374 travel hours of the table', () => {
    const wrong = reference.hubMembers.flatMap((member) => {
      const to = mission(member.missionId);
      const hours = [member.primaryHubId, member.alternateHubId].map((hub) => travelLeg(mission(hub), to).hours);
      return hours[0] === member.hoursToPrimary && hours[1] === member.hoursToAlternate ? [] : [{ ...member, hours }];
    });
    expect(wrong).toEqual([]);
  });

  it('finds the same two hubs nearest for every member', () => {
    const missions = reference.missions.map((each) => ({
      ...each,
      status: 'open' as const,
      isHub: reference.hubIds.includes(each.id),
      primaryHubId: null,
      alternateHubId: null,
      hubsIllustrative: true,
    }));
    const differing = reference.hubMembers.filter((member) => {
      const one = missions.find((each) => each.id === member.missionId);
      const found = one && hubsFor(one, missions);
      return found?.primaryHubId !== member.primaryHubId || found.alternateHubId !== member.alternateHubId;
    });
    expect(differing.map((member) => member.missionId)).toEqual([]);
  });
});

describe('the airport of a mission', () => {
  const airport = (id: string) => airportFor(mission(id), reference.airports, reference.gateways.get(id) ?? null)?.iata;

  it('is large rather than near', () => {
    expect(['KR-EMB-SG', 'KR-CG-US-LOSANGELES', 'KR-EMB-GB', 'KR-EMB-UA', 'KR-RO-TW'].map(airport)).toEqual([
      'SIN',
      'LAX',
      'LHR',
      'KBP',
      'TPE',
    ]);
  });

  it('is the long-haul airport where the city is known to have another', () => {
    expect(['KR-EMB-TH', 'KR-EMB-US', 'KR-EMB-FR'].map(airport)).toEqual(['BKK', 'IAD', 'CDG']);
  });

  it('is the nearest of any size where none is large', () => {
    expect(['KR-EMB-CH', 'KR-EMB-TJ', 'KR-EMB-FJ'].map(airport)).toEqual(['BSL', 'DYU', 'SUV']);
  });

  it('is found for every mission', () => {
    expect(reference.missions.filter(({ id }) => airport(id) === undefined)).toEqual([]);
  });
});
