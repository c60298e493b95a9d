import { until } from '../wait';
import type { World } from '../world/world';

/** Positions 1 … n without a gap, no entry twice, the chain of seals as `bongsu verify-journal` computes it, and every follower at the head. */
export async function checkJournal(world: World): Promise<string[]> {
  const broken: string[] = [];
  const [row] = await world.sql<{ rows: string; numbered: string; head: string; ids: string }>(
    `SELECT count(*) AS rows, count(position) AS numbered, coalesce(max(position), 0) AS head, count(DISTINCT id) AS ids FROM journal_entry`,
  );
  const { rows = '0', numbered = '0', head = '0', ids = '0' } = row ?? {};
  if (numbered !== rows) broken.push(`${rows} entries, ${numbered} of them numbered`);
  if (head !== numbered) broken.push(`the last of ${numbered} entries has position ${head}`);
  if (ids !== rows) broken.push(`${rows} entries with ${ids} ids`);
  for (const { follower, position } of await behindTheHead(world)) broken.push(`${follower} is at ${position} of the head`);
  const { code, said } = await world.command('verify-journal');
  if (code !== 0) broken.push(said.trim());
  return broken;
}

/** The probe writes from time to time: a follower is behind when it stays so. */
async function behindTheHead(world: World): Promise<{ follower: string; position: string }[]> {
  let behind: { follower: string; position: string }[] = [];
  await until('every follower is at the head', 5_000, async () => {
    behind = await world.sql(
      'SELECT follower, position::text FROM platform_follower_cursor WHERE position <> (SELECT coalesce(max(position), 0) FROM journal_entry)',
    );
    return behind.length === 0;
  }).catch(() => undefined);
  return behind;
}
