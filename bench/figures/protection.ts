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

/**
 * (g) What policies, row-level security and field encryption cost: taking in a report, and reading a list of 1,000 with what people said in each. The
 * floor is the same api without them (`processes/unprotected.ts`) on the same data without row policies; records of readings are kept by both.
 */
export const protection: Chapter = {
  letter: 'g',
  title: 'policies, row-level security and encryption',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const load = ground.partner('load');
    const bareUrl = await ground.journals.copy(SHORT_JOURNAL, 'unprotected');
    await ground.databases.run(bareUrl, WITHOUT_ROW_POLICIES);
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
    for (const each of [bare, api]) await listed(each, LISTS);
    const read = await takeTurns(
      ground.pace.rounds(ROUNDS),
      () => listed(bare, LISTS),
      () => listed(api, LISTS),
      (without, withThem) => tell(`lists of ${LISTED}: without ${spoken(without)}/s, with ${spoken(withThem)}/s`),
    );
    await Promise.all([load, bare.partner, api.partner].map((partner) => partner.stop()));
    return [
      { name: `g  POST /reports, ${CLIENTS} clients, with and without`, ...taken, unit: '/s', aim: atLeast(0.8) },
      { name: `   lists of ${LISTED}, with and without`, ...read, unit: 'lists/s', aim: atLeast(0.6) },
    ];
  },
};

/** Whole lists of the newest reports in a second, read page by page, one after the other. */
async function listed(product: Product, lists: number): Promise<number> {
  const beginMs = performance.now();
  for (let n = 0; n < lists; n++) await wholeList(product);
  return (lists * 1_000) / (performance.now() - beginMs);
}

async function wholeList({ origin, token }: Product): Promise<void> {
  let cursor = '';
  for (let read = 0; read < LISTED; read += PAGE) {
    const answer = await fetch(`${origin}${REPORTS_PATH}?limit=${PAGE}${cursor}`, { headers: { authorization: `Bearer ${token}` } });
    const page = (await answer.json()) as { items: { summary: unknown }[]; nextCursor: string | null };
    if (answer.status !== 200 || page.items.length !== PAGE || page.nextCursor === null)
      throw new Error(`the list was answered ${String(answer.status)} with ${String(page.items?.length)} reports`);
    if (page.items.some(({ summary }) => typeof summary !== 'string')) throw new Error('a report came without what was said');
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}
