import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Priority, RequestState } from '../contract';
import type { Plan, RequestedLine, SupportRequest } from '../domain/support-request';

/** The row of a support request is its domain state; its lock is the lock of everything that belongs to it. */
@Entity('dispatch_request')
@Index('dispatch_request_incident', ['incidentId', 'id'])
@Index('dispatch_request_mission', ['missionId', 'id'])
@Index('dispatch_request_audience', { synchronize: false })
export class RequestEntity implements SupportRequest {
  @PrimaryColumn('uuid') id!: string;
  @Column({ ...columns.text('code'), unique: true }) code!: string;
  @Column(columns.uuid('incident_id')) incidentId!: string;
  @Column(columns.text('mission_id')) missionId!: string;
  @Column(columns.text('priority')) priority!: Priority;
  @Column(columns.instant('needed_by')) neededBy!: Instant;
  @Column(sealedColumn.of('justification')) justification!: Sealed;
  @Column(columns.json('lines')) lines!: RequestedLine[];
  @Column(columns.text('state')) state!: RequestState;
  @Column(columns.instant('submitted_at')) submittedAt!: Instant;
  @Column(columns.maybeInstant('decision_due_at')) decisionDueAt!: Instant | null;
  @Column(columns.maybeJson('plan')) plan!: Plan | null;
  @Column(sealedColumn.maybe('ended_reason')) endedReason!: Sealed | null;
  @Column(columns.maybeInstant('ended_at')) endedAt!: Instant | null;
  @Column(columns.texts('audience')) audience!: string[];
  @Column(columns.int('version')) version!: number;
}

/** How many requests an incident has had; its row is locked by whoever takes the next number. */
@Entity('dispatch_request_counter')
export class RequestCounterEntity {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column(columns.int('last')) last!: number;
}
