import { plainText } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { OidcMapping, RoleGrant } from '../contract';
import { grantsFrom, textOf } from '../domain/oidc-grants';
import { OidcTrouble, type Vouched } from './oidc-provider';

const emailSchema = z.email().max(254);
const nameSchema = plainText(120);

/** Whom the provider vouched for, in our words. What it sends is checked like any other input. */
export function personFrom(
  mapping: OidcMapping,
  { issuer, subject, claims }: Vouched,
): {
  issuer: string;
  subject: string;
  email: string;
  displayName: string;
  grants: RoleGrant[];
} {
  const email = emailSchema.safeParse(textOf(claims, mapping.claims.email));
  if (!email.success) throw new OidcTrouble('access.oidc-claims-missing', 'email');
  const name = nameSchema.safeParse(textOf(claims, mapping.claims.displayName));
  return { issuer, subject, email: email.data, displayName: name.success ? name.data : email.data, grants: grantsFrom(mapping, claims) };
}
