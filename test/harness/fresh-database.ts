import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A migrated, empty database for one spec file. */
export interface FreshDatabase {
  /** Connection string of the owner; the application takes the role `bongsu_app` by itself. */
  readonly url: string;
  readonly name: string;
  /** Removes it now, cutting connections; otherwise it goes with the server at the end of the run. */
  drop(): Promise<void>;
}

/** Where the global setup left the server's address for the test processes. */
export const serverUrlVariable = 'BONGSU_TEST_SERVER_URL';
export const templateName = 'bongsu_template';

/**
 * A database of its own for each spec file, copied from the template that was migrated once (about 60 ms). For the projects that
 * have the global setup: storage, acceptance, browser.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${templateName} STRATEGY FILE_COPY`);
  return { name, url: databaseUrl(name), drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Connection string of a database on this run's server. */
export function databaseUrl(name: string): string {
  const server = process.env[serverUrlVariable];
  if (!server) throw new Error('No test server: this project has no globalSetup (see jest.config.cjs).');
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
