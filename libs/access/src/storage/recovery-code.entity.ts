import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A recovery code: its SHA-256, which is enough for 128 random bits. */
@Entity('access_recovery_code')
export class RecoveryCodeEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId!: string;

  @PrimaryColumn('bytea', { name: 'code_hash' })
  codeHash!: Buffer;

  @Column({ type: 'timestamptz', name: 'used_at', precision: 3, nullable: true })
  usedAt!: Date | null;
}
