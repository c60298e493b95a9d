import type { OidcMapping, OidcRule, Role, RoleGrant } from '../contract';

export type Claims = Readonly<Record<string, unknown>>;

const MISSION_ID = /^[A-Z]{2}(-[A-Z0-9]+)+$/;

/** The grants that a mapping gives to somebody with these claims; one per role, its missions added up. Empty: no rule fits. */
export function grantsFrom({ rules }: OidcMapping, claims: Claims): RoleGrant[] {
  const missionsOf = new Map<Role, Set<string> | '*'>();
  for (const rule of rules) {
    for (const missions of textsOf(claims, rule.claim).map((text) => missionsFor(rule, text))) {
      if (missions === null) continue;
      const before = missionsOf.get(rule.role);
      missionsOf.set(rule.role, before === '*' || missions === '*' ? '*' : new Set([...(before ?? []), ...missions]));
    }
  }
  return [...missionsOf].map(([role, missions]) => ({ role, missions: missions === '*' ? '*' : [...missions].sort() }));
}

function missionsFor(rule: OidcRule, text: string): '*' | readonly string[] | null {
  if ('value' in rule) return text === rule.value ? rule.missions : null;
  const mission = text.startsWith(rule.prefix) ? text.slice(rule.prefix.length) : '';
  return MISSION_ID.test(mission) ? [mission] : null;
}

/** A claim as one text; null when it is absent, blank or no text. */
export function textOf(claims: Claims, name: string): string | null {
  const text = textsOf(claims, name)[0]?.trim();
  return text === undefined || text === '' ? null : text;
}

/** The texts in a claim. A name is taken as it stands first (`https://ministry.example/groups`), then with dots leading inside. */
function textsOf(claims: Claims, name: string): string[] {
  const value = Object.hasOwn(claims, name) ? claims[name] : name.split('.').reduce<unknown>(inside, claims);
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
