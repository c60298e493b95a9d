import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A signed-in session. The token itself is nowhere: only its SHA-256, and for a while that of the token before it. */
@Entity('access_session')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('bytea', { name: 'token_hash', unique: true })
  tokenHash!: Buffer;

  @Index('access_session_account')
  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  method!: string;

  /** Browser and system in words, such as `Firefox, Windows`; the user agent itself is not kept. */
  @Column('text')
  device!: string;

  /** The network it came from, without its last part. */
  @Column('text')
  address!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  /** To the minute. */
  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3 })
  lastUsedAt!: Date;

  @Column({ type: 'timestamptz', name: 'rotated_at', precision: 3 })
  rotatedAt!: Date;

  @Column('bytea', { name: 'previous_hash', nullable: true })
  previousHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'previous_until', precision: 3, nullable: true })
  previousUntil!: Date | null;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  /** When its person last proved who she is; null when the ministry's provider did not say when. */
  @Column({ type: 'timestamptz', name: 'proved_at', precision: 3, nullable: true })
  provedAt!: Date | null;

  /** SHA-256 of the session at the ministry's provider that it belongs to; null when there is none or it has no name. */
  @Index('access_session_provider_sid')
  @Column('bytea', { name: 'provider_sid_hash', nullable: true })
  providerSidHash!: Buffer | null;

  @Column({ type: 'timestamptz', name: 'ended_at', precision: 3, nullable: true })
  endedAt!: Date | null;
}
