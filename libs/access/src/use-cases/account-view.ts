import { type AccountView, type DueAct, type HeldGrant, type HeldGrantView, type Permission, permissions } from '../contract';
import { mayAnywhere } from '../domain/may';
import type { Names } from '../storage/account-names';
import type { Account } from '../storage/account.store';

/** What a person is told about her own account, what she holds at this moment, and what she must do before anything else. */
export function accountView({ id }: Account, { email, displayName }: Names, held: readonly HeldGrant[], due: DueAct | null): AccountView {
  return { id, email, displayName, grants: held.map(grantView), permissions: permissionsOf(held), due };
}

/** One's own grants stay as they are; what was lent says why and until when. */
function grantView({ role, missions, why, until }: HeldGrant): HeldGrantView {
  return why === 'own' ? { role, missions } : { role, missions, why, until };
}

function permissionsOf(grants: readonly HeldGrant[]): string[] {
  return (Object.keys(permissions) as Permission[]).filter((permission) => mayAnywhere({ grants }, permission));
}
