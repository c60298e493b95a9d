import { z } from 'zod';
import { concern, secretMeta } from './concern';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.stringbool();

export const databaseConcern = concern('database', {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).meta(secretMeta('PostgreSQL 15 or newer, postgres://user:password@host:port/name')),
  DATABASE_POOL_MAX: z.coerce
    .number()
    .int()
    .min(2)
    .max(100)
    .default(12)
    .meta({ description: 'Connections per process for requests and use cases' }),
  DATABASE_ROLE: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .default('bongsu_app')
    .meta({ description: 'Role taken by the application after connecting; it owns no table' }),
  DATABASE_STATEMENT_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(5_000)
    .meta({ description: 'A statement that takes longer is cancelled' }),
  DATABASE_LOCK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(50)
    .default(2_000)
    .meta({ description: 'A lock that is not had by then is a fault' }),
});

export const queueConcern = concern('queues', {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .meta(secretMeta('When set, BullMQ runs on Redis (noeviction, AOF); otherwise on PostgreSQL')),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('bongsu')
    .meta({ description: 'Prefix of the keys in Redis' }),
  QUEUE_DRAIN_MS: z.coerce.number().int().min(500).default(20_000).meta({ description: 'How long a stopping worker may finish its jobs' }),
  QUEUE_RECONCILE_MS: z.coerce.number().int().min(200).default(5_000).meta({ description: 'How often missing jobs are rebuilt from rows' }),
});

export const httpConcern = concern('http', {
  PORT: port.default(3000).meta({ description: 'Port of the api; 0 picks a free one' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address the api listens on' }),
  PUBLIC_ORIGIN: z.url().optional().meta({
    description:
      'Where browsers reach the board, such as https://bongsu.example; adds to the allowed origins and turns on Secure cookies when https',
  }),
  BONGSU_BOARD_DIR: z.string().optional().meta({ description: 'Folder of the built board; without it the api serves no board' }),
});

export const securityConcern = concern('security', {
  CURSOR_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/=_-]{43,44}$/, 'must be 32 bytes in base64')
    .meta(secretMeta('32 bytes in base64: encrypts cursors; the same for every api process')),
  SESSION_HOURS: z.coerce.number().min(0.1).max(72).default(12).meta({ description: 'Absolute lifetime of a session' }),
});

export const feedConcern = concern('feeds', {
  FEED_USGS_URL: z.url().optional().meta({ description: 'USGS GeoJSON summary feed to poll; off when empty' }),
  FEED_USGS_EVERY_MS: z.coerce.number().int().min(1_000).default(60_000).meta({ description: 'How often the feed is asked' }),
  FEED_USGS_MIN_MAGNITUDE: z.coerce
    .number()
    .min(0)
    .max(10)
    .default(5.5)
    .meta({ description: 'Events below it are kept as seen but file no report, unless PAGER is orange or red or a tsunami flag is set' }),
});

export const deadlineConcern = concern('deadlines', {
  INCIDENT_ACK_MINUTES: z.coerce
    .number()
    .positive()
    .default(15)
    .meta({ description: 'A mission acknowledges an incident within (proposed default)' }),
  INCIDENT_ACK_MINUTES_URGENT: z.coerce.number().positive().default(10).meta({ description: 'The same for U1' }),
  OFFER_ACK_MINUTES: z.coerce.number().positive().default(30).meta({ description: 'A hub answers an offer within (proposed default)' }),
  OFFER_ACK_MINUTES_URGENT: z.coerce.number().positive().default(10).meta({ description: 'The same for P1' }),
  REQUEST_DECISION_MINUTES: z.coerce
    .number()
    .positive()
    .default(120)
    .meta({ description: 'A support request is decided within (proposed default)' }),
  REQUEST_DECISION_MINUTES_URGENT: z.coerce.number().positive().default(60).meta({ description: 'The same for P1' }),
});

export const telemetryConcern = concern('telemetry', {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'Structured log level' }),
  LOG_PRETTY: flag.default(false).meta({ description: 'Readable logs for a terminal instead of JSON lines' }),
  METRICS_PUBLIC: flag.default(true).meta({ description: 'Serve /metrics to callers outside the loopback address too' }),
});

export const concerns = {
  database: databaseConcern,
  queues: queueConcern,
  http: httpConcern,
  security: securityConcern,
  feeds: feedConcern,
  deadlines: deadlineConcern,
  telemetry: telemetryConcern,
};

export type Settings = {
  [Name in keyof typeof concerns]: z.infer<(typeof concerns)[Name]['schema']>;
};
