import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../apps/cli/src/migrate';
import { startThrowawayPostgres } from '../harness/embedded-postgres';

/** What the document says of a table. */
interface Line {
  readonly policies: string;
  readonly reason: string;
}

const documented = (): Map<string, Line> => {
  const text = readFileSync(join(__dirname, '../../docs/security/row-policies.md'), 'utf8');
  const lines = [...text.matchAll(/^\| `(\w+)` *\| ([^|]+?) *\| ([^|]+?) *\|$/gm)];
  return new Map(lines.map(([, table = '', policies = '', reason = '']) => [table, { policies, reason }]));
};

/** Parts of a table are reached through it, with its policies: the application has no right on one (libs/platform/src/journal/parts). */
const TABLES = `
  SELECT c.relname AS name, c.relrowsecurity AS guarded, pg_get_userbyid(c.relowner) = 'bongsu_app' AS own,
         coalesce((SELECT string_agg(policyname || ': ' || cmd, '; ' ORDER BY policyname COLLATE "C") FROM pg_policies WHERE tablename = c.relname), 'none') AS policies
    FROM pg_class AS c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`;

describe('docs/security/row-policies.md', () => {
  let tables: { name: string; guarded: boolean; own: boolean; policies: string }[];
  let mayPass: boolean;

  beforeAll(async () => {
    const postgres = await startThrowawayPostgres();
    try {
      const url = postgres.url('postgres');
      await migrate(url);
      const client = new Client({ connectionString: url });
      await client.connect();
      tables = (await client.query(TABLES)).rows as typeof tables;
      const { rows } = await client.query<{ passes: boolean }>(
        `SELECT rolsuper OR rolbypassrls AS passes FROM pg_roles WHERE rolname = 'bongsu_app'`,
      );
      mayPass = rows[0]?.passes !== false;
      await client.end();
    } finally {
      await postgres.stop();
    }
  }, 120_000);

  it('names every table of a migrated database with its policies, and why it has these or none', () => {
    const told = documented();
    expect(Object.fromEntries([...told].map(([table, { policies }]) => [table, policies]))).toEqual(
      Object.fromEntries(tables.map(({ name, policies }) => [name, policies])),
    );
    for (const [table, { reason }] of told) expect({ table, isSaid: reason.length > 10 }).toEqual({ table, isSaid: true });
  });

  it('policies are in force: for the role of the application, which owns no table and passes none by', () => {
    expect(tables.filter(({ policies, guarded }) => guarded !== (policies !== 'none'))).toEqual([]);
    expect(tables.filter(({ own }) => own)).toEqual([]);
    expect(mayPass).toBe(false);
  });
});
