import type { Role, RoleGrant } from '@bongsu/access';

/** An account of the demo world: a role, not a person. */
export interface DemoPerson {
  readonly email: string;
  readonly displayName: string;
  readonly grant: RoleGrant;
}

/** Reserved for tests (RFC 6761): no message to it can reach anybody. */
const DOMAIN = 'demo.bongsu.test';

/**
 * Who works in the demo world: two missions that the scenarios are about, a coordinator for every hub, and headquarters. `hubs` come from
 * the reference data, as mission id and city.
 */
export function demoPeople(hubs: readonly { readonly missionId: string; readonly city: string }[]): DemoPerson[] {
  return [
    ...missionPeople('ankara', 'Ankara', 'KR-EMB-TR'),
    ...missionPeople('kyiv', 'Kyiv', 'KR-EMB-UA'),
    ...hubs.map(({ missionId, city }) => person(`hub-${slug(city)}`, `Hub coordinator, ${city}`, 'hub-coordinator', [missionId])),
    person('hq-watch-1', 'Headquarters watch officer 1', 'headquarters-watch-officer', '*'),
    person('hq-watch-2', 'Headquarters watch officer 2', 'headquarters-watch-officer', '*'),
    person('admin', 'Administrator', 'administrator', '*'),
    person('privacy', 'Privacy officer', 'privacy-officer', '*'),
  ];
}

function missionPeople(key: string, city: string, missionId: string): DemoPerson[] {
  return [
    person(`${key}-duty`, `Duty officer, ${city}`, 'duty-officer', [missionId]),
    person(`${key}-head`, `Head of mission, ${city}`, 'head-of-mission', [missionId]),
  ];
}

function person(key: string, title: string, role: Role, missions: string[] | '*'): DemoPerson {
  return { email: `${key}@${DOMAIN}`, displayName: `${title} (demo)`, grant: { role, missions } };
}

/** `Bandar Seri Begawan` → `bandar-seri-begawan`, `Brasília` → `brasilia`. */
function slug(city: string): string {
  return city
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
}
