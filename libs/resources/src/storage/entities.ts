import { CatalogueItemEntity, LotEntity } from './lot.entity';
import { ReservationEntity } from './reservation.entity';
import { StaffEntity } from './staff.entity';

/** Every entity of this context, for the process's data source. */
export const resourcesEntities = [StaffEntity, CatalogueItemEntity, LotEntity, ReservationEntity];
