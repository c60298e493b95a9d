import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in whose password was right and whose second factor is still to come. */
@Entity('access_second_step')
export class SecondStepEntity {
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  @Column('int')
  tries!: number;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;
}
