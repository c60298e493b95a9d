import type { Instant } from '@bongsu/kernel';
import { type Sealed, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Category, Channel, EvidenceGrade, ReportCaveat, Urgency } from '../contract';
import type { Candidate, Jurisdiction } from '../domain/jurisdiction';
import type { Report, ReportState } from '../domain/report';
import { instantColumn, maybeInstantColumn, maybeNumberColumn, maybeTextColumn, numberColumn, textColumn } from './columns';

/** The only place where the free text of reports is kept, encrypted under a key for each report. */
@Entity('incidents_report')
@Index('incidents_report_mission', ['missionId', 'id'])
@Index('incidents_report_updated', ['updatedAt'])
@Index('incidents_report_audience', { synchronize: false })
@Index('incidents_report_incident', { synchronize: false })
@Index('incidents_report_waiting', { synchronize: false })
@Index('incidents_report_sealed_code', ['sealedCode'], { unique: true })
@Index('incidents_report_seal', { synchronize: false })
export class ReportEntity {
  @PrimaryColumn('uuid') id!: string;
  /** From a sequence of its own; the code is made of it. Null for one that was filed sealed: that has a code of its own. */
  @Column({
    name: 'number',
    type: 'bigint',
    nullable: true,
    insert: false,
    update: false,
    default: () => "nextval('incidents_report_number')",
  })
  number!: number | null;
  @Column({ ...maybeTextColumn('sealed_code'), update: false }) sealedCode!: string | null;
  @Column(textColumn('state')) state!: ReportState;
  @Column(sealedColumn.of('summary')) summary!: Sealed;
  @Column(sealedColumn.maybe('details')) details!: Sealed | null;
  @Column(textColumn('category')) category!: Category;
  @Column(textColumn('urgency')) urgency!: Urgency;
  @Column(textColumn('evidence_grade')) evidenceGrade!: EvidenceGrade;
  @Column(textColumn('channel')) channel!: Channel;
  @Column(sealedColumn.maybe('place_text')) placeText!: Sealed | null;
  @Column(maybeNumberColumn('lat')) lat!: number | null;
  @Column(maybeNumberColumn('lng')) lng!: number | null;
  @Column(textColumn('place_precision')) precision!: Report['precision'];
  @Column(maybeTextColumn('mission_id')) missionId!: string | null;
  @Column(maybeTextColumn('country_iso2')) countryIso2!: string | null;
  @Column(textColumn('basis')) basis!: Jurisdiction['basis'];
  @Column({ name: 'estimate', type: 'boolean' }) estimate!: boolean;
  @Column(maybeTextColumn('caveat')) caveat!: string | null;
  @Column({ name: 'caveat_codes', type: 'text', array: true, default: () => "'{}'" }) caveatCodes!: ReportCaveat[];
  @Column({ name: 'candidates', type: 'jsonb' }) candidates!: Candidate[];
  @Column(textColumn('zone')) zone!: string;
  @Column(maybeInstantColumn('occurred_at')) occurredAt!: Instant | null;
  @Column(maybeInstantColumn('recognised_at')) recognisedAt!: Instant | null;
  @Column(maybeInstantColumn('reported_at')) reportedAt!: Instant | null;
  @Column(instantColumn('entered_at')) enteredAt!: Instant;
  @Column(instantColumn('updated_at')) updatedAt!: Instant;
  @Column({ name: 'nationals_low', type: 'int', nullable: true }) nationalsLow!: number | null;
  @Column({ name: 'nationals_best', type: 'int', nullable: true }) nationalsBest!: number | null;
  @Column({ name: 'nationals_high', type: 'int', nullable: true }) nationalsHigh!: number | null;
  @Column({ name: 'incident_id', type: 'uuid', nullable: true }) incidentId!: string | null;
  @Column({ name: 'corrects_report_id', type: 'uuid', nullable: true }) correctsReportId!: string | null;
  @Column({ name: 'corrected_by_report_id', type: 'uuid', nullable: true }) correctedByReportId!: string | null;
  @Column(sealedColumn.maybe('source_note')) sourceNote!: Sealed | null;
  @Column(maybeTextColumn('feed')) feed!: string | null;
  @Column(maybeTextColumn('feed_event_id')) feedEventId!: string | null;
  @Column({ name: 'feed_revision', type: 'int', nullable: true }) feedRevision!: number | null;
  @Column(maybeNumberColumn('magnitude')) magnitude!: number | null;
  @Column(textColumn('filed_by')) filedBy!: string;
  @Column({ name: 'audience', type: 'text', array: true }) audience!: string[];
  @Column({ name: 'version', type: 'int' }) version!: number;
}

/** What a feed said of an event at first and each time it changed; never changed itself. `document` is the feature as it came. */
@Entity('incidents_report_revision')
export class ReportRevisionEntity {
  @PrimaryColumn({ name: 'report_id', type: 'uuid' }) reportId!: string;
  @PrimaryColumn({ name: 'revision', type: 'int' }) revision!: number;
  @Column(textColumn('summary')) summary!: string;
  @Column(textColumn('urgency')) urgency!: Urgency;
  @Column(maybeNumberColumn('magnitude')) magnitude!: number | null;
  @Column(numberColumn('lat')) lat!: number;
  @Column(numberColumn('lng')) lng!: number;
  @Column(instantColumn('occurred_at')) occurredAt!: Instant;
  @Column({ name: 'withdrawn', type: 'boolean' }) withdrawn!: boolean;
  @Column(maybeInstantColumn('source_updated_at')) sourceUpdatedAt!: Instant | null;
  @Column(instantColumn('entered_at')) enteredAt!: Instant;
  @Column(textColumn('document')) document!: string;
}

@Entity('incidents_duplicate_proposal')
@Index('incidents_duplicate_proposal_incident', { synchronize: false })
export class DuplicateProposalEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column({ name: 'report_id', type: 'uuid' }) reportId!: string;
  @Column({ name: 'incident_id', type: 'uuid' }) incidentId!: string;
  @Column(maybeNumberColumn('distance_km')) distanceKm!: number | null;
  @Column(maybeNumberColumn('minutes_apart')) minutesApart!: number | null;
  @Column({ name: 'same_category', type: 'boolean' }) sameCategory!: boolean;
  @Column({ name: 'same_country', type: 'boolean' }) sameCountry!: boolean;
  @Column({ name: 'same_feed_event', type: 'boolean' }) sameFeedEvent!: boolean;
  @Column(numberColumn('score')) score!: number;
  @Column(textColumn('state')) state!: 'proposed' | 'linked' | 'rejected';
  @Column(instantColumn('proposed_at')) proposedAt!: Instant;
  @Column(maybeInstantColumn('decided_at')) decidedAt!: Instant | null;
  @Column(maybeTextColumn('decided_by')) decidedBy!: string | null;
}
