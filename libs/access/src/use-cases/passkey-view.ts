import type { PasskeyView } from '../contract';
import type { Passkey } from '../storage/passkey.store';

/** What its owner is told of a passkey; key and credential id stay here. */
export function passkeyView({ id, name, createdAt, lastUsedAt, synced }: Pick<Passkey, keyof PasskeyView>): PasskeyView {
  return { id, name, createdAt, lastUsedAt, synced };
}
