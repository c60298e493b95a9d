import { type AccountView, type Permission, breakGlassPermissions, permissions } from '@bongsu/access/contract';

type Holder = Pick<AccountView, 'grants' | 'permissions'>;
type HeldGrant = Holder['grants'][number];

/** What a broken glass lets one do: read. */
const opened: ReadonlySet<Permission> = new Set<Permission>(breakGlassPermissions);

/**
 * Whether somebody holds a permission for a mission: one and the same grant carries it and covers the mission, as the server judges it. `null` is what no
 * mission is in charge of: that is decided by those who hold the permission for the whole network. Without a mission: anywhere at all.
 */
export function may(holder: Holder, permission: Permission, missionId?: string | null): boolean {
  if (!holder.permissions.includes(permission)) return false;
  if (missionId === undefined) return true;
  return holder.grants.some((grant) => carries(grant, permission) && covers(grant, missionId));
}

function carries({ role, why }: HeldGrant, permission: Permission): boolean {
  const roles: readonly string[] = permissions[permission];
  return roles.includes(role) && (why !== 'break-glass' || opened.has(permission));
}

const covers = ({ missions }: HeldGrant, missionId: string | null): boolean =>
  missions === '*' || (missionId !== null && missions.includes(missionId));
