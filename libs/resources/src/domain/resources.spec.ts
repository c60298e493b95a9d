import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOW, inDays, lot } from '../../test/examples';
import { skills, staffStates } from '../contract';
import { adjustLot } from './adjust-lot';
import { demoStaff } from './demo-staff';
import { demoStock } from './demo-stock';
import { type SeededMission, languageOf } from './demo-world';
import { seededRandom } from './seeded-random';
import { restUntil, staffTransitions } from './staff-life-cycle';

describe('the life cycle of staff', () => {
  it('is this table', () => {
    expect(staffTransitions.table).toEqual({
      available: { reserve: 'reserved', withhold: 'unavailable' },
      reserved: { depart: 'deployed', release: 'available' },
      deployed: { return: 'recovering' },
      recovering: { reserve: 'reserved' },
      unavailable: { restore: 'available' },
    });
    expect([...staffTransitions.states].sort()).toEqual([...staffStates].sort());
  });

  it('gives three days of rest after return', () => {
    expect(restUntil(NOW)).toBe(inDays(3));
  });
});

describe('a count on the shelf', () => {
  it('replaces the record', () => {
    expect(adjustLot(lot('a', 10, { reserved: 4 }), { counted: 7, reason: 'stock-take' })).toEqual({
      ok: true,
      value: { lotId: 'a', quantity: 7, change: -3 },
    });
    expect(adjustLot(lot('a', 10, { reserved: 4 }), { counted: 4, reason: 'stock-take' }).ok).toBe(true);
  });

  it('cannot count away what is promised', () => {
    expect(adjustLot(lot('a', 10, { reserved: 4 }), { counted: 3, reason: 'stock-take' })).toMatchObject({
      ok: false,
      refusal: { code: 'resources.counted-below-reserved', kind: 'conflict', field: 'counted', facts: { reserved: 4, counted: 3 } },
    });
  });
});

describe('the demo world', () => {
  interface HubsFile {
    hubs: { missionId: string }[];
    members: { missionId: string; primaryHub: string; alternateHub: string }[];
  }
  interface MissionsFile {
    missions: { id: string; located_in_iso2: string; status: SeededMission['status'] }[];
  }
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(__dirname, '../../../../data/reference', name), 'utf8')) as T;
  const { hubs, members } = read<HubsFile>('hubs.json');
  const missions = read<MissionsFile>('missions.json').missions.map((mission): SeededMission => {
    const member = members.find(({ missionId }) => missionId === mission.id);
    return {
      ...{
        id: mission.id,
        locatedInIso2: mission.located_in_iso2,
        status: mission.status,
        isHub: hubs.some(({ missionId }) => missionId === mission.id),
      },
      ...{ primaryHubId: member?.primaryHub ?? null, alternateHubId: member?.alternateHub ?? null },
    };
  });
  const catalogue = ['KMEDKFAI01B', 'HSHEBLANWMT1', 'CSATIRID9505TER', 'DORAORSA2S', 'KRELREGI50K'].map((itemCode) => ({
    itemCode,
    category: 'medical',
    nameEn: itemCode,
    nameKo: itemCode,
    unit: 'piece',
    weightKg: null,
    volumeL: null,
  }));
  const staff = demoStaff(missions, NOW);
  const stock = demoStock(missions, catalogue, NOW);
  const at = <T extends { missionId: string }>(things: readonly T[], missionId: string): T[] =>
    things.filter((thing) => thing.missionId === missionId);

  it('is the same every time', () => {
    expect(demoStaff(missions, NOW)).toEqual(staff);
    expect(demoStock(missions, catalogue, NOW)).toEqual(stock);
    expect(seededRandom('a').next()).not.toBe(seededRandom('b').next());
  });

  it('has 3 to 12 people at a mission, 12 to 25 at a hub, none where a mission is only planned', () => {
    for (const mission of missions) {
      const count = at(staff, mission.id).length;
      const [low, high] = mission.status === 'planned' ? [0, 0] : mission.isHub ? [12, 25] : [3, 12];
      expect([mission.id, count >= low && count <= high]).toEqual([mission.id, true]);
    }
    expect(missions).toHaveLength(200);
  });

  it('says in every name that nobody is real', () => {
    expect(staff.every(({ displayName }) => /^Synthetic \w+ \d{3} \(합성\)$/.test(displayName))).toBe(true);
    expect(new Set(staff.map(({ staffNo }) => staffNo)).size).toBe(staff.length);
    expect(new Set([...staff, ...stock].map(({ id }) => id)).size).toBe(staff.length + stock.length);
  });

  it('has every skill at every hub, the languages of its area, and supplies that keep', () => {
    for (const { id } of missions.filter(({ isHub }) => isHub)) {
      expect([id, skills.filter((skill) => !at(staff, id).some((one) => one.skills.includes(skill)))]).toEqual([id, []]);
      expect(
        at(stock, id).some(
          ({ itemCode, condition, expiresAt }) =>
            itemCode === 'KMEDKFAI01B' && condition === 'good' && expiresAt !== null && expiresAt > inDays(60),
        ),
      ).toBe(true);
    }
    expect(languageOf('TR')).toBe('tr');
    expect(at(staff, 'KR-EMB-PL').some(({ languages }) => languages.some(({ code, level }) => code === 'tr' && level !== 'A2'))).toBe(true);
  });

  it('has what real shelves have too: expired and quarantined lots', () => {
    expect(new Set(stock.map(({ condition }) => condition))).toEqual(new Set(['good', 'expired', 'quarantined']));
    expect(stock.every(({ condition, expiresAt }) => condition !== 'expired' || (expiresAt !== null && expiresAt < NOW))).toBe(true);
  });
});
