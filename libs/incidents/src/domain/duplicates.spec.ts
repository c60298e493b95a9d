import { addMs, hours, minutes } from '@bongsu/kernel';
import { categories } from '../contract';
import { type DuplicateEvidence, type Sighting, compareSightings, probableDuplicates, reachOf, scoreDuplicate } from './duplicates';

const at = '2023-02-06T01:17:34.342Z';
const earthquake: Sighting = { category: 'earthquake', lat: 37.2256, lng: 37.0143, countryIso2: 'TR', at, feedEventIds: ['us6000jllz'] };
const evidence = (as: Partial<DuplicateEvidence>): DuplicateEvidence => ({
  distanceKm: 10,
  minutesApart: 10,
  sameCategory: true,
  sameCountry: true,
  sameFeedEvent: false,
  ...as,
});

describe('evidence that a report is about an incident', () => {
  it('measures distance on the globe and time either way', () => {
    const report: Sighting = { ...earthquake, lat: 38.2256, at: addMs(at, -minutes(30)), feedEventIds: [] };
    expect(compareSightings(report, earthquake)).toEqual({
      distanceKm: 111.2,
      minutesApart: 30,
      sameCategory: true,
      sameCountry: true,
      sameFeedEvent: false,
    });
  });

  it('knows a feed event again by any of its ids', () => {
    expect(compareSightings({ ...earthquake, feedEventIds: ['usauto1', 'us6000jllz'] }, earthquake).sameFeedEvent).toBe(true);
  });

  it('says what is unknown, and does not take two unknown countries for the same', () => {
    const nowhere: Sighting = { ...earthquake, lat: null, lng: null, countryIso2: null, at: null, feedEventIds: [] };
    expect(compareSightings(nowhere, nowhere)).toEqual({
      distanceKm: null,
      minutesApart: null,
      sameCategory: true,
      sameCountry: false,
      sameFeedEvent: false,
    });
  });
});

describe('how probable a duplicate is', () => {
  it.each(categories)('has its limits in space and time for %s', (category) => {
    const { withinKm, withinMs } = reachOf[category];
    const limit = { distanceKm: withinKm, minutesApart: withinMs / 60_000 };
    expect(scoreDuplicate(evidence(limit), category)).toBeGreaterThan(0);
    expect(scoreDuplicate(evidence({ ...limit, distanceKm: withinKm + 0.1 }), category)).toBe(0);
    expect(scoreDuplicate(evidence({ ...limit, minutesApart: withinMs / 60_000 + 1 }), category)).toBe(0);
  });

  it('takes 300 km and six hours around an earthquake', () => {
    expect(reachOf.earthquake).toMatchObject({ withinKm: 300, withinMs: hours(6) });
  });

  it('is certain for the same event of a feed, however far it was moved', () => {
    expect(scoreDuplicate(evidence({ sameFeedEvent: true, distanceKm: 4_000, minutesApart: 90_000 }), 'earthquake')).toBe(1);
  });

  it('grows as both come nearer', () => {
    const far = scoreDuplicate(evidence({ distanceKm: 250, minutesApart: 300 }), 'earthquake');
    const near = scoreDuplicate(evidence({ distanceKm: 25, minutesApart: 300 }), 'earthquake');
    const nearAndSoon = scoreDuplicate(evidence({ distanceKm: 25, minutesApart: 3 }), 'earthquake');
    expect(near).toBeGreaterThan(far);
    expect(nearAndSoon).toBeGreaterThan(near);
  });

  it('lets a calamity draw reports of other kinds well inside its reach, and a single case none', () => {
    expect(scoreDuplicate(evidence({ sameCategory: false, distanceKm: 140 }), 'earthquake')).toBeGreaterThan(0);
    expect(scoreDuplicate(evidence({ sameCategory: false, distanceKm: 160 }), 'earthquake')).toBe(0);
    expect(scoreDuplicate(evidence({ sameCategory: false, distanceKm: 0, minutesApart: 0 }), 'missing-person')).toBe(0);
  });

  it('makes do with country and kind where a place is unknown', () => {
    expect(scoreDuplicate(evidence({ distanceKm: null }), 'earthquake')).toBeGreaterThan(0);
    expect(scoreDuplicate(evidence({ distanceKm: null, sameCountry: false }), 'earthquake')).toBe(0);
    expect(scoreDuplicate(evidence({ distanceKm: null, sameCategory: false }), 'earthquake')).toBe(0);
  });

  it('is nothing without a time: words alone never make a duplicate', () => {
    expect(scoreDuplicate(evidence({ minutesApart: null }), 'earthquake')).toBe(0);
  });
});

describe('proposals', () => {
  it('are the most probable ones, most probable first', () => {
    const incidents = [0, 40, 200, 100].map((km, index) => ({
      ...earthquake,
      id: `i${index}`,
      lat: 37.2256 + km / 111.2,
      feedEventIds: [],
    }));
    const report = { ...earthquake, id: 'r', feedEventIds: [] };
    expect(probableDuplicates([report], incidents, 3).map(({ incident }) => incident.id)).toEqual(['i0', 'i1', 'i3']);
  });
});
