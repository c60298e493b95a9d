import { concern, parseConcerns, processEnvironment } from '@bongsu/platform/config';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';

/** What the launcher itself reads; api and worker read the rest of the environment on their own. */
export const launchConcern = concern('launcher', {
  BONGSU_HOME: z.string().optional().meta({
    description: 'Folder of the embedded database, its secrets, the demo accounts and the logs (default: .bongsu in the project)',
  }),
  BONGSU_WAL_ARCHIVE_DIR: z.string().optional().meta({
    description: 'Folder on another disk to which the embedded database copies all that it writes, within a minute (default: nowhere)',
  }),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta({ description: 'Owner of the tables, for `bongsu migrate` (default: DATABASE_URL)', secret: true }),
  LOG_FILE_MAX_MB: z.coerce
    .number()
    .min(0.001)
    .default(10)
    .meta({ description: 'A log of `bongsu up` is put aside before it grows larger' }),
  LOG_FILES_KEPT: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({ description: 'How many logs that were put aside are kept, of api and worker each' }),
});

const ownUse = concern('own use', {
  ...launchConcern.schema.shape,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  WORKER_HTTP_PORT: z.union([z.literal('off'), z.coerce.number().int().min(0).max(65_535)]).optional(),
  WORKER_HTTP_HOST: z.string().default('127.0.0.1'),
  QUEUE_DRAIN_MS: z.coerce.number().int().min(500).default(20_000),
  BONGSU_BOARD_DIR: z.string().optional(),
  CURSOR_KEY: z.string().optional(),
  PERSONAL_DATA_KEYS_FILE: z.string().optional(),
  SECOND_FACTOR_ROLES: z.string().optional(),
  PERSONAL_DATA_KEYS: z.string().optional(),
  PERSONAL_DATA_KEYS_COMMAND: z.string().optional(),
});

export type LaunchSettings = z.infer<(typeof ownUse)['schema']>;

/** Parsed once per command. Throws SettingsProblem naming every variable that is wrong. */
export function launchSettings(environment = processEnvironment()): LaunchSettings {
  return parseConcerns({ launch: ownUse }, environment).launch;
}

/**
 * The folder that the embedded database archives its WAL to; null when there is none. Throws a PlainFailure when the database is somebody else's
 * server: whoever set the folder believes that there is an archive, and there would be nothing in it.
 */
export function walArchiveOf({ BONGSU_WAL_ARCHIVE_DIR: archive, DATABASE_URL: own }: LaunchSettings): string | null {
  if (archive === undefined) return null;
  if (own === undefined) return archive;
  throw new PlainFailure(
    'BONGSU_WAL_ARCHIVE_DIR is for the embedded database alone, and DATABASE_URL names a PostgreSQL of your own, so nothing would be archived: ' +
      'unset one of the two. Your own server archives its WAL with pgBackRest or WAL-G; see docs/operations/backup.md.',
  );
}
