import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A token of a program: its SHA-256, never the token itself. */
@Entity('access_service_token')
export class ServiceTokenEntity {
  @PrimaryColumn('uuid')
  id!: string;

  @Index('access_service_token_account')
  @Column('uuid', { name: 'service_account_id' })
  serviceAccountId!: string;

  @Column('bytea', { name: 'token_hash', unique: true })
  tokenHash!: Buffer;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_used_at', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', precision: 3, nullable: true })
  revokedAt!: Date | null;
}
