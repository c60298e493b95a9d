/** Words that nobody said, about places where nobody is. */
const phrases = [
  '건물이 크게 흔들렸고 일부 벽이 무너졌다는 전화',
  'A caller says that the road to the airport is closed',
  '일행 세 명과 연락이 되지 않는다고 함',
  'Water and power are out in the whole district',
  '여권을 잃어버렸고 숙소로 돌아갈 수 없음',
  'Group of travellers waits at the bus station',
];
const categories = ['earthquake', 'flood', 'storm', 'transport-accident', 'lost-property', 'patient'] as const;
const channels = ['phone', 'app', 'web', 'messenger', 'mission'] as const;
const urgencies = ['U1', 'U2', 'U3', 'U4'] as const;
/** Around which the reports lie; each is moved a little, so that no two lie at the same place. */
const cities = [
  [37.59, 36.93],
  [37.06, 37.38],
  [50.45, 30.52],
  [35.68, 139.76],
  [13.75, 100.5],
  [30.04, 31.24],
  [-23.55, -46.63],
  [40.71, -74.0],
] as const;

/** Bodies for POST /reports, about 500 bytes each, the same in every run: all that may be said of place, time and people. */
export function reportBodies(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const [lat, lng] = of(cities, index);
    const moved = ((index * 7919) % 1_000) / 5_000;
    return JSON.stringify({
      summary: of(phrases, index),
      details: `${of(phrases, index + 2)}. ${of(phrases, index + 3)}.`,
      category: of(categories, index),
      urgency: of(urgencies, index),
      evidenceGrade: 'C',
      channel: of(channels, index),
      place: { text: 'as the caller described it', lat: lat + moved, lng: lng - moved, precision: 'city' },
      zone: 'UTC',
      occurredAt: '2023-02-06T01:17:34.342Z',
      reportedAt: '2023-02-06T01:40:00.000Z',
      nationals: { low: 1, best: 1 + (index % 4), high: 8 },
    });
  });
}

function of<Item>(items: readonly Item[], index: number): Item {
  return items[index % items.length] as Item;
}
