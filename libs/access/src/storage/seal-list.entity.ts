import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { SealMemberReason } from '../contract';

/** An incident that is sealed, or was (`endedAt`), by the code under which people know it. */
@Entity('access_sealed_incident')
@Index('access_sealed_incident_code', ['code'], { unique: true })
export class SealedIncidentEntity {
  @PrimaryColumn('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column(columns.text('code')) code!: string;
  @Column(columns.instant('since')) since!: Instant;
  @Column(columns.maybeInstant('ended_at')) endedAt!: Instant | null;
}

/** Somebody's place on the list of a sealed incident. Nothing is deleted: who was on it, and until when, stays. */
@Entity('access_seal_name')
@Index('access_seal_name_account', ['accountId'])
@Index('access_seal_name_incident', ['incidentId'])
export class SealNameEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.uuid('incident_id')) incidentId!: string;
  @Column(columns.uuid('account_id')) accountId!: string;
  @Column(columns.text('why')) why!: SealMemberReason;
  @Column(columns.instant('since')) since!: Instant;
  @Column(columns.maybeInstant('until_at')) untilAt!: Instant | null;
  @Column(columns.text('added_by')) addedBy!: string;
  @Column(columns.maybeInstant('removed_at')) removedAt!: Instant | null;
  @Column(columns.maybeText('removed_by')) removedBy!: string | null;
}
