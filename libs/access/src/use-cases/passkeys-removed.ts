import type { AccountId, NewEntry } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { PasskeyRemoved } from '../contract';
import type { PasskeyStore } from '../storage/passkey.store';

export function passkeyRemoved(accountId: AccountId, passkeyId: string): NewEntry {
  return PasskeyRemoved.of({ subject: { type: 'account', id: accountId }, audience: [], body: { accountId, passkeyId } });
}

/**
 * Takes all passkeys of an account away; how many there were. To be called before its sessions are ended, so that a sign-in with one of them that
 * is under way has either lost its passkey or begun a session that ends too.
 */
export async function removePasskeys(tx: Tx, passkeys: PasskeyStore, accountId: AccountId): Promise<number> {
  const removed = await passkeys.removeAll(tx, accountId);
  for (const passkeyId of removed) tx.append(passkeyRemoved(accountId, passkeyId));
  return removed.length;
}
