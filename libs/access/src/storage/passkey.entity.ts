import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '@bongsu/kernel';

/** A passkey: the public half of a key pair whose private half never leaves its owner's device. */
@Entity('access_passkey')
export class PasskeyEntity {
  @PrimaryColumn('uuid') id!: string;
  @Index('access_passkey_account') @Column(columns.uuid('account_id')) accountId!: string;
  /** The authenticator's own name for it, base64url. */
  @Column({ ...columns.text('credential_id'), unique: true }) credentialId!: string;
  /** COSE (RFC 9052). */
  @Column('bytea', { name: 'public_key' }) publicKey!: Buffer;
  /** How often the authenticator says it was used; always 0 for those that are kept in sync between devices. */
  @Column('bigint', { name: 'counter' }) counter!: string;
  @Column(columns.texts('transports')) transports!: string[];
  @Column(columns.flag('synced')) synced!: boolean;
  @Column(columns.text('name')) name!: string;
  @Column(columns.instant('created_at')) createdAt!: Instant;
  @Column(columns.maybeInstant('last_used_at')) lastUsedAt!: Instant | null;
}
