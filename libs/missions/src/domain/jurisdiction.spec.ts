import type { MissionStatus, MissionType } from '../contract';
import type { CountryOfPoint } from './country-of-point';
import { type JurisdictionLine, type MissionInDistrict, competentMission } from './jurisdiction';

const mission = (
  id: string,
  countryIso2: string,
  lat: number,
  lng: number,
  about: { status?: MissionStatus; type?: MissionType; note?: string } = {},
): MissionInDistrict => ({
  id,
  countryIso2,
  lat,
  lng,
  type: about.type ?? 'embassy',
  status: about.status ?? 'open',
  statusAsOf: about.status === 'relocated' ? '2021-08' : null,
  note: about.note ?? null,
});

const ankara = mission('KR-EMB-TR', 'TR', 39.93, 32.86);
const istanbul = mission('KR-CG-TR-ISTANBUL', 'TR', 41.01, 28.98, { type: 'consulate-general' });
const kyiv = mission('KR-EMB-UA', 'UA', 50.45, 30.52);
const moscow = mission('KR-EMB-RU', 'RU', 55.75, 37.6);
const kabul = mission('KR-EMB-AF', 'AF', 34.5, 69.2, { status: 'relocated', note: 'operates from Doha, Qatar since Aug 2021' });
const yerevan = mission('KR-EMB-AM', 'AM', 40.18, 44.5, { status: 'planned' });
const hagatna = mission('KR-CO-US-HAGATNA', 'US', 13.48, 144.75, { type: 'consular-office' });
const unitedNations = mission('KR-PM-UN', 'US', 40.75, -73.97, { type: 'permanent-mission' });
const paris = mission('KR-EMB-FR', 'FR', 48.86, 2.32);

const line = (
  countryIso2: string,
  missionId: string | null,
  basis: JurisdictionLine['basis'],
  caveat: string | null = null,
): [string, JurisdictionLine] => [
  countryIso2,
  { countryIso2, nameEn: countryIso2, nameKo: countryIso2, missionId, basis, caveat, plannedMissionId: null },
];
const jurisdiction = new Map([
  line('TR', 'KR-EMB-TR', 'resident'),
  line('UA', 'KR-EMB-UA', 'resident'),
  line('AM', 'KR-EMB-RU', 'concurrent', 'as listed about 2020; verify'),
  line('GU', 'KR-CO-US-HAGATNA', 'resident'),
  line('GL', null, 'unknown', 'territory or not listed'),
]);
const all = [ankara, istanbul, kyiv, moscow, kabul, yerevan, hagatna, unitedNations, paris];
const given = (missions: readonly MissionInDistrict[] = all) => ({ missions, jurisdiction, homeIso2: 'KR' });
const on = (iso2: string | null, about: Partial<CountryOfPoint> = {}): CountryOfPoint => ({
  iso2,
  position: 'inside',
  area: null,
  ...about,
});

describe('given a country with one resident mission', () => {
  it('that mission has jurisdiction, without any doubt', () => {
    expect(competentMission({ lat: 49.84, lng: 24.03 }, on('UA'), given())).toEqual({
      missionId: 'KR-EMB-UA',
      basis: 'resident',
      countryIso2: 'UA',
      estimate: false,
      relocated: null,
      caveat: null,
      caveatCodes: [],
      candidates: [],
    });
  });

  it('it is said when the mission works from elsewhere, and from where', () => {
    const answer = competentMission({ lat: 34.5, lng: 69.2 }, on('AF'), given());
    expect(answer).toMatchObject({
      missionId: 'KR-EMB-AF',
      basis: 'resident',
      relocated: { note: 'operates from Doha, Qatar since Aug 2021', statusAsOf: '2021-08' },
    });
  });

  it('a temporary office is said too', () => {
    const temporary = { ...kyiv, status: 'temporary-office' as const, note: 'works from Lviv', statusAsOf: '2022-02-16' };
    expect(competentMission({ lat: 50, lng: 30 }, on('UA'), given([temporary])).relocated).toEqual({
      note: 'works from Lviv',
      statusAsOf: '2022-02-16',
    });
  });

  it('a restricted mission keeps its district, with a caveat', () => {
    const answer = competentMission({ lat: 50, lng: 30 }, on('UA'), given([{ ...kyiv, status: 'restricted' }]));
    expect(answer).toMatchObject({ missionId: 'KR-EMB-UA', estimate: false, caveatCodes: ['mission-restricted'] });
  });

  it('a suspended mission has none: nobody is named, and the reason is', () => {
    const answer = competentMission({ lat: 50, lng: 30 }, on('UA'), given([{ ...kyiv, status: 'suspended' }, moscow]));
    expect(answer).toMatchObject({
      missionId: null,
      basis: 'none',
      caveatCodes: ['mission-suspended'],
      candidates: [{ missionId: 'KR-EMB-RU' }],
    });
  });

  it('a point off its coast is an estimate', () => {
    expect(competentMission({ lat: 46.3, lng: 30.8 }, on('UA', { position: 'near-coast' }), given())).toMatchObject({
      missionId: 'KR-EMB-UA',
      estimate: true,
      caveatCodes: ['near-coast'],
    });
  });

  it('a place thousands of kilometres from it carries a caveat', () => {
    const cayenne = competentMission({ lat: 4.9, lng: -52.3 }, on('FR'), given());
    expect(cayenne).toMatchObject({ missionId: 'KR-EMB-FR', basis: 'resident', caveatCodes: ['far-from-mission'] });
    expect(cayenne.caveat).toMatch(/7\d{3} km away/);
  });
});

describe('given a country with several missions', () => {
  it('the nearest is taken as an estimate, and the others are offered', () => {
    const antakya = competentMission({ lat: 36.2, lng: 36.16 }, on('TR'), given());
    expect(antakya).toMatchObject({
      missionId: 'KR-EMB-TR',
      basis: 'nearest-in-country',
      estimate: true,
      caveatCodes: ['several-missions'],
    });
    expect(antakya.candidates).toEqual([{ missionId: 'KR-CG-TR-ISTANBUL', distanceKm: 821 }]);
    expect(competentMission({ lat: 40.2, lng: 28 }, on('TR'), given())).toMatchObject({ missionId: 'KR-CG-TR-ISTANBUL' });
  });

  it('the other takes over when the nearest is suspended', () => {
    const answer = competentMission({ lat: 36.2, lng: 36.16 }, on('TR'), given([{ ...ankara, status: 'suspended' }, istanbul]));
    expect(answer).toMatchObject({ missionId: 'KR-CG-TR-ISTANBUL', basis: 'resident', estimate: false });
  });

  it('a permanent mission to an organisation never counts', () => {
    const newYork = competentMission({ lat: 40.7, lng: -74 }, on('US'), given([unitedNations, hagatna]));
    expect(newYork).toMatchObject({ missionId: 'KR-CO-US-HAGATNA', basis: 'resident', caveatCodes: ['far-from-mission'] });
  });
});

describe('given a country without a resident mission', () => {
  it('the concurrently accredited mission has jurisdiction, with the caveat of the table', () => {
    const answer = competentMission({ lat: 40.18, lng: 44.51 }, on('AM'), given());
    expect(answer).toMatchObject({ missionId: 'KR-EMB-RU', basis: 'concurrent', estimate: false, caveatCodes: ['listed-about-2020'] });
  });

  it('a planned mission does not, but takes over once it is open', () => {
    const opened = all.map((each) => (each === yerevan ? { ...yerevan, status: 'open' as const } : each));
    expect(competentMission({ lat: 40.18, lng: 44.51 }, on('AM'), given(opened))).toMatchObject({
      missionId: 'KR-EMB-AM',
      basis: 'resident',
      caveatCodes: [],
    });
  });

  it('a consular office that the table names for a territory has it', () => {
    expect(competentMission({ lat: 13.5, lng: 144.8 }, on('GU'), given())).toMatchObject({
      missionId: 'KR-CO-US-HAGATNA',
      basis: 'resident',
      countryIso2: 'GU',
    });
  });

  it('nobody has jurisdiction over a territory for which the table names none', () => {
    const nuuk = competentMission({ lat: 64.18, lng: -51.7 }, on('GL'), given());
    expect(nuuk).toMatchObject({
      missionId: null,
      basis: 'none',
      countryIso2: 'GL',
      estimate: true,
      caveatCodes: ['territory-not-listed'],
    });
    expect(nuuk.candidates).toHaveLength(5);
  });

  it('nor over a country that the table does not know', () => {
    expect(competentMission({ lat: 39, lng: 125.7 }, on('KP'), given())).toMatchObject({ basis: 'none', caveatCodes: ['country-unknown'] });
  });
});

describe('given a point that is in no country', () => {
  it('at sea nobody has jurisdiction, and the five nearest are offered, nearest first', () => {
    const answer = competentMission({ lat: 0, lng: 0 }, on(null, { position: 'at-sea' }), given());
    expect(answer).toMatchObject({ missionId: null, basis: 'none', countryIso2: null, estimate: true, caveatCodes: ['at-sea'] });
    const distances = answer.candidates.map((each) => each.distanceKm);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances).toHaveLength(5);
  });

  it('only missions at work that have a district are offered', () => {
    const ids = competentMission({ lat: 40, lng: 44 }, on(null, { position: 'at-sea' }), given()).candidates.map((each) => each.missionId);
    expect(ids).not.toContain('KR-EMB-AM');
    expect(ids).not.toContain('KR-PM-UN');
  });

  it('on land that is nobody’s the area is named', () => {
    const siachen = competentMission(
      { lat: 35.4, lng: 77 },
      on(null, { area: { name: 'Siachen Glacier', claimants: ['IN', 'PK'] } }),
      given(),
    );
    expect(siachen).toMatchObject({ basis: 'none', caveatCodes: ['special-area'] });
    expect(siachen.caveat).toContain('Siachen Glacier');
  });
});

describe('given home territory', () => {
  it('no mission abroad has jurisdiction and none is offered', () => {
    expect(competentMission({ lat: 37.57, lng: 126.98 }, on('KR'), given())).toMatchObject({
      missionId: null,
      basis: 'none',
      countryIso2: 'KR',
      caveatCodes: ['home-territory'],
      candidates: [],
    });
  });
});

describe('given a disputed area', () => {
  it('the answer is an estimate, names the area and offers the other claimant’s mission', () => {
    const simferopol = competentMission(
      { lat: 44.95, lng: 34.1 },
      on('UA', { area: { name: 'Crimea', claimants: ['UA', 'RU'], treatAs: 'UA' } }),
      given(),
    );
    expect(simferopol).toMatchObject({ missionId: 'KR-EMB-UA', basis: 'resident', estimate: true, caveatCodes: ['special-area'] });
    expect(simferopol.candidates.map((each) => each.missionId)).toEqual(['KR-EMB-RU']);
    expect(simferopol.caveat).toContain('Crimea');
  });
});

describe('given an empty network', () => {
  it('nobody is named and nothing breaks', () => {
    expect(competentMission({ lat: 1, lng: 1 }, on('TR'), { missions: [], jurisdiction: new Map(), homeIso2: '' })).toMatchObject({
      missionId: null,
      basis: 'none',
      candidates: [],
    });
  });
});
