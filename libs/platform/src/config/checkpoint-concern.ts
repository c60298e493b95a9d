import { z } from 'zod';
import { concern, secretMeta } from './concern';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Only over TLS; to this very machine, for trying, also without. */
function isGuarded(text: string): boolean {
  // What is no address at all is refused by the schema before; both have their say.
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || loopback.has(hostname);
}

export const checkpointConcern = concern('checkpoints', {
  CHECKPOINT_KEY_FILE: z.string().optional().meta({
    description: 'File of the Ed25519 private key (PEM, PKCS #8) that signs where the journal stands; `npm start` makes one of its own',
  }),
  CHECKPOINT_KEY: z.string().optional().meta(secretMeta('The key itself instead of a file; line ends may be written \\n')),
  CHECKPOINT_FILE: z.string().optional().meta({
    description: 'File to which signed checkpoints are added (default of `npm start`: checkpoints.jws in BONGSU_HOME)',
  }),
  CHECKPOINT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isGuarded, 'must be https')
    .optional()
    .meta({ description: 'Address off this machine that is sent each checkpoint (POST, application/jose, https)' }),
  CHECKPOINT_WEBHOOK_TOKEN: z.string().optional().meta(secretMeta('Bearer token for that address')),
  CHECKPOINT_WEBHOOK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .meta({ description: 'How long it may take to answer' }),
  CHECKPOINT_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(60_000)
    .meta({ description: 'How often the journal is signed while it grows' }),
  CHECKPOINT_HEARTBEAT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(3_600_000)
    .meta({ description: 'How often it is signed while nothing happens: silence longer than that means that signing has stopped' }),
});
