import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Instant } from '@bongsu/kernel';

/** Who somebody is at the ministry's identity provider: only issuer and subject together name a person for good (OpenID Connect Core §2). */
@Entity('access_oidc_identity')
export class OidcIdentityEntity {
  @PrimaryColumn('text', { name: 'issuer' }) issuer!: string;
  @PrimaryColumn('text', { name: 'subject' }) subject!: string;
  @Index('access_oidc_identity_account') @Column(columns.uuid('account_id')) accountId!: string;
  @Column(columns.instant('created_at')) createdAt!: Instant;
}
