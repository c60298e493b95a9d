import { z } from 'zod';
import { concern, secretMeta } from './concern';

/** Sign-in with the ministry's identity provider (OpenID Connect). Off as long as no issuer is named. */
export const oidcConcern = concern('sign-in with the ministry', {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description: 'Issuer of the identity provider, such as https://login.ministry.example/realms/staff; empty: only local accounts',
    }),
  OIDC_CLIENT_ID: z.string().max(300).optional().meta({ description: 'Client id that the provider gave to Bongsu' }),
  OIDC_CLIENT_SECRET: z.string().optional().meta(secretMeta('Client secret; empty for a public client, which PKCE alone protects')),
  OIDC_CLIENT_SECRET_FILE: z.string().optional().meta({ description: 'File that holds the client secret, in place of OIDC_CLIENT_SECRET' }),
  OIDC_SCOPES: z
    .string()
    .regex(/(^| )openid( |$)/, 'must contain openid')
    .default('openid profile email')
    .meta({ description: 'Scopes that are asked for, with spaces between' }),
  OIDC_MAPPING: z.string().optional().meta({ description: 'Which claims give which roles, as JSON; see docs/runbooks/sign-in.md' }),
  OIDC_MAPPING_FILE: z.string().optional().meta({ description: 'File that holds that JSON, in place of OIDC_MAPPING' }),
  OIDC_MAX_AGE_MINUTES: z.coerce.number().int().min(1).max(10_080).optional().meta({
    description:
      'Whoever proved who she is at the provider longer ago is asked anew there (max_age); needs the claim auth_time; empty: the provider decides',
  }),
  OIDC_ACR_VALUES: z
    .string()
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/, 'must be values of acr with spaces between')
    .optional()
    .meta({ description: 'Strengths of sign-in (acr) of which the provider must vouch for one, with spaces between; empty: any' }),
  OIDC_AMR_VALUES: z
    .string()
    .regex(/^[\x21\x23-\x5B\x5D-\x7E]+( [\x21\x23-\x5B\x5D-\x7E]+)*$/, 'must be values of amr with spaces between')
    .optional()
    .meta({ description: 'Methods of sign-in (amr) of which the provider must name one, such as mfa; with spaces between; empty: any' }),
  OIDC_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(30_000)
    .default(5_000)
    .meta({ description: 'The provider must answer each question within' }),
});
