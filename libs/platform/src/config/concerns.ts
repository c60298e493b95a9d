import { z } from 'zod';
import { checkpointConcern } from './checkpoint-concern';
import { concern, secretMeta } from './concern';
import { limitsConcern } from './limits-concern';
import { oidcConcern } from './oidc-concern';
import { personalDataConcern } from './personal-data-concern';
import { probeConcern } from './probe-concern';
import { queueConcern } from './queue-concern';
import { tracingConcern } from './tracing-concern';

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
  DATABASE_AWAY_AFTER_MS: z.coerce
    .number()
    .int()
    .min(200)
    .max(60_000)
    .default(1_200)
    .meta({ description: 'PostgreSQL that leaves a small question unanswered for so long is away: whoever waits for it is answered 503' }),
});

export const httpConcern = concern('http', {
  PORT: port.default(3000).meta({ description: 'Port of the api; 0 picks a free one' }),
  HOST: z.string().default('127.0.0.1').meta({ description: 'Address the api listens on' }),
  PUBLIC_ORIGIN: z.url().optional().meta({
    description:
      'Where browsers reach the board, such as https://bongsu.example; adds to the allowed origins and turns on Secure cookies when https',
  }),
  IDEMPOTENCY_KEY_HOURS: z.coerce.number().int().min(24).max(168).default(24).meta({
    description: 'How long an Idempotency-Key and its answer are kept; the contract promises 24 hours',
  }),
  BONGSU_BOARD_DIR: z.string().optional().meta({ description: 'Folder of the built board; without it the api serves no board' }),
});

export const workerConcern = concern('worker', {
  WORKER_HTTP_PORT: z
    .union([z.literal('off'), port])
    .default(3001)
    .meta({ description: "Port of the worker's own health and metrics; 0 picks a free one, off opens none" }),
  WORKER_HTTP_HOST: z.string().default('127.0.0.1').meta({ description: "Address the worker's health and metrics are at" }),
});

export const securityConcern = concern('security', {
  CURSOR_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/=_-]{43,44}$/, 'must be 32 bytes in base64')
    .meta(secretMeta('32 bytes in base64: encrypts cursors; the same for every api process')),
  SESSION_HOURS: z.coerce.number().min(0.1).max(72).default(12).meta({ description: 'Absolute lifetime of a session' }),
  SESSION_IDLE_MINUTES: z.coerce.number().min(5).max(1_440).default(60).meta({
    description: 'A session that was not used for so long has ended; requests count as use, a board that merely stays open does not',
  }),
  SESSION_ROTATE_MINUTES: z.coerce
    .number()
    .min(0)
    .max(1_440)
    .default(15)
    .meta({ description: "How often the token in the board's cookie is replaced" }),
  SECOND_FACTOR_ROLES: z
    .string()
    .regex(/^[a-z-]+(,[a-z-]+)*$/, 'must be role names with commas between, such as administrator,headquarters-watch-officer, or none')
    .default('administrator,privacy-officer')
    .meta({ description: 'Roles that must have a second factor, with commas between; none: nobody must, for worlds of tests alone' }),
  SIGN_IN_FREE_TRIES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({ description: 'Wrong passwords for one account from one address before waits begin' }),
  SIGN_IN_FREE_TRIES_PER_ADDRESS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(50)
    .meta({ description: 'The same for all accounts together from one address' }),
  SIGN_IN_WAIT_MAX_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .meta({ description: 'The longest wait between two tries' }),
  ONE_TIME_PASSWORD_HOURS: z.coerce
    .number()
    .positive()
    .max(720)
    .default(72)
    .meta({ description: 'How long a one-time password from an administrator or the console is good' }),
  DEPLOYMENT_RIGHTS_DAYS: z.coerce
    .number()
    .min(0)
    .max(30)
    .default(0)
    .meta({ description: 'How long a deployed officer keeps the rights at her destination after her task there has ended' }),
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
  RESERVATION_HOURS: z.coerce
    .number()
    .positive()
    .default(24)
    .meta({ description: 'Supplies promised to a request are sent within, or are free again (proposed default)' }),
});

export const telemetryConcern = concern('telemetry', {
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ description: 'Structured log level' }),
  LOG_PRETTY: flag.default(false).meta({ description: 'Readable logs for a terminal instead of JSON lines' }),
  METRICS_PUBLIC: flag.default(false).meta({ description: 'Serve /metrics to everybody, not to this machine and METRICS_TOKEN alone' }),
  METRICS_TOKEN: z
    .string()
    .min(20)
    .max(200)
    .optional()
    .meta(secretMeta('Bearer token with which another machine may read /metrics and /api/openapi.json')),
  API_DESCRIPTION_PUBLIC: flag.default(false).meta({ description: 'The same for the description of the API at /api/openapi.json' }),
});

export const concerns = {
  database: databaseConcern,
  queues: queueConcern,
  http: httpConcern,
  limits: limitsConcern,
  worker: workerConcern,
  security: securityConcern,
  oidc: oidcConcern,
  personalData: personalDataConcern,
  feeds: feedConcern,
  deadlines: deadlineConcern,
  telemetry: telemetryConcern,
  tracing: tracingConcern,
  probe: probeConcern,
  checkpoints: checkpointConcern,
};

export type Settings = {
  [Name in keyof typeof concerns]: z.infer<(typeof concerns)[Name]['schema']>;
};
