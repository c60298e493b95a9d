import { newId } from '@bongsu/kernel';
import { exactly, figure } from '../figure';
import { reportBody } from '../load/intake-load';
import { JournalConsumer } from '../load/journal-consumer';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { leaderOf } from '../world/session-owner';
import type { World } from '../world/world';
import { pairWorld } from './pair-world';

/** T15: many write at once while whoever numbers the journal is shot, and somebody follows it all along. */
export const publishedEqualsCommitted = scenario({
  id: 'T15',
  name: 'what a follower was given is what was committed, each entry once and in order, whoever numbered it',
  fault: '64 clients writing at once; the leading sequencer killed, or its session cut, at random times',
  world: pairWorld,
  short: { writers: 64, reports: 1_000, blows: 3 },
  long: { writers: 64, reports: 40_000, blows: 30 },
  run: async ({ world, random, say }, { writers, reports, blows }) => {
    await world.quiet();
    const consumer = JournalConsumer.start(world.client('hq-watch-2'));
    let left = reports;
    const writing = Promise.all(
      Array.from({ length: writers }, async () => {
        const client = world.client('hq-watch-1');
        while (left-- > 0) await file(world, client);
      }),
    );
    const done = writing.then(() => true);
    let killed = 0;
    try {
      for (let n = 0; n < blows && !(await Promise.race([done, last(random.between(300, 2_500)).then(() => false)])); n++) {
        const leader = await until('somebody leads', 20_000, () => leaderOf(world));
        if (random.next() < 0.5) await cutLeadingSession(world);
        else {
          await leader.kill();
          leader.start();
        }
        killed += 1;
      }
      await writing;
    } finally {
      // When it fails nobody writes on into what comes next.
      left = 0;
      await Promise.allSettled([writing]);
    }
    await world.heal();
    await world.quiet();
    const given = await consumer.stop();
    const entries = await world.sql<{ id: string; kind: string; position: string }>(
      'SELECT id::text, kind, position FROM journal_entry ORDER BY position',
    );
    const committed = entries.map(({ id }) => id);
    say(`${committed.length} entries, ${killed} blows`);
    const known = new Set(committed);
    const seen = new Set(given);
    const missing = entries.filter(({ id }) => !seen.has(id));
    for (const { kind, position } of missing.slice(0, 5)) say(`${kind} at position ${position} was not given to the follower`);
    return [
      figure('entries committed', committed.length, ''),
      figure('blows at the leader', killed, ''),
      figure('entries not given to the follower', missing.length, '', exactly(0)),
      figure('entries given that were not committed', given.filter((id) => !known.has(id)).length, '', exactly(0)),
      figure('entries given twice', given.length - seen.size, '', exactly(0)),
      figure('places at which the order differs', given.filter((id, index) => committed[index] !== id).length, '', exactly(0)),
    ];
  },
});

async function file(world: World, client: ReturnType<World['client']>): Promise<void> {
  const key = `faults:${newId()}`;
  world.acknowledged.unanswered.add(key);
  const answer = await client.post<{ id: string }>('/reports', reportBody(0), { key });
  if (answer.status !== 201) throw new Error(`a good report was answered ${answer.status} ${JSON.stringify(answer.body)}`);
  world.acknowledged.report({ key, id: answer.body.id, tries: answer.tries });
}

/** The server ends the session that holds the lock, as a firewall would; its process lives. */
async function cutLeadingSession(world: World): Promise<void> {
  await world.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = $1", [0x73_65_71]);
}
