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
  const behind = await world.sql<{ follower: string; position: string }>(
    'SELECT follower, position::text FROM platform_follower_cursor WHERE position <> $1',
    [head],
  );
  for (const { follower, position } of behind) broken.push(`${follower} is at ${position} of ${head}`);
  const { code, said } = await world.command('verify-journal');
  if (code !== 0) broken.push(said.trim());
  return broken;
}
