import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import type { SitrepState } from '../contract';
import type { SitrepDocument, SitrepLanguage } from '../domain/sitrep-document';

/** A time as the house keeps it, text in UTC with milliseconds; the driver gives Date. */
const asInstant: ValueTransformer = { from: (value: Date) => value.toISOString(), to: (value: string) => value };

/** A situation report as it was issued; the database refuses to change or remove one. */
@Entity('situation_sitrep')
export class SitrepEntity {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid', name: 'incident_id' }) incidentId!: string;
  @Column({ type: 'int' }) number!: number;
  @Column({ type: 'timestamptz', precision: 3, name: 'as_of', transformer: asInstant }) asOf!: string;
  @Column({ type: 'timestamptz', precision: 3, name: 'issued_at', transformer: asInstant }) issuedAt!: string;
  @Column({ type: 'text', name: 'issued_by' }) issuedBy!: string;
  @Column({ type: 'text' }) language!: SitrepLanguage;
  @Column({ type: 'text', nullable: true }) highlights!: string | null;
  @Column({ type: 'jsonb' }) document!: SitrepDocument;
  /** SHA-256 of the canonical document. */
  @Column({ type: 'bytea' }) digest!: Buffer;
}

/** What ended a report: a row beside it, since the report itself never changes. There is none while the report is in force. */
@Entity('situation_sitrep_end')
export class SitrepEndEntity {
  @PrimaryColumn({ type: 'uuid', name: 'sitrep_id' }) sitrepId!: string;
  @Column({ type: 'text' }) state!: Exclude<SitrepState, 'issued'>;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'int', name: 'superseded_by', nullable: true }) supersededBy!: number | null;
  @Column({ type: 'timestamptz', precision: 3, name: 'ended_at', transformer: asInstant }) endedAt!: string;
  @Column({ type: 'text', name: 'ended_by' }) endedBy!: string;
}

@Entity('situation_sitrep_number')
export class SitrepNumberEntity {
  @PrimaryColumn({ type: 'uuid', name: 'incident_id' }) incidentId!: string;
  @Column({ type: 'int' }) last!: number;
}
