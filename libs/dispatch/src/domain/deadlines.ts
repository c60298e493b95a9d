import { type Instant, addMs } from '@bongsu/kernel';
import type { AlertLevel } from '@bongsu/incidents/contract';
import type { Priority } from '../contract';

/** How long people have to answer. Values come from configuration; the defaults are PROPOSED (domain §8; ADR 0021). */
export interface Deadlines {
  readonly offerAckWithinMs: number;
  readonly offerAckUrgentWithinMs: number;
  readonly decisionWithinMs: number;
  readonly decisionUrgentWithinMs: number;
  readonly heldForMs: number;
}

/** P1 and 심각 run on the short clock. */
export function isUrgent(priority: Priority, alertLevel: AlertLevel): boolean {
  return priority === 'P1' || alertLevel === 'serious';
}

/** A hub answers until then, counted from when its lane delivered the offer. */
export function ackDueAt(sentAt: Instant, urgent: boolean, deadlines: Deadlines): Instant {
  return addMs(sentAt, urgent ? deadlines.offerAckUrgentWithinMs : deadlines.offerAckWithinMs);
}

/** Until then somebody has decided; what still waits in a lane moves on. */
export function decisionDueAt(submittedAt: Instant, urgent: boolean, deadlines: Deadlines): Instant {
  return addMs(submittedAt, urgent ? deadlines.decisionUrgentWithinMs : deadlines.decisionWithinMs);
}

/** Supplies promised to a request leave by then, or are free again (domain §6.9). The same for every priority: the shelf is what runs short. */
export function heldUntil(promisedAt: Instant, deadlines: Pick<Deadlines, 'heldForMs'>): Instant {
  return addMs(promisedAt, deadlines.heldForMs);
}
