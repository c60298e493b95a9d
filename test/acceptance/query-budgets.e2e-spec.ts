import { type RoleGrant, roles } from '@bongsu/access/contract';
import { systemActor } from '@bongsu/platform';
import { Client } from 'pg';
import { ProposeDuplicates } from '../../libs/incidents/src/use-cases/propose-duplicates';
import { type ApiOperation, addressOf } from '../harness/api-operations';
import { type Copies, copyRows } from '../harness/many-rows';
import { type Told, StatementWatch } from '../harness/statement-watch';
import { type MissionWorld, twoMissions } from '../harness/two-missions';
import { startWholeApi } from '../harness/whole-api';

const FEW = 10;
const SOME = 1_000;
const MANY = 100_000;
/** Statements of one request, with those that put on record what was read, and without those about the session of who asks. */
const STATEMENTS_AT_MOST = 6;
const OF_THE_SESSION = /\baccess_session\b/;
/** A table of more rows than this is not read from one end to the other, nor so many of its rows one after the other along an index. */
const LARGE = 10_000;

/** Of a copy; it must hang on `n`, or all copies are one. */
const ID = "md5('copy ' || n)::uuid";

/** Half of the copies are of another mission. */
const EITHER = "CASE WHEN n % 2 = 0 THEN ARRAY['KR-EMB-TR'] ELSE ARRAY['KR-EMB-PE'] END";

/** Tables behind the lists, and what differs from one copy of a row to the next. The first of them grow without end. */
const growing = (world: MissionWorld): Copies[] => [
  { table: 'incidents_incident', differing: { id: ID, code: "'TUR-2019-' || n", audience: EITHER }, from: `id = '${world.incident}'` },
  {
    table: 'incidents_report',
    differing: { id: ID, number: '1000000 + n', state: "'linked'", incident_id: `'${world.incident}'::uuid`, audience: EITHER },
    from: `id = '${world.report}'`,
  },
  {
    table: 'journal_entry',
    differing: { id: ID, serial: '1000000 + n', position: '1000000 + n', audience: EITHER },
    from: `incident_id = '${world.incident}' AND position IS NOT NULL`,
  },
  { table: 'platform_access_record', differing: { id: '1000000 + n' } },
];
const others: Copies[] = [
  { table: 'dispatch_request', differing: { id: ID, code: "'TUR-2019-' || n || '-R1'" } },
  { table: 'dispatch_offer', differing: { id: ID, escalated_from_offer_id: 'NULL' } },
  { table: 'dispatch_deployment', differing: { id: ID, staff_id: ID } },
  { table: 'dispatch_shipment', differing: { id: ID } },
  { table: 'resources_staff', differing: { id: ID, staff_no: "'S' || n" } },
  { table: 'resources_lot', differing: { id: ID, lot_no: "'L' || n", origin_lot_id: 'NULL' } },
  { table: 'access_account', differing: { id: ID, email_index: "'\\x' || md5('copy ' || n)" } },
];

interface Caller {
  readonly who: string;
  readonly token: string;
}

interface List extends Caller {
  readonly operation: ApiOperation;
  readonly address: string;
}

describe('lists, however much there is to list', () => {
  let test: Awaited<ReturnType<typeof startWholeApi>>;
  let owner: Client;
  let watch: StatementWatch;
  let world: MissionWorld;
  let lists: readonly List[];
  /** By size, by list: what it asked of the database. */
  const asked = new Map<number, Map<string, readonly Told[]>>();
  /** What was asked at full size, with the frame of its transactions. */
  const atFullSize: { readonly path: string; readonly all: readonly Told[] }[] = [];

  beforeAll(async () => {
    test = await startWholeApi({ SIGN_IN_FREE_TRIES: '100', SIGN_IN_FREE_TRIES_PER_ADDRESS: '10000' });
    ({ own: world } = await twoMissions(test));
    owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    watch = new StatementWatch(test.app.getHttpServer());
    lists = await pagedLists();
    for (const size of [FEW, SOME, MANY]) {
      for (const copies of growing(world)) await copyRows(owner, copies, size);
      for (const copies of others) await copyRows(owner, copies, Math.min(size, SOME));
      await owner.query('ANALYZE');
      asked.set(size, await askAll(size));
    }
  }, 300_000);
  afterAll(async () => {
    watch.end();
    await owner.end();
    await test.close();
  });

  /** Every GET with pages in the description of the API, for somebody who sees the whole and for somebody of one mission, where they are answered. */
  async function pagedLists(): Promise<List[]> {
    const found: List[] = [];
    const signedIn = (grants: readonly RoleGrant[]): Promise<Caller[]> =>
      Promise.all(grants.map(async (grant) => ({ who: `${grant.role} of ${String(grant.missions)}`, token: await test.signIn(grant) })));
    const wide = await signedIn(roles.map((role) => ({ role, missions: '*' })));
    const narrow = await signedIn([{ role: 'duty-officer', missions: [world.mission] }]);
    for (const operation of test.operations.filter(isPaged)) {
      const address = withFilter(addressOf(operation, (name) => (name === 'id' ? world.incident : undefined)));
      for (const callers of [wide, narrow]) {
        const caller = await firstAnswered(callers, address);
        if (caller !== undefined) found.push({ operation, address, ...caller });
      }
    }
    return found;
  }

  /** The record of readings is asked for about somebody or something. */
  function withFilter(address: string): string {
    return address.endsWith('/access-records') ? `${address}?subject=report/${world.report}` : address;
  }

  async function firstAnswered(callers: readonly Caller[], address: string): Promise<Caller | undefined> {
    for (const caller of callers) if ((await test.call(caller.token, 'GET', address)).status === 200) return caller;
    return undefined;
  }

  async function askAll(size: number): Promise<Map<string, readonly Told[]>> {
    const told = new Map<string, readonly Told[]>();
    for (const { operation, address, who, token } of lists) {
      const name = `${operation.path} for the ${who}`;
      const { status } = await test.call(token, 'GET', address);
      if (status !== 200) throw new Error(`${name} was answered ${String(status)} at ${String(size)} rows`);
      told.set(
        name,
        watch.own.filter(({ text }) => !OF_THE_SESSION.test(text)),
      );
      if (size === MANY) atFullSize.push({ path: operation.path, all: watch.all });
    }
    return told;
  }

  it('all of them are asked for, by somebody who is answered', () => {
    const heard = new Set(lists.map(({ operation }) => operation.id));
    expect(
      test.operations
        .filter(isPaged)
        .filter(({ id }) => !heard.has(id))
        .map(({ path }) => path),
    ).toEqual([]);
    expect(heard.size).toBeGreaterThan(10);
  });

  it('ask the database at most six times, of many rows as of few', () => {
    const budgets = [...(asked.get(MANY) ?? [])].map(([list, { length: many }]) => ({
      list,
      few: asked.get(FEW)?.get(list)?.length,
      some: asked.get(SOME)?.get(list)?.length,
      many,
    }));
    // A question for each row of a page would be fifty. What differs within the budget: keys that are known already, and a record of what was read.
    expect(budgets.filter(({ few = 0, some = 0, many }) => Math.max(few, some, many) > STATEMENTS_AT_MOST)).toEqual([]);
    expect(budgets.length).toBe(lists.length);
    // A watch that hears nothing would find nothing. Missions are in memory: whether anything is asked for them depends on when they were read last.
    expect(budgets.filter(({ list, many }) => many === 0 && !list.startsWith('/api/v1/missions for '))).toEqual([]);
  });

  it('read no large table from one end to the other', async () => {
    const large = await tablesOver(LARGE);
    expect([...large.values()]).toEqual(expect.arrayContaining(growing(world).map(({ table }) => table)));
    const scans = new Set<string>();
    for (const { path, all } of atFullSize)
      for (const table of await scannedBy(all)) if (large.has(table)) scans.add(`${path}: ${large.get(table) ?? table}`);
    expect([...scans].sort()).toEqual([]);
  });

  it('nor does the comparison of a report with incidents, or of an incident with reports, when nearly all that there is is over', async () => {
    await owner.query("UPDATE incidents_incident SET state = 'closed', closed_at = opened_at WHERE id <> $1", [world.incident]);
    // Of years of a feed: of most of its events there is a report.
    await owner.query(
      `INSERT INTO incidents_feed_event
         (id, feed, event_id, all_ids, state, report_id, revision, category, lat, lng, occurred_at, tsunami_flag, withdrawn, first_seen_at, changed_at)
       SELECT gen_random_uuid(), 'usgs', 'of-' || n, ARRAY['of-' || n], 'filed', ${ID}, 1, 'earthquake', 0, 0, now(), false, false, now(), now()
         FROM generate_series($1::int, $2::int) AS n`,
      [SOME, SOME + 2 * LARGE],
    );
    await owner.query('ANALYZE incidents_incident, incidents_feed_event');
    const large = await tablesOver(LARGE);
    const actor = systemActor('incidents.propose-duplicates', 'budgets');
    const propose = test.app.get(ProposeDuplicates, { strict: false });
    for (const about of [{ reportId: world.report }, { incidentId: world.incident }]) {
      const all = await watch.during(() => propose.execute(about, actor));
      expect(all.some(({ text }) => text.includes('incidents_duplicate_proposal'))).toBe(true);
      expect((await scannedBy(all)).filter((table) => large.has(table))).toEqual([]);
    }
  });

  /** Tables and partitions of more rows than that, each with the table that it is a part of. */
  async function tablesOver(rows: number): Promise<Map<string, string>> {
    const { rows: found } = await owner.query<{ name: string; whole: string }>(
      `SELECT relname AS name, coalesce(pg_partition_root(oid), oid::regclass)::text AS whole FROM pg_class WHERE relkind = 'r' AND reltuples > $1`,
      [rows],
    );
    return new Map(found.map(({ name, whole }) => [name, whole]));
  }

  /** Tables that PostgreSQL reads whole for these statements, each explained with the role and the eyes that it was sent with. */
  async function scannedBy(all: readonly Told[]): Promise<string[]> {
    const scanned: string[] = [];
    await owner.query("BEGIN; SET LOCAL ROLE bongsu_app; SET LOCAL bongsu.reach = 'house'");
    for (const { text, values } of all) {
      if (/^\s*SELECT set_config\(/i.test(text)) await owner.query(text, [...values]);
      if (/^\s*COMMIT/i.test(text)) await owner.query("SET LOCAL bongsu.reach = 'house'");
      if (!/^\s*(SELECT|WITH)\b/i.test(text) || /set_config\(/i.test(text)) continue;
      const { rows } = await owner.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      if (plan !== undefined) scanned.push(...wholeTables(plan));
    }
    await owner.query('ROLLBACK');
    return scanned;
  }
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

function wholeTables(plan: Plan): string[] {
  const table = plan['Relation Name'];
  const { 'Actual Loops': loops, 'Actual Rows': rows, 'Rows Removed by Filter': passed = 0 } = plan;
  const isWhole = loops > 0 && (plan['Node Type'] === 'Seq Scan' || loops * (rows + passed) > LARGE);
  const here = isWhole && table !== undefined ? [table] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(wholeTables)];
}

function isPaged({ method, path, queryParameters }: ApiOperation): boolean {
  return method === 'GET' && path.startsWith('/api/') && queryParameters.some(({ name }) => name === 'limit');
}
