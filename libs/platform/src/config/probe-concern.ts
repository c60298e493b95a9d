import { z } from 'zod';
import { concern } from './concern';

/** How the api finds out by itself whether a report would reach a board and a worker. */
export const probeConcern = concern('probe', {
  PROBE_EVERY_MS: z
    .union([z.literal('off'), z.coerce.number().int().min(1_000).max(600_000)])
    .default(30_000)
    .meta({ description: 'How often each api process lights a beacon and looks how far it gets; off: never' }),
  PROBE_PATIENCE_MS: z.coerce
    .number()
    .int()
    .min(500)
    .max(60_000)
    .default(20_000)
    .meta({ description: 'What has not answered by then is the broken leg; longer than a killed worker needs to be replaced' }),
  PROBE_HEARTBEAT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      description: "A dead man's switch off this machine: asked (GET) after every round that went well; its silence is the alarm",
    }),
});
