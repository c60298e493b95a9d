import { concern, parseConcerns, processEnvironment } from '@bongsu/platform/config';
import { z } from 'zod';

/** What the launcher itself reads; api and worker read the rest of the environment on their own. */
export const launchConcern = concern('launcher', {
  BONGSU_HOME: z.string().optional().meta({
    description: 'Folder of the embedded database, its secrets, the demo accounts and the logs (default: .bongsu in the project)',
  }),
  DATABASE_OWNER_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta({ description: 'Owner of the tables, for `bongsu migrate` (default: DATABASE_URL)', secret: true }),
});

const ownUse = concern('own use', {
  ...launchConcern.schema.shape,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  BONGSU_BOARD_DIR: z.string().optional(),
  CURSOR_KEY: z.string().optional(),
});

export type LaunchSettings = z.infer<(typeof ownUse)['schema']>;

/** Parsed once per command. Throws SettingsProblem naming every variable that is wrong. */
export function launchSettings(environment = processEnvironment()): LaunchSettings {
  return parseConcerns({ launch: ownUse }, environment).launch;
}
