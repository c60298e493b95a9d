import { transitions } from '@bongsu/kernel';
import type { MissionStatus, MissionStatusAct } from '../contract';

/**
 * The life of a mission's status. What is planned or unverified must first be opened or confirmed. From every serving state the work can be
 * restricted, moved or suspended, and from each of those it can go back to open. An upgrade in the making is dropped by hardship.
 */
export const missionStatusTransitions = transitions<MissionStatus, MissionStatusAct>({
  planned: { inaugurate: 'open' },
  unverified: { confirm: 'open' },
  open: {
    restrict: 'restricted',
    relocate: 'relocated',
    'open-temporary-office': 'temporary-office',
    suspend: 'suspended',
    'plan-upgrade': 'upgrade-planned',
  },
  'upgrade-planned': {
    restrict: 'restricted',
    relocate: 'relocated',
    'open-temporary-office': 'temporary-office',
    suspend: 'suspended',
    'complete-upgrade': 'open',
    'drop-upgrade': 'open',
  },
  restricted: { relocate: 'relocated', 'open-temporary-office': 'temporary-office', suspend: 'suspended', reopen: 'open' },
  relocated: { restrict: 'restricted', 'open-temporary-office': 'temporary-office', suspend: 'suspended', reopen: 'open' },
  'temporary-office': { restrict: 'restricted', relocate: 'relocated', suspend: 'suspended', reopen: 'open' },
  suspended: { restrict: 'restricted', relocate: 'relocated', 'open-temporary-office': 'temporary-office', reopen: 'open' },
});
