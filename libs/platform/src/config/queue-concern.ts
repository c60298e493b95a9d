import { z } from 'zod';
import { concern, secretMeta } from './concern';

/** `host:port` with commas between; an IPv6 address in brackets. */
const addresses = z
  .string()
  .regex(
    /^(\[[0-9a-fA-F:.]+\]|[^\s,:@/[\]]+):\d{1,5}(,(\[[0-9a-fA-F:.]+\]|[^\s,:@/[\]]+):\d{1,5})*$/,
    'must be host:port with commas between',
  );

const settings = concern('queues', {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .meta(secretMeta('When set, BullMQ runs on Redis (noeviction, AOF); otherwise on PostgreSQL')),
  REDIS_CLUSTER_NODES: addresses.optional().meta({
    description:
      'More nodes of the Cluster that REDIS_URL is a node of, host:port with commas between; makes it a Cluster. All have the login of REDIS_URL',
  }),
  REDIS_SENTINELS: addresses.optional().meta({
    description:
      "Sentinels, host:port with commas between; the host in REDIS_URL is then the master's name with them, such as redis://:password@bongsu",
  }),
  REDIS_SENTINEL_PASSWORD: z.string().optional().meta(secretMeta('Password of the Sentinels, where they ask for one')),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('bongsu')
    .meta({ description: 'Prefix of the keys in Redis' }),
  QUEUE_DRAIN_MS: z.coerce.number().int().min(500).default(20_000).meta({ description: 'How long a stopping worker may finish its jobs' }),
  QUEUE_RECONCILE_MS: z.coerce.number().int().min(200).default(5_000).meta({ description: 'How often missing jobs are rebuilt from rows' }),
});

export const queueConcern = {
  ...settings,
  schema: settings.schema
    .refine((given) => given.REDIS_URL !== undefined || (given.REDIS_CLUSTER_NODES === undefined && given.REDIS_SENTINELS === undefined), {
      path: ['REDIS_URL'],
      message: 'must be set beside REDIS_CLUSTER_NODES or REDIS_SENTINELS',
    })
    .refine((given) => given.REDIS_CLUSTER_NODES === undefined || given.REDIS_SENTINELS === undefined, {
      path: ['REDIS_SENTINELS'],
      message: 'cannot be set beside REDIS_CLUSTER_NODES: it is either',
    }),
};
