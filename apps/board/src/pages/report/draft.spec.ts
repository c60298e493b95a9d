import { type ReportDraft, blank, placeTyped, pointInText, reportToFile, sealedToOpen } from './draft';
import { guessCategories, guessCategory } from './guess-category';

describe('filing a report', () => {
  it.each([
    ['36.2, 36.16', { lat: 36.2, lng: 36.16 }],
    [' -12.05 -77.04 ', { lat: -12.05, lng: -77.04 }],
    ['36.2;36.16', { lat: 36.2, lng: 36.16 }],
  ])('reads %s as a point', (text, point) => expect(pointInText(text)).toEqual(point));

  it.each(['Antakya', '95, 36', '36.2, 190', '36', ''])('does not take %j for a point', (text) => expect(pointInText(text)).toBeNull());

  it('opens the sealed incident with the facts of the report, and with words that name nobody unless somebody wrote others', () => {
    const draft: ReportDraft = { ...blank, category: 'abduction', point: { lat: 38.5, lng: 43.4 }, sealed: true, sealGround: 'abduction' };
    const report = reportToFile({ ...draft, summary: 'Minsu Kim was taken' }, 'Europe/Istanbul');
    const incident = sealedToOpen(draft, report, 'KR-EMB-TR', 'Türkiye Abduction');
    expect(incident).toMatchObject({ title: 'Türkiye Abduction', missionId: 'KR-EMB-TR', lat: 38.5, seal: { ground: 'abduction' } });
    expect(JSON.stringify(incident)).not.toContain('Minsu');
    expect(sealedToOpen({ ...draft, sealTitle: ' Student taken ' }, report, null, 'x').title).toBe('Student taken');
  });

  describe('the point of a place that is typed', () => {
    const cities = new Map([
      ['Ankara, Türkiye', { lat: 39.93, lng: 32.86, locatedInIso2: 'TR', airport: null }],
      ['Antakya', { lat: 36.36, lng: 36.28, locatedInIso2: 'TR', airport: 'HTY' }],
    ]);
    const type = (draft: ReportDraft, text: string): ReportDraft => ({
      ...draft,
      ...placeTyped(text, draft, (words) => cities.get(words)),
    });

    it('follows the words and goes with them', () => {
      const atCoordinates = type(blank, '36.2, 36.16');
      expect(atCoordinates).toMatchObject({ point: { lat: 36.2, lng: 36.16 }, pointIs: 'exact' });
      expect(type(atCoordinates, 'Lima, harbour')).toMatchObject({ place: 'Lima, harbour', point: null });

      const inAnkara = type(blank, 'Ankara, Türkiye');
      expect(inAnkara).toMatchObject({ point: { lat: 39.93, lng: 32.86 }, pointIs: 'city', countryIso2: 'TR' });
      expect(type(inAnkara, 'Lima')).toMatchObject({ place: 'Lima', point: null, countryIso2: null });
      expect(type(inAnkara, 'Antakya')).toMatchObject({ point: { lat: 36.36 }, pointIs: 'region', countryIso2: 'TR' });
      expect(type(inAnkara, '36.2, 36.16')).toMatchObject({ point: { lat: 36.2, lng: 36.16 }, countryIso2: null });
    });

    it('stays when it was set on the map, and so does a country that was chosen', () => {
      const onMap: ReportDraft = { ...blank, point: { lat: 1, lng: 2 }, pointBy: 'hand' };
      expect(type(onMap, 'beside the bridge')).toMatchObject({ place: 'beside the bridge', point: { lat: 1, lng: 2 } });
      expect(type(onMap, 'Antakya')).toMatchObject({ place: 'Antakya', point: { lat: 1, lng: 2 } });
      const chosen: ReportDraft = { ...type(blank, '36.2, 36.16'), countryIso2: 'SY', countryBy: 'hand' };
      expect(type(chosen, 'Aleppo')).toMatchObject({ point: null, countryIso2: 'SY' });
    });
  });

  it.each([
    ['하타이에서 지진으로 숙소가 무너짐', 'earthquake'],
    ['친구와 사흘째 연락이 두절됨', 'missing-person'],
    ['Tourist bus overturned near Cusco', 'transport-accident'],
    ['여권을 분실함', 'lost-property'],
    ['Arrested at the airport', 'detention'],
  ])('proposes a kind for "%s"', (summary, category) => expect(guessCategory(summary)).toBe(category));

  it('keeps the other kinds that the words may mean at hand', () =>
    expect(guessCategories('Bus crashed after the earthquake, two injured')).toEqual(['earthquake', 'transport-accident', 'patient']));

  it('proposes nothing when no word tells', () => expect(guessCategory('도움이 필요합니다')).toBeNull());
});
