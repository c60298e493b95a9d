import { refuse } from '@bongsu/kernel';

/** Whether somebody changed an account since the caller read it; without a version the caller does not ask. */
export const isStale = (account: { readonly version: number }, version: number | undefined): boolean =>
  version !== undefined && version !== account.version;

export const stale = refuse(
  'stale',
  'access.account-changed-meanwhile',
  'Somebody changed this account meanwhile.',
  'Read it again and decide again.',
);
