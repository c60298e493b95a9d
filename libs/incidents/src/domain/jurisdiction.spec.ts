import { type Competence, type PlaceFacts, decideJurisdiction } from './jurisdiction';

const ankara = { id: 'KR-EMB-TR', countryIso2: 'TR', countriesServed: ['TR'] };
const beirut = { id: 'KR-EMB-LB', countryIso2: 'LB', countriesServed: ['LB', 'SY'] };
const inTurkiye: Competence = {
  missionId: 'KR-EMB-TR',
  countryIso2: 'TR',
  basis: 'resident',
  estimate: false,
  caveat: null,
  caveatCodes: [],
  candidates: [],
  sharp: true,
};
const inSyria: Competence = {
  ...inTurkiye,
  missionId: 'KR-EMB-LB',
  countryIso2: 'SY',
  basis: 'concurrent',
  estimate: true,
  caveat: 'verify',
  caveatCodes: ['far-from-mission'],
};
const atSea: Competence = {
  missionId: null,
  countryIso2: null,
  basis: 'none',
  estimate: true,
  caveat: 'at sea',
  caveatCodes: ['far-from-mission'],
  candidates: [{ missionId: 'KR-EMB-CY', distanceKm: 90 }],
  sharp: false,
};
const decide = (facts: Partial<PlaceFacts>) => decideJurisdiction({ byPoint: null, byCountry: null, mission: null, ...facts });

describe('which mission is in charge', () => {
  it('is found from coordinates, or from a country', () => {
    expect(decide({ byPoint: inTurkiye })).toMatchObject({ value: { missionId: 'KR-EMB-TR', basis: 'resident' } });
    expect(decide({ byCountry: inSyria })).toMatchObject({
      value: { missionId: 'KR-EMB-LB', basis: 'concurrent', estimate: true, caveat: 'verify' },
    });
  });

  it('is nobody when nothing was said, and where nobody is', () => {
    expect(decide({})).toEqual({
      ok: true,
      value: { missionId: null, countryIso2: null, basis: 'none', estimate: false, caveat: null, caveatCodes: [], candidates: [] },
    });
    expect(decide({ byPoint: atSea })).toMatchObject({
      value: { missionId: null, candidates: [{ missionId: 'KR-EMB-CY', distanceKm: 90 }] },
    });
  });

  it('refuses a country that the coordinates contradict, naming the field', () => {
    expect(decide({ byPoint: inTurkiye, byCountry: inSyria })).toMatchObject({
      refusal: { kind: 'invalid', code: 'incidents.country-contradicts-place', field: 'countryIso2' },
    });
  });

  it('believes a country where the border is not sharp: at sea, off a coast, in a disputed area', () => {
    expect(decide({ byPoint: atSea, byCountry: inTurkiye })).toMatchObject({
      value: { missionId: 'KR-EMB-TR', countryIso2: 'TR', candidates: atSea.candidates },
    });
    expect(decide({ byPoint: { ...inTurkiye, sharp: false }, byCountry: inSyria })).toMatchObject({ value: { countryIso2: 'SY' } });
  });

  it('takes a named mission that serves the country as a decision', () => {
    expect(decide({ byPoint: inSyria, mission: beirut })).toMatchObject({ value: { missionId: 'KR-EMB-LB', basis: 'concurrent' } });
    const istanbul = { id: 'KR-CG-TR-ISTANBUL', countryIso2: 'TR', countriesServed: ['TR'] };
    expect(decide({ byPoint: inTurkiye, mission: istanbul })).toMatchObject({
      value: { missionId: 'KR-CG-TR-ISTANBUL', basis: 'assigned', estimate: false },
    });
  });

  it('takes any mission where nobody is in charge', () => {
    expect(decide({ byPoint: atSea, mission: ankara })).toMatchObject({ value: { missionId: 'KR-EMB-TR', basis: 'assigned' } });
  });

  it('refuses a mission that does not serve the place, and says who does', () => {
    expect(decide({ byPoint: inTurkiye, mission: beirut })).toMatchObject({
      refusal: {
        kind: 'invalid',
        code: 'incidents.mission-contradicts-place',
        field: 'missionId',
        facts: { competentMissionId: 'KR-EMB-TR' },
      },
    });
  });

  it('assumes the own country of a mission that was named alone, as a guess when it serves several', () => {
    expect(decide({ mission: ankara })).toMatchObject({
      value: { missionId: 'KR-EMB-TR', countryIso2: 'TR', basis: 'assigned', estimate: false, caveat: null },
    });
    expect(decide({ mission: beirut })).toMatchObject({
      value: { countryIso2: 'LB', estimate: true, caveat: expect.any(String) as string },
    });
  });
});
