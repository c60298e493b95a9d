import { newId } from '@bongsu/kernel';
import type { SimulatedDatabase } from '../database/simulated-database';
import { HUBS } from './missions';

const STAFF_AT_EACH_HUB = 4;
const lots: readonly (readonly [item: string, quantity: number])[] = [
  ['WATER', 30],
  ['WATER', 12],
  ['BLANKET', 20],
];

/** Who and what stands at the hubs when a story begins. */
export function fillShelves(database: SimulatedDatabase): void {
  for (const missionId of HUBS) {
    for (let number = 1; number <= STAFF_AT_EACH_HUB; number++) {
      const id = newId();
      database.table('resources_staff').put(id, {
        ...{
          id,
          staffNo: `${missionId}-${number}`,
          displayName: '',
          phone: null,
          passportNo: null,
          passportIndex: null,
          accountId: null,
          missionId,
        },
        ...{ grade: 'officer', skills: ['consular'], languages: [{ code: 'en', level: 'C1' }], visas: [], state: 'available' },
        ...{ lastReturnAt: null, restUntil: null, synthetic: true, version: 1 },
      });
    }
    for (const [itemCode, quantity] of lots) {
      const id = newId();
      database.table('resources_lot').put(id, {
        ...{ id, lotNo: id.slice(-6), itemCode, missionId, quantity, reserved: 0, unit: 'piece', expiresAt: null, condition: 'good' },
        ...{ synthetic: true, originLotId: null, version: 1 },
      });
    }
  }
}
