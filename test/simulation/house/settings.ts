import type { Settings } from '@bongsu/platform';

const seconds = (count: number): number => count / 60;

/** Deadlines of a few seconds, so that they pass while things go wrong. */
export const settings = {
  database: {
    DATABASE_URL: 'simulated',
    DATABASE_POOL_MAX: 12,
    DATABASE_ROLE: 'bongsu_app',
    DATABASE_STATEMENT_TIMEOUT_MS: 5_000,
    DATABASE_LOCK_TIMEOUT_MS: 2_000,
  },
  queues: { QUEUE_PREFIX: 'bongsu', QUEUE_DRAIN_MS: 2_000, QUEUE_RECONCILE_MS: 1_000 },
  deadlines: {
    INCIDENT_ACK_MINUTES: seconds(8),
    INCIDENT_ACK_MINUTES_URGENT: seconds(5),
    OFFER_ACK_MINUTES: seconds(7),
    OFFER_ACK_MINUTES_URGENT: seconds(4),
    REQUEST_DECISION_MINUTES: seconds(14),
    REQUEST_DECISION_MINUTES_URGENT: seconds(9),
    RESERVATION_HOURS: seconds(12) / 60,
  },
} as unknown as Settings;
