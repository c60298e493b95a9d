import type { Instant } from '@bongsu/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AlertLevel, Category, IncidentState, SealGround, Urgency } from '../contract';
import type { AlertDecision } from '../domain/alert-level';
import type { Incident } from '../domain/incident';
import type { Task, TaskState } from '../domain/task';
import { instantColumn, maybeInstantColumn, maybeNumberColumn, maybeTextColumn, textColumn } from './columns';

/** The row of an incident is its domain state. */
@Entity('incidents_incident')
@Index('incidents_incident_mission', ['missionId', 'id'])
@Index('incidents_incident_state', ['state', 'id'])
@Index('incidents_incident_updated', ['updatedAt'])
@Index('incidents_incident_audience', { synchronize: false })
export class IncidentEntity implements Incident {
  @PrimaryColumn('uuid') id!: string;
  @Column({ ...textColumn('code'), unique: true }) code!: string;
  @Column(textColumn('title')) title!: string;
  @Column(textColumn('category')) category!: Category;
  @Column(textColumn('urgency')) urgency!: Urgency;
  @Column(textColumn('state')) state!: IncidentState;
  @Column(textColumn('alert_level')) alertLevel!: AlertLevel;
  @Column(maybeInstantColumn('alert_review_at')) alertReviewAt!: Instant | null;
  @Column(maybeInstantColumn('alert_review_due_said_at')) alertReviewDueSaidAt!: Instant | null;
  @Column(maybeTextColumn('mission_id')) missionId!: string | null;
  @Column(maybeTextColumn('country_iso2')) countryIso2!: string | null;
  @Column(maybeNumberColumn('lat')) lat!: number | null;
  @Column(maybeNumberColumn('lng')) lng!: number | null;
  @Column(textColumn('zone')) zone!: string;
  @Column(maybeInstantColumn('occurred_at')) occurredAt!: Instant | null;
  @Column(maybeInstantColumn('recognised_at')) recognisedAt!: Instant | null;
  @Column(instantColumn('opened_at')) openedAt!: Instant;
  @Column(instantColumn('updated_at')) updatedAt!: Instant;
  @Column(maybeInstantColumn('ack_due_at')) ackDueAt!: Instant | null;
  @Column(maybeInstantColumn('acknowledged_at')) acknowledgedAt!: Instant | null;
  @Column(maybeInstantColumn('ack_overdue_at')) ackOverdueAt!: Instant | null;
  @Column(maybeInstantColumn('closed_at')) closedAt!: Instant | null;
  @Column(maybeTextColumn('seal_ground')) sealGround!: SealGround | null;
  @Column(maybeInstantColumn('sealed_at')) sealedAt!: Instant | null;
  @Column(maybeTextColumn('sealed_by')) sealedBy!: string | null;
  @Column({ name: 'audience', type: 'text', array: true }) audience!: string[];
  @Column({ name: 'version', type: 'int' }) version!: number;
}

@Entity('incidents_task')
@Index('incidents_task_incident', ['incidentId'])
export class TaskEntity implements Task {
  @PrimaryColumn('uuid') id!: string;
  @Column({ name: 'incident_id', type: 'uuid' }) incidentId!: string;
  @Column(textColumn('title')) title!: string;
  @Column(textColumn('owner_mission_id')) ownerMissionId!: string;
  @Column(maybeInstantColumn('due_at')) dueAt!: Instant | null;
  @Column(textColumn('state')) state!: TaskState;
  @Column(maybeInstantColumn('done_at')) doneAt!: Instant | null;
  @Column(maybeInstantColumn('overdue_at')) overdueAt!: Instant | null;
  @Column(instantColumn('added_at')) addedAt!: Instant;
}

/** Written once and never changed: the database refuses it. */
@Entity('incidents_alert_decision')
@Index('incidents_alert_decision_incident', ['incidentId', 'id'])
export class AlertDecisionEntity implements AlertDecision {
  @PrimaryColumn('uuid') id!: string;
  @Column({ name: 'incident_id', type: 'uuid' }) incidentId!: string;
  @Column(textColumn('from_level')) from!: AlertLevel;
  @Column(textColumn('to_level')) to!: AlertLevel;
  @Column(textColumn('basis')) basis!: string;
  @Column(textColumn('decided_by')) decidedBy!: string;
  @Column(instantColumn('decided_at')) decidedAt!: Instant;
  @Column(maybeInstantColumn('review_at')) reviewAt!: Instant | null;
}
