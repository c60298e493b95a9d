import { Client } from 'pg';
import { migrate } from '../../apps/cli/src/migrate';
import { startThrowawayPostgres } from './embedded-postgres';
import { databaseUrl, serverUrlVariable, templateName } from './fresh-database';
import { startTestRedis } from './redis';
import { redisReasonVariable, redisUrlVariable } from './redis-variables';
import { servers } from './servers';

/** Once per run: a PostgreSQL with a migrated template, and a Redis where there is one. */
export default async function globalSetup(): Promise<void> {
  if (process.env[serverUrlVariable]) return;
  const [postgres, redis] = await Promise.all([startThrowawayPostgres(), startTestRedis()]);
  servers.push(postgres);
  process.env[serverUrlVariable] = postgres.url('postgres');
  if (redis.url === undefined) {
    process.env[redisReasonVariable] = redis.reason;
    process.stderr.write(`Tests on Redis are skipped: ${redis.reason}.\n`);
  } else {
    servers.push(redis);
    process.env[redisUrlVariable] = redis.url;
  }
  await makeTemplate();
}

async function makeTemplate(): Promise<void> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${templateName}`);
  await migrate(databaseUrl(templateName));
  await client.query(`ALTER DATABASE ${templateName} ALLOW_CONNECTIONS false IS_TEMPLATE true`);
  await client.end();
}
