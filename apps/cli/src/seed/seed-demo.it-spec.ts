import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';
import type { DemoAccount } from '../demo-accounts';
import { seedDemo } from './seed-demo';

/** The accounts of headquarters, whose addresses lie encrypted. */
const WATCH = `grants @> '[{"role": "headquarters-watch-officer"}]'`;

describe('the demo world', () => {
  let database: FreshDatabase;
  let home: string;
  const file = (): string => join(home, 'demo-accounts.json');
  const accounts = (): DemoAccount[] => JSON.parse(readFileSync(file(), 'utf8')) as DemoAccount[];
  const seed = (ifEmpty = true) => seedDemo({ settings: testSettings({ DATABASE_URL: database.url }), home, ifEmpty });
  const rows = async <Row extends object>(sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  beforeEach(async () => {
    database = await freshDatabase();
    home = mkdtempSync(join(tmpdir(), 'bongsu-test-seed-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('has the missions, synthetic staff and supplies, and accounts for two missions, every hub and headquarters', async () => {
    const report = await seed();
    expect(report).toMatchObject({ seeded: true, missions: 200, hubs: 16, accounts: 24 });
    expect(report.staff).toBeGreaterThan(1_000);
    expect(report.lots).toBeGreaterThan(300);
    const roles = new Map<string, number>();
    for (const { role } of accounts()) roles.set(role, (roles.get(role) ?? 0) + 1);
    expect(Object.fromEntries(roles)).toEqual({
      'duty-officer': 2,
      'head-of-mission': 2,
      'hub-coordinator': 16,
      'headquarters-watch-officer': 2,
      administrator: 1,
      'privacy-officer': 1,
    });
    expect(accounts().find(({ email }) => email.startsWith('ankara-duty@'))?.missions).toEqual(['KR-EMB-TR']);
    expect(accounts().find(({ email }) => email.startsWith('hq-watch-1@'))?.missions).toBe('*');
  });

  it('keeps its passwords in a file for its owner alone, each another, and only their hashes in the database', async () => {
    await seed();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    const passwords = accounts().map(({ password }) => password);
    expect(new Set(passwords).size).toBe(passwords.length);
    expect(Math.min(...passwords.map(({ length }) => length))).toBeGreaterThanOrEqual(16);
    const kept = JSON.stringify(await rows('SELECT * FROM access_account')) + JSON.stringify(await rows('SELECT * FROM journal_entry'));
    expect(passwords.filter((password) => kept.includes(password))).toEqual([]);
  });

  it('is left alone by a start on a database that is in use', async () => {
    await seed();
    const before = [accounts(), await rows('SELECT id, password_hash FROM access_account ORDER BY id')];
    expect(await seed()).toMatchObject({ seeded: false, accounts: 24 });
    expect([accounts(), await rows('SELECT id, password_hash FROM access_account ORDER BY id')]).toEqual(before);
  });

  it('keeps every password when it is seeded once more', async () => {
    await seed();
    const before = [accounts(), await rows('SELECT id, password_hash FROM access_account ORDER BY id')];
    expect(await seed(false)).toMatchObject({ seeded: true, staff: 0, lots: 0 });
    expect([accounts(), await rows('SELECT id, password_hash FROM access_account ORDER BY id')]).toEqual(before);
  });

  it('never enters a database that has accounts of somebody else', async () => {
    await seed();
    rmSync(file());
    writeFileSync(file(), '[]', { mode: 0o600 });
    expect(await seed()).toMatchObject({ seeded: false });
    expect(accounts()).toEqual([]);
  });

  it('is brought to its end when the seed was cut off among the accounts', async () => {
    await seed();
    const before = accounts();
    await rows(`DELETE FROM access_account WHERE ${WATCH}`);
    expect(await seed()).toMatchObject({ seeded: true });
    expect(accounts()).toEqual(before);
    expect(await rows(`SELECT id FROM access_account WHERE ${WATCH}`)).toHaveLength(2);
  });
});
