import { z } from 'zod';

/** Why a sign-in with the ministry did not end in a session. The board gets it in its address and says what to do. */
export const oidcFailures = [
  'access.oidc-off',
  'access.oidc-unavailable',
  'access.oidc-declined',
  'access.oidc-not-begun-here',
  'access.oidc-answer-invalid',
  'access.oidc-too-weak',
  'access.oidc-no-role',
  'access.oidc-claims-missing',
  'access.oidc-address-taken',
  'access.account-disabled',
] as const;
export type OidcFailure = (typeof oidcFailures)[number];

/** The two parameters of the board's address after such a failure; the reference is the correlation id that the log carries too. */
export const SIGN_IN_FAILURE = 'signInFailure';
export const SIGN_IN_REFERENCE = 'reference';

/** Which ways to sign in this installation has. `passkey.rpId` is the host name that passkeys are bound to. */
export const signInWaysSchema = z.strictObject({
  password: z.boolean(),
  oidc: z.boolean(),
  passkey: z.strictObject({ rpId: z.string() }).nullable(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** Where the board goes on after signing in: a path of its own, never another address. */
export const beginOidcQuerySchema = z.strictObject({
  returnTo: z
    .string()
    .max(500)
    .regex(/^\/(?![/\\])[\w\-./~%?=&:@+,]*$/, 'is not a path of the board such as /incidents')
    .default('/'),
  /** Whoever is signed in proves once more who she is: the provider must not let her through by a session that is open there. */
  again: z.enum(['true', 'false']).default('false'),
});
/**
 * What the provider sends from server to server when somebody has signed out there. Other fields may come and are passed over, as the protocol
 * demands (OpenID Connect Back-Channel Logout 1.0 §2.5).
 */
export const logoutRequestSchema = z.object({ logout_token: z.string().min(1).max(16_000) });
export type LogoutRequest = z.infer<typeof logoutRequestSchema>;

export type BeginOidcQuery = z.infer<typeof beginOidcQuerySchema>;
