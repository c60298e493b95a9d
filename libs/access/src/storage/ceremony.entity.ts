import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '@bongsu/kernel';

/** A ceremony that was begun and must come back once, soon: a sign-in at the ministry's provider, a passkey's challenge. The secret itself is not kept. */
@Entity('access_ceremony')
export class CeremonyEntity {
  @PrimaryColumn('bytea', { name: 'secret_hash' }) secretHash!: Buffer;
  @Column(columns.text('purpose')) purpose!: string;
  @Column(columns.maybeUuid('account_id')) accountId!: string | null;
  @Column(columns.json('facts')) facts!: object;
  @Index('access_ceremony_expiry') @Column(columns.instant('expires_at')) expiresAt!: Instant;
}
