import { Module } from '@nestjs/common';
import { AccessModule } from '@bongsu/access';
import { IncidentsModule } from '@bongsu/incidents';
import { ResourcesModule } from '@bongsu/resources';
import { ExportsController } from './http/exports.controller';
import { ExportRoutes, PrepareExportJob } from './jobs/prepare-export.job';
import { ExportRetention } from './storage/export-retention';
import { ExportStore } from './storage/export.store';
import { ExportMarks } from './use-cases/export-marks';
import { OrderExport } from './use-cases/order-export';
import { PrepareExport } from './use-cases/prepare-export';
import { ReadExports } from './use-cases/read-exports';
import { ReleaseExport } from './use-cases/release-export';
import { ReportRows } from './use-cases/report-rows';
import { StaffRows } from './use-cases/staff-rows';
import { TakeExport } from './use-cases/take-export';

const useCases = [OrderExport, ReleaseExport, PrepareExport, TakeExport, ReadExports];

/** Data in files, for any process. */
@Module({
  imports: [AccessModule, IncidentsModule, ResourcesModule],
  providers: [ExportStore, ExportMarks, ReportRows, StaffRows, ...useCases],
  exports: [ExportStore, ...useCases],
})
export class ExportsModule {}

@Module({ imports: [ExportsModule], controllers: [ExportsController] })
export class ExportsHttpModule {}

@Module({ imports: [ExportsModule], providers: [PrepareExportJob, ExportRoutes, ExportRetention] })
export class ExportsJobsModule {}
