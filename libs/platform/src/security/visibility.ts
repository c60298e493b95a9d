import type { Actor } from './actor';

/** Stands first in the audience of what belongs to a sealed incident: only those on its list see it, whatever stands after it. */
const SEAL = 'seal:';

/** Whose eyes: what of the journal and of rows somebody may see. */
export interface Visibility {
  /** The missions whose ordinary affairs she sees; `*` = those of the whole network. */
  readonly missions: '*' | readonly string[];
  /** The sealed incidents that she may see; `*` = all, for the house itself. */
  readonly seals: '*' | readonly string[];
}

/** Roles that look after records and see nothing of the missions' affairs. */
const BLIND_ROLES: readonly string[] = ['privacy-officer'];

/** The house's own eyes, for followers that serve others. No person has them. */
export const EVERYTHING: Visibility = { missions: '*', seals: '*' };
/** Headquarters' eyes: everything but what is sealed. */
export const NETWORK_WIDE: Visibility = { missions: '*', seals: [] };

/** Eyes over these missions, or the network, on no list of a sealed incident. */
export function eyesOver(missions: '*' | readonly string[]): Visibility {
  return { missions, seals: [] };
}

/** The house of its own accord. A service acts as the system too, but carries a list of seals, though an empty one: it sees what its grants say. */
export function isHouse({ kind, seals }: Partial<Pick<Actor, 'kind' | 'seals'>>): boolean {
  return kind === 'system' && seals === undefined;
}

export function visibilityOf(actor: Pick<Actor, 'grants' | 'seals'> & Partial<Pick<Actor, 'kind'>>): Visibility {
  if (isHouse(actor)) return EVERYTHING;
  const { grants, seals = [] } = actor;
  const sealed = [...new Set(seals)].sort();
  const seeing = grants.filter(({ role }) => !BLIND_ROLES.includes(role));
  if (seeing.some((grant) => grant.missions === '*')) return { missions: '*', seals: sealed };
  return { missions: [...new Set(seeing.flatMap((grant) => grant.missions as readonly string[]))].sort(), seals: sealed };
}

/** Whether an audience includes somebody of this visibility. An empty audience is for network-wide eyes only. */
export function isVisible(audience: readonly string[], { missions, seals }: Visibility): boolean {
  const [first] = audience;
  if (first?.startsWith(SEAL)) return seals === '*' || seals.includes(first.slice(SEAL.length));
  return missions === '*' || audience.includes('*') || audience.some((missionId) => missions.includes(missionId));
}

/** The audience of a sealed incident's row: who would see it, were it not sealed, stands behind the seal. */
export function sealedAudience(incidentId: string, ordinary: readonly string[]): string[] {
  return [SEAL + incidentId, ...ordinary.filter((one) => !one.startsWith(SEAL))];
}

/** The same row's audience when the seal is lifted. */
export function unsealedAudience(audience: readonly string[]): string[] {
  return audience.filter((one) => !one.startsWith(SEAL));
}

/** What the journal keeps of an audience: whether an entry is sealed is asked when it is read, so that it follows the incident. */
export function ordinaryAudience(audience: readonly string[]): readonly string[] {
  return isSealed(audience) ? unsealedAudience(audience) : audience;
}

export function isSealed(audience: readonly string[]): boolean {
  return audience[0]?.startsWith(SEAL) === true;
}

/** A condition of SQL with its named parameters. */
export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** As SQL, on a column of incident ids: sealed at this moment. The column is named with its table, or it would be taken for one of the seals' own. */
export const isSealedNow = (incident: string): string =>
  `EXISTS (SELECT FROM platform_seal WHERE platform_seal.subject_id = CAST(${incident} AS text))`;

/** {@link isVisible} as SQL, on a column of audiences. */
export function seesAudience(column: string, visibility: Visibility): Condition {
  const { missions, seals } = visibility;
  const told = missions === '*' ? 'TRUE' : `${column} && CAST(:eyes AS text[])`;
  const unsealed = `(coalesce(left(${column}[1], ${SEAL.length}), '') <> '${SEAL}' OR ${column}[1] = ANY(CAST(:eyes AS text[])))`;
  return { sql: `(${told} AND ${seals === '*' ? 'TRUE' : unsealed})`, parameters: { eyes: tokensOf(visibility) } };
}

/** On columns of missions concerned, for rows of an incident that have no audience of their own: one of the missions, and the incident not sealed to these eyes. */
export function seesMissions(columns: readonly string[], incident: string, visibility: Visibility): Condition {
  const { missions, seals } = visibility;
  const told = missions === '*' ? 'TRUE' : columns.map((column) => `${column} = ANY(:eyesMissions)`).join(' OR ');
  const unsealed = seesIncident(incident, visibility);
  return {
    sql: seals === '*' ? `(${told})` : `((${told} OR ${named(incident)}) AND ${unsealed.sql})`,
    parameters: { eyesMissions: missions === '*' ? [] : [...missions], ...unsealed.parameters },
  };
}

/** On a column of incidents, for rows that belong to one: it is not sealed to these eyes now, whatever the row's own audience says, which follows later. */
export function seesIncident(incident: string, { seals }: Visibility): Condition {
  return {
    sql: seals === '*' ? 'TRUE' : `(${named(incident)} OR NOT ${isSealedNow(incident)})`,
    parameters: { eyesSeals: seals === '*' ? [] : [...seals] },
  };
}

const named = (incident: string): string => `${incident} = ANY(CAST(:eyesSeals AS uuid[]))`;

/** What an audience must have in common with these eyes, where they are not network-wide. */
export function tokensOf({ missions, seals }: Visibility): string[] {
  return ['*', ...(missions === '*' ? [] : missions), ...(seals === '*' ? [] : seals.map((id) => SEAL + id))];
}
