import { type Instant, addMs, days } from '@bongsu/kernel';
import type { CatalogueItem, LotView } from '../contract';
import { DEMO_SEED, type SeededMission, shortId } from './demo-world';
import { type SeededRandom, seededRandom } from './seeded-random';

/** Synthetic supplies, as the seed writes them. */
export interface DemoLot {
  readonly id: string;
  readonly lotNo: string;
  readonly itemCode: string;
  readonly missionId: string;
  readonly quantity: number;
  readonly unit: string;
  readonly expiresAt: Instant | null;
  readonly condition: LotView['condition'];
}

/** How many pieces a hub keeps of an item, from small to large, and for how long they keep (days; null: for ever). */
interface Norm {
  readonly low: number;
  readonly high: number;
  readonly shelfLifeDays: number | null;
}

/** PROPOSED: what each hub keeps at least (domain §10.1: stock for N persons for three days). */
const essentials: Readonly<Record<string, Norm>> = {
  KMEDKFAI01B: { low: 20, high: 120, shelfLifeDays: 1_100 },
  KMEDKFAI01D: { low: 4, high: 30, shelfLifeDays: 1_100 },
  DORAORSA2S: { low: 400, high: 3_000, shelfLifeDays: 1_000 },
  MMREMASKSD1: { low: 500, high: 8_000, shelfLifeDays: 1_800 },
  WASDCHLA0020T: { low: 2_000, high: 20_000, shelfLifeDays: 1_400 },
  HCONJCANPC10: { low: 50, high: 500, shelfLifeDays: null },
  FNUTBISCBP05: { low: 200, high: 2_000, shelfLifeDays: 1_500 },
  HSHEBLANWMT1: { low: 100, high: 800, shelfLifeDays: null },
  HSHESLEBWI: { low: 40, high: 300, shelfLifeDays: null },
  HSHETENTF16C: { low: 6, high: 60, shelfLifeDays: null },
  HSHETARPW406: { low: 30, high: 300, shelfLifeDays: null },
  EELELAMPTOSO: { low: 40, high: 400, shelfLifeDays: null },
  EGENHOND0070: { low: 2, high: 12, shelfLifeDays: null },
  CSATIRID9505TER: { low: 4, high: 20, shelfLifeDays: null },
};

/** By category, for what only some hubs keep. */
const occasional: Readonly<Record<string, Norm>> = {
  medical: { low: 20, high: 400, shelfLifeDays: 1_000 },
  food: { low: 50, high: 600, shelfLifeDays: 900 },
  water: { low: 10, high: 80, shelfLifeDays: null },
};
const rarely: Norm = { low: 2, high: 40, shelfLifeDays: null };

/** What a mission that is no hub keeps for its own first hours. */
const firstHours = ['KMEDKFAI01B', 'HSHEBLANWMT1', 'CSATIRID9505TER', 'FNUTBISCBP05'] as const;

/**
 * Synthetic supplies for every hub, and a little for some of the other missions: one to three lots of an item with different expiries,
 * some expired and some in quarantine, as on real shelves. The same for the same missions, catalogue and time.
 */
export function demoStock(missions: readonly SeededMission[], catalogue: readonly CatalogueItem[], now: Instant): DemoLot[] {
  return missions
    .filter(({ status }) => status !== 'planned')
    .flatMap((mission) => {
      const random = seededRandom(`${DEMO_SEED} stock ${mission.id}`);
      return kept(mission, catalogue, random).flatMap((item) => lotsOf(mission, item, random, now));
    });
}

function kept(mission: SeededMission, catalogue: readonly CatalogueItem[], random: SeededRandom): CatalogueItem[] {
  if (mission.isHub) return catalogue.filter(({ itemCode }) => itemCode in essentials || random.chance(0.4));
  return catalogue.filter(({ itemCode }) => firstHours.some((code) => code === itemCode) && random.chance(0.3));
}

function lotsOf(mission: SeededMission, item: CatalogueItem, random: SeededRandom, now: Instant): DemoLot[] {
  const norm = essentials[item.itemCode] ?? occasional[item.category] ?? rarely;
  const share = mission.isHub ? 1 : 0.1;
  const count = norm.shelfLifeDays === null ? 1 : random.between(1, mission.isHub ? 3 : 1);
  return Array.from({ length: count }, (_, index): DemoLot => {
    const quantity = Math.max(1, Math.round((random.between(norm.low, norm.high) * share) / count));
    return {
      id: random.uuid(),
      lotNo: `${shortId(mission.id)}-${item.itemCode}-${String(index + 1).padStart(2, '0')}`,
      itemCode: item.itemCode,
      missionId: mission.id,
      quantity,
      unit: item.unit,
      // The first lot of an essential item is always fit to be sent, so that no hub of the demo is without.
      ...(index === 0 && mission.isHub && item.itemCode in essentials ? fresh(norm, random, now) : aged(norm, random, now)),
    };
  });
}

function fresh({ shelfLifeDays }: Norm, random: SeededRandom, now: Instant): Pick<DemoLot, 'expiresAt' | 'condition'> {
  return { expiresAt: shelfLifeDays === null ? null : addMs(now, days(random.between(120, shelfLifeDays))), condition: 'good' };
}

function aged({ shelfLifeDays }: Norm, random: SeededRandom, now: Instant): Pick<DemoLot, 'expiresAt' | 'condition'> {
  const roll = random.next();
  if (roll < 0.04)
    return { expiresAt: shelfLifeDays === null ? null : addMs(now, days(random.between(30, shelfLifeDays))), condition: 'quarantined' };
  if (shelfLifeDays === null) return { expiresAt: null, condition: 'good' };
  if (roll < 0.12) return { expiresAt: addMs(now, -days(random.between(1, 200))), condition: 'expired' };
  return { expiresAt: addMs(now, days(random.between(15, shelfLifeDays))), condition: 'good' };
}
