import type { Instant } from '@bongsu/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CloseBlocker } from '../contract';
import { instantColumn, maybeInstantColumn, textColumn } from './columns';

/** What another context still owes an incident: a request that is open, an officer who has not returned. */
export type ObligationKind = Exclude<CloseBlocker['code'], 'task-open' | 'report-unlinked'>;

@Entity('incidents_open_obligation')
export class ObligationEntity {
  @PrimaryColumn('text', { name: 'kind' }) kind!: ObligationKind;
  @PrimaryColumn('text', { name: 'subject_id' }) subjectId!: string;
  @Column({ name: 'incident_id', type: 'uuid' }) incidentId!: string;
  @Column(textColumn('label')) label!: string;
  @Column(instantColumn('opened_at')) openedAt!: Instant;
  @Column(maybeInstantColumn('settled_at')) settledAt!: Instant | null;
}

/** The last number given to a country and year; its row is locked by whoever takes the next. */
@Entity('incidents_code_counter')
export class CodeCounterEntity {
  @PrimaryColumn('text', { name: 'country' }) country!: string;
  @PrimaryColumn({ name: 'year', type: 'int' }) year!: number;
  @Column({ name: 'last', type: 'int' }) last!: number;
}
