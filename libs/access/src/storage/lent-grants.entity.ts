import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BreakGlassOutcome, BreakGlassReason, BreakGlassSubject } from '../contract';

/** A head of mission's role in somebody else's hands, from … until. */
@Entity('access_delegation')
@Index('access_delegation_to', ['toAccount', 'untilAt'])
@Index('access_delegation_mission', ['missionId', 'id'])
export class DelegationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.text('mission_id')) missionId!: string;
  @Column(columns.uuid('from_account')) fromAccount!: string;
  @Column(columns.uuid('to_account')) toAccount!: string;
  @Column(columns.instant('from_at')) fromAt!: Instant;
  @Column(columns.instant('until_at')) untilAt!: Instant;
  @Column(columns.instant('made_at')) madeAt!: Instant;
  @Column(columns.maybeInstant('revoked_at')) revokedAt!: Instant | null;
}

/** A glass that was broken: who, why, for how long, and what another person thought of it. */
@Entity('access_break_glass')
@Index('access_break_glass_account', ['accountId', 'untilAt'])
export class BreakGlassEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.uuid('account_id')) accountId!: string;
  @Column(columns.text('subject_type')) subjectType!: BreakGlassSubject['type'];
  @Column(columns.text('subject_id')) subjectId!: string;
  @Column(columns.texts('home_missions')) homeMissions!: string[];
  @Column(columns.text('reason_code')) reasonCode!: BreakGlassReason;
  @Column(sealedColumn.of('reason')) reason!: Sealed;
  @Column(columns.instant('opened_at')) openedAt!: Instant;
  @Column(columns.instant('until_at')) untilAt!: Instant;
  @Column(columns.maybeInstant('ended_at')) endedAt!: Instant | null;
  @Column(columns.maybeInstant('reviewed_at')) reviewedAt!: Instant | null;
  @Column(columns.maybeUuid('reviewed_by')) reviewedBy!: string | null;
  @Column(columns.maybeText('outcome')) outcome!: BreakGlassOutcome | null;
  @Column(sealedColumn.maybe('note')) note!: Sealed | null;
}

/** The rights of an officer where she serves; open (`untilAt` null) while she is on task. */
@Entity('access_deployment_grant')
@Index('access_deployment_grant_account', ['accountId'])
export class DeploymentGrantEntity {
  @PrimaryColumn('uuid', { name: 'deployment_id' }) deploymentId!: string;
  @Column(columns.uuid('account_id')) accountId!: string;
  @Column(columns.text('mission_id')) missionId!: string;
  @Column(columns.instant('from_at')) fromAt!: Instant;
  @Column(columns.maybeInstant('until_at')) untilAt!: Instant | null;
}
