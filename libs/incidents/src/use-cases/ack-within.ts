import { minutes } from '@bongsu/kernel';
import type { Settings } from '@bongsu/platform';
import { type AckWithin, ackWithin } from '../domain/acknowledgement';

/** The allowances of this installation. */
export function configuredAckWithin({ deadlines }: Pick<Settings, 'deadlines'>): AckWithin {
  return ackWithin(minutes(deadlines.INCIDENT_ACK_MINUTES), minutes(deadlines.INCIDENT_ACK_MINUTES_URGENT));
}
