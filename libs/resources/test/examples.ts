import { addMs, days } from '@bongsu/kernel';
import type { Lot, StaffMember, StaffNeed } from '../src/contract';

export const NOW = '2023-02-06T02:00:00.000Z';
export const inDays = (count: number): string => addMs(NOW, days(count));

export function person(id: string, more: Partial<StaffMember> = {}): StaffMember {
  return {
    ...{ id, staffNo: `S-${id}`, missionId: 'KR-EMB-PL', skills: ['consular'], languages: [{ code: 'ko', level: 'C2' }], visas: [] },
    ...{ state: 'available', lastReturnAt: null, restUntil: null, version: 1 },
    ...more,
  };
}

export const need = (more: Partial<StaffNeed> = {}): StaffNeed => ({
  skill: 'consular',
  languages: [],
  visaFor: null,
  until: inDays(14),
  ...more,
});

export function lot(id: string, quantity: number, more: Partial<Lot> = {}): Lot {
  return {
    ...{
      id,
      lotNo: `L-${id}`,
      itemCode: 'KIT',
      missionId: 'KR-EMB-PL',
      quantity,
      reserved: 0,
      expiresAt: null,
      condition: 'good',
      version: 1,
    },
    ...more,
  };
}
