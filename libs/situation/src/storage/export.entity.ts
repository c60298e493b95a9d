import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExportContent, ExportFailure, ExportKind, OrderExport } from '../contract';
import type { ExportOrder, ExportStage } from '../domain/export-order';

/** An export: what somebody asked for and why, how far it is, and the file for as long as it may be taken, encrypted under a key of its own. */
@Entity('situation_export')
@Index('situation_export_by', ['orderedBy', 'id'])
export class ExportEntity implements ExportOrder {
  @PrimaryColumn('uuid') id!: string;
  @Column({ ...columns.text('reference'), unique: true }) reference!: string;
  @Column(columns.text('kind')) kind!: ExportKind;
  @Column(columns.text('content')) content!: ExportContent;
  @Column(columns.maybeUuid('incident_id')) incidentId!: string | null;
  @Column({ ...columns.texts('mission_ids'), nullable: true }) missionIds!: string[] | null;
  @Column(columns.maybeInstant('from_at')) fromAt!: Instant | null;
  @Column(columns.maybeInstant('to_at')) toAt!: Instant | null;
  @Column(columns.text('language')) language!: 'en' | 'ko';
  @Column(columns.text('reason')) reason!: string;
  @Column(columns.text('legal_basis')) legalBasis!: OrderExport['legalBasis'];
  @Column(columns.maybeText('case_reference')) caseReference!: string | null;
  @Column(columns.text('stage')) stage!: ExportStage;
  @Column(columns.maybeText('mission_id')) missionId!: string | null;
  @Column(columns.uuid('ordered_by')) orderedBy!: string;
  @Column(columns.instant('ordered_at')) orderedAt!: Instant;
  @Column(columns.text('address')) address!: string;
  @Column(columns.text('device')) device!: string;
  @Column(columns.maybeUuid('proposal_id')) proposalId!: string | null;
  @Column(columns.maybeUuid('agreed_by')) agreedBy!: string | null;
  @Column(columns.int('done')) done!: number;
  @Column(columns.maybeInt('total')) total!: number | null;
  @Column(columns.maybeText('failure')) failure!: ExportFailure | null;
  @Column(columns.maybeInstant('ready_at')) readyAt!: Instant | null;
  @Column(columns.maybeInstant('available_until')) availableUntil!: Instant | null;
  @Column(columns.int('copies')) copies!: number;
  @Column(sealedColumn.maybe('sheet')) sheet!: Sealed | null;
}

/** One taking of a file: the mark that stands in every row of that copy, and who took it from where. Never changed. */
@Entity('situation_export_copy')
@Index('situation_export_copy_of', ['exportId'])
export class ExportCopyEntity {
  @PrimaryColumn('text') mark!: string;
  @Column(columns.uuid('export_id')) exportId!: string;
  @Column(columns.uuid('taken_by')) takenBy!: string;
  @Column(columns.instant('taken_at')) takenAt!: Instant;
  @Column(columns.text('address')) address!: string;
  @Column(columns.text('device')) device!: string;
}
