import type { Instant } from '@bongsu/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReasonedAct } from '../contract';
import type { DecisionReason } from '../domain/decision-reason';
import { instantColumn, textColumn } from './columns';

/** Written once and never changed: the database refuses it. */
@Entity('incidents_decision_reason')
@Index('incidents_decision_reason_incident', { synchronize: false })
@Index('incidents_decision_reason_report', { synchronize: false })
export class DecisionReasonEntity implements DecisionReason {
  @PrimaryColumn('uuid') id!: string;
  @Column(textColumn('act')) act!: ReasonedAct;
  @Column({ name: 'incident_id', type: 'uuid', nullable: true }) incidentId!: string | null;
  @Column({ name: 'report_id', type: 'uuid', nullable: true }) reportId!: string | null;
  @Column(textColumn('reason')) reason!: string;
  @Column(textColumn('decided_by')) decidedBy!: string;
  @Column(instantColumn('decided_at')) decidedAt!: Instant;
}
