import { aQuake } from '../../../../test/specimens/usgs-features';
import { readUsgsFeature } from './usgs';

const now = '2023-02-06T04:00:00.000Z';
const withProperties = (as: Record<string, unknown>): unknown => {
  const feature = aQuake();
  return { ...feature, properties: { ...(feature['properties'] as object), ...as } };
};

describe('reading a USGS feature', () => {
  it('takes what we use and lets fields pass that we never heard of', () => {
    expect(readUsgsFeature(aQuake({ ids: ',zz0001,us9999,', tsunami: 1 }), now)).toEqual({
      ok: true,
      value: {
        feed: 'usgs',
        eventId: 'zz0001',
        allIds: ['zz0001', 'us9999'],
        category: 'earthquake',
        magnitude: 7.8,
        place: '26 km ENE of Nurdağı, Türkiye',
        lat: 37.2256,
        lng: 37.0143,
        depthKm: 10,
        occurredAt: '2023-02-06T01:17:34.342Z',
        updatedAt: '2023-02-06T01:40:00.000Z',
        alert: 'red',
        tsunamiFlag: true,
        withdrawn: false,
        sourceUrl: 'https://earthquake.usgs.gov/earthquakes/eventpage/zz0001',
      },
    });
  });

  it('lives with what USGS leaves empty', () => {
    const feature = withProperties({ mag: null, place: null, updated: null, alert: null, ids: null, type: null, url: null });
    expect(readUsgsFeature(feature, now)).toMatchObject({
      ok: true,
      value: { magnitude: null, place: null, updatedAt: null, allIds: ['zz0001'], category: 'earthquake' },
    });
  });

  it('knows that not all that shakes is an earthquake', () => {
    expect(readUsgsFeature(withProperties({ type: 'quarry blast' }), now)).toMatchObject({ value: { category: 'other' } });
    expect(readUsgsFeature(withProperties({ type: 'volcanic eruption' }), now)).toMatchObject({ value: { category: 'volcano' } });
  });

  it('notices that USGS took an event back', () => {
    expect(readUsgsFeature(aQuake({ status: 'deleted' }), now)).toMatchObject({ value: { withdrawn: true } });
  });

  it('keeps no address but that of USGS itself', () => {
    expect(readUsgsFeature(withProperties({ url: 'https://elsewhere.example/' }), now)).toMatchObject({ value: { sourceUrl: null } });
  });

  it.each([
    ['no feature at all', null],
    ['text', 'Feature'],
    ['no id', { ...aQuake(), id: undefined }],
    ['an id that is none', { ...aQuake(), id: "'; --" }],
    ['a magnitude in words', withProperties({ mag: 'strong' })],
    ['an impossible magnitude', withProperties({ mag: 40 })],
    ['a time before all missions', withProperties({ time: Date.parse('1906-04-18T13:12:00Z') })],
    ['a time in the future', withProperties({ time: Date.parse('2023-02-06T04:06:00Z') })],
    ['a time in words', withProperties({ time: '2023-02-06' })],
    ['a latitude off the globe', aQuake({ lat: 90.5 })],
    ['a longitude off the globe', aQuake({ lng: 200 })],
    ['one coordinate', { ...aQuake(), geometry: { type: 'Point', coordinates: [37] } }],
    ['an area', { ...aQuake(), geometry: { type: 'Polygon', coordinates: [[[0, 0]]] } }],
    ['a place with NUL in it', withProperties({ place: 'near\u0000there' })],
    ['an alert of no known colour', withProperties({ alert: 'purple' })],
  ])('says what is wrong with %s', (_, feature) => {
    const result = readUsgsFeature(feature, now);
    expect(result).toMatchObject({ ok: false, refusal: { code: 'incidents.feed-document-broken' } });
    if (!result.ok) expect(result.refusal.message).toMatch(/\S: \S/);
  });
});
