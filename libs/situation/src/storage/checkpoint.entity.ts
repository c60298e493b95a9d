import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BoardState } from '../contract';

/** A board made from the journal up to `position`, for whoever `classKey` names. */
@Entity('situation_checkpoint')
export class CheckpointEntity {
  @PrimaryColumn({ type: 'text', name: 'class_key' }) classKey!: string;
  @Column({ type: 'bigint' }) position!: number;
  @Column({ type: 'text', name: 'reducer_version' }) reducerVersion!: string;
  @Column({ type: 'jsonb' }) state!: BoardState;
  @Column({ type: 'timestamptz', precision: 3, name: 'taken_at' }) takenAt!: Date;
}
