import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What somebody wrote with one step of a movement; added to and never changed. */
@Entity('dispatch_movement_note')
@Index('dispatch_movement_note_movement', ['movementId', 'id'])
@Index('dispatch_movement_note_request', ['requestId'])
export class MovementNoteEntity {
  @PrimaryColumn('uuid') id!: string;
  /** A deployment or a shipment. */
  @Column(columns.uuid('movement_id')) movementId!: string;
  @Column(columns.uuid('request_id')) requestId!: string;
  @Column(columns.uuid('incident_id')) incidentId!: string;
  @Column(columns.text('act')) act!: string;
  @Column(sealedColumn.of('note_text')) noteText!: Sealed;
  @Column(columns.text('written_by')) writtenBy!: string;
  @Column(columns.instant('written_at')) writtenAt!: Instant;
}
