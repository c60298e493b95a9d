import { Module } from '@nestjs/common';
import { MissionsModule } from '@bongsu/missions';
import { ResourcesController } from './http/resources.controller';
import { Catalogue } from './storage/catalogue';
import { StaffStore } from './storage/staff.store';
import { StockStore } from './storage/stock.store';
import { CorrectLotCount } from './use-cases/correct-lot-count';
import { ListLots } from './use-cases/list-lots';
import { ListStaff } from './use-cases/list-staff';

@Module({
  imports: [MissionsModule],
  providers: [StaffStore, StockStore, Catalogue, ListStaff, ListLots, CorrectLotCount],
  exports: [StaffStore, StockStore, Catalogue, ListStaff, ListLots, CorrectLotCount],
})
export class ResourcesModule {}

@Module({ imports: [ResourcesModule], controllers: [ResourcesController] })
export class ResourcesHttpModule {}
