import { Module } from '@nestjs/common';
import { MissionsModule } from '@bongsu/missions';
import { ResourcesController } from './http/resources.controller';
import { Catalogue } from './storage/catalogue';
import { StaffStore } from './storage/staff.store';
import { StockStore } from './storage/stock.store';
import { CorrectLotCount } from './use-cases/correct-lot-count';
import { ListLots } from './use-cases/list-lots';
import { ListStaff } from './use-cases/list-staff';
import { StaffIdentities } from './use-cases/staff-identities';
import { RecordStaffIdentity } from './use-cases/record-staff-identity';
import { StaffIdentityController } from './http/staff-identity.controller';

@Module({
  imports: [MissionsModule],
  providers: [StaffStore, StockStore, Catalogue, ListStaff, ListLots, CorrectLotCount, StaffIdentities, RecordStaffIdentity],
  exports: [StaffStore, StockStore, Catalogue, ListStaff, ListLots, CorrectLotCount, StaffIdentities, RecordStaffIdentity],
})
export class ResourcesModule {}

@Module({ imports: [ResourcesModule], controllers: [ResourcesController, StaffIdentityController] })
export class ResourcesHttpModule {}
