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
  OIDC_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(30_000)
    .default(5_000)
    .meta({ description: 'The provider must answer each question within' }),
});
