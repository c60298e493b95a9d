import { pointInText } from './draft';
import { guessCategory } from './guess-category';

describe('filing a report', () => {
  it.each([
    ['36.2, 36.16', { lat: 36.2, lng: 36.16 }],
    [' -12.05 -77.04 ', { lat: -12.05, lng: -77.04 }],
    ['36.2;36.16', { lat: 36.2, lng: 36.16 }],
  ])('reads %s as a point', (text, point) => expect(pointInText(text)).toEqual(point));

  it.each(['Antakya', '95, 36', '36.2, 190', '36', ''])('does not take %j for a point', (text) => expect(pointInText(text)).toBeNull());

  it.each([
    ['하타이에서 지진으로 숙소가 무너짐', 'earthquake'],
    ['친구와 사흘째 연락이 두절됨', 'missing-person'],
    ['Tourist bus overturned near Cusco', 'transport-accident'],
    ['여권을 분실함', 'lost-property'],
    ['Arrested at the airport', 'detention'],
  ])('proposes a kind for "%s"', (summary, category) => expect(guessCategory(summary)).toBe(category));

  it('proposes nothing when no word tells', () => expect(guessCategory('도움이 필요합니다')).toBeNull());
});
