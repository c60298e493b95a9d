import { type Chapter, type Figure, atLeast } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Product } from '../ground/product';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { CLIENTS, REPORTS_PATH, pressReports } from './intake';
import { takeTurns } from './rounds';

const ROUNDS = 5;
const ROUND_S = 4;
const WARM_UP_S = 8;
const LISTED = 1_000;
const PAGE = 200;
/** So many whole lists make one turn. */
const LISTS = 5;

const tell = tellOf('g');

/** What PostgreSQL knows of eyes is taken away with them. */
const WITHOUT_ROW_POLICIES = `
  DO $$ DECLARE each regclass; BEGIN
    FOR each IN SELECT oid::regclass FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace LOOP
      EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', each);
    END LOOP;
  END $$`;

/** The names of staff in the form that `processes/unprotected.ts` reads. */
const NAMES_IN_CLEAR = `
  UPDATE resources_staff
     SET display_name = concat_ws('.', 'bs1', repeat('A', 22), repeat('A', 16), repeat('A', 22), translate(encode(convert_to('Synthetic ' || staff_no, 'UTF8'), 'base64'), '+/=', '-_'))`;

/** A list that holds what is encrypted, with the field in which it is. */
interface List {
  readonly path: string;
  readonly field: string;
}
const reports: List = { path: REPORTS_PATH, field: 'summary' };
const persons: List = { path: '/api/v1/staff', field: 'displayName' };

/**
 * (g) What policies, row-level security and field encryption cost: taking in a report, and reading lists of 1,000: what people said in reports, and the names of staff. The
 * floor is the same api without them (`processes/unprotected.ts`) on the same data without row policies; records of readings are kept by both.
 */
export const protection: Chapter = {
  letter: 'g',
  title: 'policies, row-level security and encryption',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const load = ground.partner('load');
    const bareUrl = await ground.journals.copy(SHORT_JOURNAL, 'unprotected');
    await ground.databases.run(bareUrl, WITHOUT_ROW_POLICIES);
    await ground.databases.run(bareUrl, NAMES_IN_CLEAR);
    const bare = await ground.api(bareUrl, ['unprotected']);
    const api = await ground.api(await ground.journals.copy(SHORT_JOURNAL, 'protected'));
    const seconds = ground.pace.seconds(ROUND_S);
    tell('warming up');
    for (const each of [bare, api]) await pressReports(load, each, ground.pace.seconds(WARM_UP_S));
    const taken = await takeTurns(
      ground.pace.rounds(ROUNDS),
      async () => (await pressReports(load, bare, seconds)).perSecond,
      async () => (await pressReports(load, api, seconds)).perSecond,
      (without, withThem) => tell(`reports: without ${spoken(without)}/s, with ${spoken(withThem)}/s`),
    );
    const read = async (list: List) => {
      for (const each of [bare, api]) await listed(each, list);
      return takeTurns(
        ground.pace.rounds(ROUNDS),
        () => listed(bare, list),
        () => listed(api, list),
        (without, withThem) => tell(`${list.path}, lists of ${LISTED}: without ${spoken(without)}/s, with ${spoken(withThem)}/s`),
      );
    };
    const readReports = await read(reports);
    const readPersons = await read(persons);
    await Promise.all([load, bare.partner, api.partner].map((partner) => partner.stop()));
    return [
      { name: `g  POST /reports, ${CLIENTS} clients, with and without`, ...taken, unit: '/s', aim: atLeast(0.8) },
      { name: `   lists of ${LISTED} persons, with and without`, ...readPersons, unit: 'lists/s', aim: atLeast(0.6) },
      { name: `   lists of ${LISTED} reports, with and without`, ...readReports, unit: 'lists/s', aim: atLeast(0.6) },
    ];
  },
};

/** Whole lists in a second, read page by page, one after the other. */
async function listed(product: Product, list: List): Promise<number> {
  const beginMs = performance.now();
  for (let n = 0; n < LISTS; n++) await wholeList(product, list);
  return (LISTS * 1_000) / (performance.now() - beginMs);
}

async function wholeList({ origin, token }: Product, { path, field }: List): Promise<void> {
  let cursor = '';
  for (let read = 0; read < LISTED; read += PAGE) {
    const answer = await fetch(`${origin}${path}?limit=${PAGE}${cursor}`, { headers: { authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { items: Record<string, unknown>[]; nextCursor: string | null };
    if (answer.status !== 200 || page.items.length !== PAGE || page.nextCursor === null)
      throw new Error(`${path} was answered ${String(answer.status)} with ${String(page.items?.length)} rows`);
    if (page.items.some((item) => typeof item[field] !== 'string')) throw new Error(`${path}: one came without its ${field}`);
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}
