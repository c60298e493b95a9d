import { type Sealed, sealedColumn } from '@bongsu/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The authenticator app of an account. Until it is confirmed with a code it counts for nothing. */
@Entity('access_totp')
export class TotpEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @Column(sealedColumn.of('secret'))
  secret!: Sealed;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'confirmed_at', precision: 3, nullable: true })
  confirmedAt!: Date | null;

  /** The 30-second step of the last code that was taken: it and all before it are used up. */
  @Column('bigint', { name: 'last_step', nullable: true })
  lastStep!: number | null;
}
