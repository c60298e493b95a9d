import { type HubMember, hubsFor } from './hubs';
import { travelLeg } from './travel';

/** A mission so many km due north of the equator at longitude 0. */
const northKm = (id: string, km: number) => ({ id, lat: km / 111.19508, lng: 0 });
const here = northKm('KR-EMB-AA', 0);

describe('hours from one mission to another', () => {
  it.each([
    [0.3, 'same-place', 0],
    [30, 'road', 1.5],
    [299, 'road', 6],
    [301, 'direct-flight', 4.4],
    [1_480, 'direct-flight', 5.9],
    [1_520, 'one-connection', 7.9],
    [3_990, 'one-connection', 11],
    [4_010, 'two-connections', 14],
    [8_000, 'two-connections', 19],
  ])('%d km: %s, %d h', (km, mode, hours) => {
    expect(travelLeg(here, northKm('KR-EMB-BB', km))).toMatchObject({
      fromMissionId: 'KR-EMB-AA',
      toMissionId: 'KR-EMB-BB',
      distanceKm: Math.round(km),
      mode,
      hours,
    });
  });

  it('are the same both ways', () => {
    const there = northKm('KR-EMB-BB', 2_345);
    expect(travelLeg(here, there).hours).toBe(travelLeg(there, here).hours);
  });
});

describe('the hubs of a mission', () => {
  const member = (id: string, km: number, about: Partial<HubMember> = {}): HubMember => ({
    ...northKm(id, km),
    isHub: false,
    status: 'open',
    primaryHubId: null,
    alternateHubId: null,
    hubsIllustrative: true,
    ...about,
  });
  const near = member('KR-EMB-NEAR', 500, { isHub: true });
  const far = member('KR-EMB-FAR', 5_000, { isHub: true });
  const middle = member('KR-EMB-MID', 2_000, { isHub: true });

  it('are those of the hub table, with the way from every hub, shortest first', () => {
    const listed = member('KR-EMB-AA', 0, { primaryHubId: 'KR-EMB-FAR', alternateHubId: 'KR-EMB-NEAR' });
    const travel = hubsFor(listed, [far, near, middle, listed]);
    expect(travel).toMatchObject({ primaryHubId: 'KR-EMB-FAR', alternateHubId: 'KR-EMB-NEAR', basis: 'listed', hubsIllustrative: true });
    expect(travel.legs.map((leg) => [leg.fromMissionId, leg.hours])).toEqual([
      ['KR-EMB-NEAR', 4.6],
      ['KR-EMB-MID', 8.5],
      ['KR-EMB-FAR', 15.3],
    ]);
  });

  it('are the two nearest where the table does not list the mission', () => {
    expect(hubsFor(member('KR-PM-UN', 0), [far, near, middle])).toMatchObject({
      primaryHubId: 'KR-EMB-NEAR',
      alternateHubId: 'KR-EMB-MID',
      basis: 'nearest',
    });
  });

  it('do not include a hub that has stopped work', () => {
    const travel = hubsFor(member('KR-PM-UN', 0), [far, { ...near, status: 'suspended' }, middle]);
    expect(travel.primaryHubId).toBe('KR-EMB-MID');
    expect(travel.legs).toHaveLength(2);
  });

  it('are none in a network without hubs', () => {
    expect(hubsFor(member('KR-PM-UN', 0), [])).toMatchObject({ primaryHubId: null, alternateHubId: null, legs: [] });
  });
});
