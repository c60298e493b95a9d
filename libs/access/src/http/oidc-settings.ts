import { readFileSync } from 'node:fs';
import { SettingsProblem, type Settings } from '@bongsu/platform';
import { z } from 'zod';
import { type OidcMapping, oidcMappingSchema } from '../contract';
import { ownOrigin } from '../use-cases/own-origin';

/** Injection token; null where sign-in with the ministry is off. */
export const OIDC_SETTINGS = Symbol('oidc settings');

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly scopes: string;
  readonly mapping: OidcMapping;
  readonly redirectUri: URL;
  readonly timeoutMs: number;
  /** Null: the provider decides how long ago somebody may have proved who she is. */
  readonly maxAgeS: number | null;
  /** One of each that is not empty must come (`acr`, `amr`). */
  readonly acrValues: readonly string[];
  readonly amrValues: readonly string[];
  /** Where the provider sends the browser after signing out there; registered with it exactly so. */
  readonly signedOutUri: URL;
}

const OIDC_CALLBACK_PATH = '/api/v1/sessions/oidc/callback';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What the concern of the configuration says when taken together. Throws SettingsProblem, so that a mistake is told at boot and not at the first sign-in. */
export function oidcSettings({ oidc, http }: Pick<Settings, 'oidc' | 'http'>): OidcSettings | null {
  if (oidc.OIDC_ISSUER === undefined) return null;
  const issuer = new URL(oidc.OIDC_ISSUER);
  const origin = ownOrigin(http);
  if (issuer.protocol === 'http:' && !LOOPBACK.has(issuer.hostname)) problem('OIDC_ISSUER', 'must begin with https://');
  if (origin.protocol === 'http:' && !LOOPBACK.has(origin.hostname))
    problem('PUBLIC_ORIGIN', 'must begin with https:// to sign in with the ministry');
  if (oidc.OIDC_CLIENT_ID === undefined) return problem('OIDC_CLIENT_ID', 'is needed with OIDC_ISSUER');
  return {
    issuer,
    clientId: oidc.OIDC_CLIENT_ID,
    clientSecret: eitherOf(oidc, 'OIDC_CLIENT_SECRET')?.trim(),
    scopes: oidc.OIDC_SCOPES,
    mapping: mappingFrom(eitherOf(oidc, 'OIDC_MAPPING') ?? problem('OIDC_MAPPING', 'or OIDC_MAPPING_FILE is needed with OIDC_ISSUER')),
    redirectUri: new URL(OIDC_CALLBACK_PATH, origin),
    timeoutMs: oidc.OIDC_TIMEOUT_MS,
    maxAgeS: oidc.OIDC_MAX_AGE_MINUTES === undefined ? null : oidc.OIDC_MAX_AGE_MINUTES * 60,
    acrValues: oidc.OIDC_ACR_VALUES?.split(' ') ?? [],
    amrValues: oidc.OIDC_AMR_VALUES?.split(' ') ?? [],
    signedOutUri: new URL('/', origin),
  };
}

function eitherOf(oidc: Settings['oidc'], variable: 'OIDC_CLIENT_SECRET' | 'OIDC_MAPPING'): string | undefined {
  const file = oidc[`${variable}_FILE`];
  if (file === undefined) return oidc[variable];
  if (oidc[variable] !== undefined) return problem(`${variable}_FILE`, `stands beside ${variable}: give one of them`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return problem(`${variable}_FILE`, 'cannot be read');
  }
}

function mappingFrom(text: string): OidcMapping {
  const parsed = oidcMappingSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new SettingsProblem(parsed.error.issues.map((issue) => `OIDC_MAPPING ${z.core.toDotPath(issue.path)}: ${issue.message}`));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return problem('OIDC_MAPPING', 'is not JSON');
  }
}

function problem(variable: string, what: string): never {
  throw new SettingsProblem([`${variable}: ${what}`]);
}
