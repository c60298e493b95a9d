import type { TFunction } from 'i18next';
import type { DeciderView } from '@bongsu/incidents/contract';

/** Who decided, as colleagues know her: name and role. */
export function whoWords({ displayName, role }: DeciderView, t: TFunction): string {
  return role === null ? displayName : `${displayName}, ${t(`vocabulary.role.${role}`)}`;
}
