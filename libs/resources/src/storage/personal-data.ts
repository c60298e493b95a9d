import { classify } from '@bongsu/platform';
import { CatalogueItemEntity, LotEntity } from './lot.entity';
import { ReservationEntity } from './reservation.entity';
import { StaffEntity } from './staff.entity';

/**
 * What the tables of this context hold of people. A visa here is a country and a date, without a number: planning reads it for
 * hundreds at a time, as it reads languages.
 */
export const staffData = classify(StaffEntity, {
  subject: { type: 'staff', id: 'id' },
  blindIndexes: { passportIndex: { of: 'passportNo', spelling: 'document-number' } },
  columns: {
    id: 'P0',
    staffNo: 'P1',
    displayName: 'P2',
    phone: 'P2',
    passportNo: 'P3',
    passportIndex: 'P1',
    accountId: 'P1',
    missionId: 'P0',
    grade: 'P1',
    skills: 'P1',
    languages: 'P1',
    visas: 'P1',
    state: 'P1',
    lastReturnAt: 'P1',
    restUntil: 'P1',
    synthetic: 'P0',
    version: 'P0',
  },
});
classify(CatalogueItemEntity, {
  columns: { itemCode: 'P0', category: 'P0', nameEn: 'P0', nameKo: 'P0', unit: 'P0', weightKg: 'P0', volumeL: 'P0' },
});
classify(LotEntity, {
  columns: {
    id: 'P0',
    lotNo: 'P0',
    itemCode: 'P0',
    missionId: 'P0',
    quantity: 'P0',
    reserved: 'P0',
    unit: 'P0',
    expiresAt: 'P0',
    condition: 'P0',
    synthetic: 'P0',
    originLotId: 'P0',
    version: 'P0',
  },
});
classify(ReservationEntity, {
  columns: {
    id: 'P0',
    offerId: 'P0',
    lineNo: 'P0',
    kind: 'P0',
    staffId: 'P1',
    lotId: 'P0',
    quantity: 'P0',
    state: 'P0',
    heldAt: 'P0',
    endedAt: 'P0',
  },
});
