import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoleGrant } from '../contract';

/** A program that may use the API. */
@Entity('access_service_account')
export class ServiceAccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  grants!: RoleGrant[];

  /** Only these of what the grants permit; null = all of them. */
  @Column('text', { array: true, nullable: true })
  permissions!: string[] | null;

  @Column('text', { name: 'created_by' })
  createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;
}
