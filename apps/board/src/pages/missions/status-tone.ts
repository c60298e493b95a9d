import type { MissionStatus } from '@bongsu/missions/contract';
import type { Tone } from '../../parts/badges';

const tones: Record<MissionStatus, Tone> = {
  open: 'quiet',
  relocated: 'warn',
  planned: 'quiet',
  'upgrade-planned': 'quiet',
  unverified: 'warn',
  'temporary-office': 'warn',
  suspended: 'danger',
  restricted: 'warn',
};

export const statusTone = (status: MissionStatus): Tone => tones[status];
