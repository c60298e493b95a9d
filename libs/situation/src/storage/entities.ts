import { CheckpointEntity } from './checkpoint.entity';
import { ExportCopyEntity, ExportEntity } from './export.entity';
import { SitrepEndEntity, SitrepEntity, SitrepNumberEntity } from './sitrep.entity';

/** Every entity of this context, for the process's data source. */
export const situationEntities = [SitrepEntity, SitrepEndEntity, SitrepNumberEntity, CheckpointEntity, ExportEntity, ExportCopyEntity];
