import type { DueAct, Role, RoleGrant, SignInMethod } from '../contract';

/** Whether one of the roles demands a second factor. */
export function demandsSecondFactor(grants: readonly RoleGrant[], roles: readonly Role[]): boolean {
  return grants.some(({ role }) => roles.includes(role));
}

/**
 * What somebody must do before anything else. Her own password first: who gave her the present one knows it. Nothing of the kind after signing in
 * with the ministry's provider or a passkey: those are no passwords, and are two factors themselves.
 */
export function dueAct(
  method: SignInMethod,
  account: { readonly mustChangePassword: boolean; readonly secondFactor: boolean; readonly grants: readonly RoleGrant[] },
  rolesWithSecondFactor: readonly Role[],
): DueAct | null {
  if (method === 'provider' || method === 'passkey') return null;
  if (account.mustChangePassword) return 'password-change';
  if (!account.secondFactor && demandsSecondFactor(account.grants, rolesWithSecondFactor)) return 'second-factor';
  return null;
}
