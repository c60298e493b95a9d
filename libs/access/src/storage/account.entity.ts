import { type Sealed, sealedColumn } from '@bongsu/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RoleGrant } from '../contract';

/** Somebody who may sign in. */
@Entity('access_account')
export class AccountEntity {
  @PrimaryColumn('uuid')
  id!: string;

  /** Lower case. */
  @Column(sealedColumn.of('email'))
  email!: Sealed;

  /** By which the address is found and unique; null once the person was erased. */
  @Column('bytea', { name: 'email_index', nullable: true, unique: true })
  emailIndex!: Buffer | null;

  @Column(sealedColumn.of('display_name'))
  displayName!: Sealed;

  /** argon2id in PHC string format; null for somebody who signs in with the ministry's identity provider only. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('jsonb')
  grants!: RoleGrant[];

  @Column('int', { default: 1 })
  version!: number;

  /** The password was given by somebody else: it is good for setting one's own. */
  @Column('boolean', { name: 'must_change_password', default: false })
  mustChangePassword!: boolean;

  @Column({ type: 'timestamptz', name: 'password_set_at', precision: 3, nullable: true })
  passwordSetAt!: Date | null;

  /** Of a one-time password; null for one's own, which does not age (ASVS 5.0 §6.2.10). */
  @Column({ type: 'timestamptz', name: 'password_expires_at', precision: 3, nullable: true })
  passwordExpiresAt!: Date | null;

  /** Who gave the password that the present one goes back to; null when nobody over the network did. */
  @Column('text', { name: 'password_given_by', nullable: true })
  passwordGivenBy!: string | null;

  @Column({ type: 'timestamptz', name: 'disabled_at', precision: 3, nullable: true })
  disabledAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;
}
