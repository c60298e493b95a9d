import type { IncidentDetail } from '@bongsu/incidents/contract';
import { SealListModal } from './seal-list-modal';
import { SealModal } from './seal-modal';
import { UnsealModal } from './unseal-modal';

export type SealDialogue = 'seal' | 'list' | 'unseal';

/** What the page of an incident asks about its seal, one at a time. */
export function SealDialogues({
  incident,
  shown,
  onShow,
}: {
  incident: IncidentDetail;
  shown: SealDialogue | null;
  onShow: (dialogue: SealDialogue | null) => void;
}) {
  const close = (): void => onShow(null);
  if (incident.seal === null) return shown === 'seal' ? <SealModal incident={incident} onClose={close} /> : null;
  if (shown === 'list') return <SealListModal incident={incident} onUnseal={() => onShow('unseal')} onClose={close} />;
  return shown === 'unseal' ? <UnsealModal incident={incident} onClose={close} /> : null;
}
