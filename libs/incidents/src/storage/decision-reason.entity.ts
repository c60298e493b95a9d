import type { Instant } from '@bongsu/kernel';
import { type Sealed, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReasonedAct } from '../contract';
import type { DecisionReason } from '../domain/decision-reason';
import { instantColumn, textColumn } from './columns';

/** Written once and never changed: the database refuses it, but for encrypting what once lay in clear. */
@Entity('incidents_decision_reason')
@Index('incidents_decision_reason_incident', { synchronize: false })
@Index('incidents_decision_reason_report', { synchronize: false })
export class DecisionReasonEntity implements Omit<DecisionReason, 'reason'> {
  @PrimaryColumn('uuid') id!: string;
  @Column(textColumn('act')) act!: ReasonedAct;
  @Column({ name: 'incident_id', type: 'uuid', nullable: true }) incidentId!: string | null;
  @Column({ name: 'report_id', type: 'uuid', nullable: true }) reportId!: string | null;
  @Column(sealedColumn.of('reason')) reason!: Sealed;
  @Column(textColumn('decided_by')) decidedBy!: string;
  @Column(instantColumn('decided_at')) decidedAt!: Instant;
}
