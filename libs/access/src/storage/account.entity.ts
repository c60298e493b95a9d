import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoleGrant } from '../contract';

/** Somebody who may sign in. */
@Entity('access_account')
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Lower case; unique. */
  @Column('text', { unique: true })
  email!: string;

  @Column('text', { name: 'display_name' })
  displayName!: string;

  /** argon2id in PHC string format. */
  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('jsonb')
  grants!: RoleGrant[];

  @Column({ type: 'timestamptz', name: 'disabled_at', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;
}
