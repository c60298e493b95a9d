import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signed-in session. The token itself is nowhere: only its SHA-256. */
@Entity('access_session')
export class SessionEntity {
  @PrimaryColumn('bytea', { name: 'token_hash' })
  tokenHash!: Buffer;

  @Index('access_session_account')
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;
}
