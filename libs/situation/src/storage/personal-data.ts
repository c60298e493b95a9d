import { classify } from '@bongsu/platform';
import { CheckpointEntity } from './checkpoint.entity';
import { ExportCopyEntity, ExportEntity } from './export.entity';
import { SitrepEndEntity, SitrepEntity, SitrepNumberEntity } from './sitrep.entity';

const ISSUED = 'part of a document that is issued, handed out and held by its digest; the form asks to name nobody';

/** Class of the rows that say who asked for an export and why, and who took it. They go as a whole, by {@link file://./export-retention.ts}. */
export const EXPORT_RECORD = 'export-record';

/** What the tables of this context hold of people: who issued a report on the situation, and what officials wrote in it. */
classify(CheckpointEntity, { columns: { classKey: 'P0', position: 'P0', reducerVersion: 'P0', state: 'P1', takenAt: 'P0' } });
classify(SitrepEntity, {
  openText: { highlights: ISSUED, document: ISSUED },
  columns: {
    id: 'P0',
    incidentId: 'P0',
    number: 'P0',
    asOf: 'P0',
    issuedAt: 'P0',
    issuedBy: 'P1',
    language: 'P0',
    highlights: 'P1',
    document: 'P1',
    digest: 'P0',
  },
});
classify(SitrepEndEntity, {
  openText: {
    reason: 'stands beside the issued report for everybody who has it; the form asks to name nobody',
  },
  columns: { sitrepId: 'P0', state: 'P0', reason: 'P1', supersededBy: 'P0', endedAt: 'P0', endedBy: 'P1' },
});
classify(SitrepNumberEntity, { columns: { incidentId: 'P0', last: 'P0' } });

/** The file of an export holds what its rows held, P3 among it: as a whole it is opened by whoever asked for it, for a day. */
export const exportData = classify(ExportEntity, {
  subject: { type: 'export', id: 'id', incidentSql: 'incident_id' },
  retention: {
    class: 'export-file',
    kept: 'until its day for being taken is over',
    dueSql: 'SELECT id::text AS id FROM situation_export WHERE available_until <= $1::timestamptz',
  },
  openText: { reason: 'read by whoever agrees and in the file itself; refused with telephone, passport or other personal numbers' },
  columns: {
    id: 'P0',
    reference: 'P0',
    kind: 'P0',
    content: 'P0',
    incidentId: 'P0',
    missionIds: 'P0',
    fromAt: 'P0',
    toAt: 'P0',
    language: 'P0',
    reason: 'P1',
    legalBasis: 'P0',
    caseReference: 'P1',
    stage: 'P0',
    missionId: 'P0',
    orderedBy: 'P1',
    orderedAt: 'P0',
    address: 'P1',
    device: 'P1',
    proposalId: 'P0',
    agreedBy: 'P1',
    done: 'P0',
    total: 'P0',
    failure: 'P0',
    readyAt: 'P0',
    availableUntil: 'P0',
    copies: 'P0',
    sheet: 'P3',
  },
});
classify(ExportCopyEntity, { columns: { mark: 'P0', exportId: 'P0', takenBy: 'P1', takenAt: 'P0', address: 'P1', device: 'P1' } });
