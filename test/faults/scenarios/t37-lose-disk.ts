import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { archiveEverySeconds } from '../../../apps/cli/src/base/wal-archive';
import { type Figure, atMost, exactly, figure } from '../figure';
import { DiskLoss } from '../load/disk-loss';
import { FakeProvider } from '../load/fake-provider';
import { type Filed, IntakeLoad } from '../load/intake-load';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import type { World } from '../world/world';

interface Form {
  /** Entries in the journal beside those of the load. */
  readonly entries: number;
  readonly perSecond: number;
  readonly archiveEveryS: number;
  readonly goOnMs: number;
}

/** What closing a file, compressing it and copying it may take beside the time after which it goes. */
const COPYING_S = 15;
/** Recovery time: RTO. */
const BACK_WITHIN_S = 15 * 60;

/** T37: the disk of the database is lost, twice: once what had not been archived yet was saved, once it was not. */
export const loseDisk = scenario<Form>({
  id: 'T37',
  name: 'a base backup and the archive of WAL bring back all but the last minute, the chain verifies, and nothing goes out twice',
  fault:
    'under load: base backup, go on, power cut, data folder removed; restored with the WAL that was not archived yet, and again without it',
  world: {},
  ownWorld: true,
  short: { entries: 0, perSecond: 20, archiveEveryS: 2, goOnMs: 4_000 },
  long: { entries: 1_000_000, perSecond: 30, archiveEveryS: archiveEverySeconds, goOnMs: 150_000 },
  run: async ({ world, random, say }, { entries, perSecond, archiveEveryS, goOnMs }) => {
    const address = await FakeProvider.open(random, { failing: 0, silent: 0, tooMany: 0 }, () => '');
    const surroundings = variables(address);
    try {
      await Promise.all(world.programs.map((part) => part.terminate()));
      const loss = await DiskLoss.prepare(world, archiveEveryS);
      if (entries > 0) await grow(world, entries);
      await restart(world, surroundings);
      const figures: Figure[] = [figure('entries in the journal before', await world.count('SELECT count(*) AS n FROM journal_entry'), '')];
      for (const savesWal of [true, false]) {
        const words = savesWal ? 'with the last WAL' : 'from the archive alone';
        const round = await loseOnce(world, loss, address, surroundings, { savesWal, perSecond, goOnMs });
        say(`${words}: ${round.said.trim().split('\n').join('; ')}`);
        figures.push(
          figure(`${words}: acknowledged`, round.acknowledged, ''),
          savesWal
            ? figure(`${words}: acknowledged and lost`, round.lost, '', exactly(0))
            : figure(`${words}: acknowledged work lost, in time`, round.lostS, 's', atMost(archiveEveryS + COPYING_S)),
          figure(`${words}: offers sent that are not, or twice`, round.offersAstray, '', exactly(0)),
          figure(`${words}: checkpoints noted as sent and sent again`, round.sentAgain, '', exactly(0)),
          figure(`${words}: from the first command until somebody is answered`, round.backS, 's', atMost(BACK_WITHIN_S)),
        );
      }
      return figures;
    } finally {
      await Promise.all(world.workers.map((worker) => worker.terminate()));
      await address.close();
    }
  },
});

interface Round {
  readonly savesWal: boolean;
  readonly perSecond: number;
  readonly goOnMs: number;
}

async function loseOnce(world: World, loss: DiskLoss, address: FakeProvider, surroundings: Record<string, string>, round: Round) {
  const many = await ManyOffers.begin(world);
  // Whoever was not answered when the lights went out gives up soon: what they sent may be there, once.
  const load = IntakeLoad.start(world, { perSecond: round.perSecond, manners: { withinMs: 5_000 } });
  const requests = [await many.submit(), await many.submit()];
  await many.allSent(requests, 60_000);
  const sentBefore = await offersSent(world);
  const base = await loss.takeBase();
  await last(round.goOnMs);
  const lostAtMs = performance.now();
  const remains = await loss.strike(base, round.savesWal);
  await Promise.all(world.programs.map((part) => part.kill()));
  const { acknowledged } = await load.stop();

  const { ms, value } = await timed(async () => {
    const said = await loss.restore(remains);
    const noted = (await world.sql<{ jws: string }>('SELECT jws FROM journal_checkpoint WHERE NOT unsent')).map(({ jws }) => jws);
    const missing = await lostOf(world, load.acknowledged);
    const heardBefore = address.heard.length;
    await restart(world, surroundings);
    await world.client('hq-watch-1').read('/incidents');
    return { said, noted, missing, heardBefore };
  });
  const { said, noted, missing, heardBefore } = value;
  await load.fileLost(missing);
  await until('a checkpoint is signed and sent again', 60_000, () => address.heard.length > heardBefore);
  const after = address.heard.slice(heardBefore).map(({ body }) => body);
  const sentAfter = await offersSent(world);
  return {
    said,
    acknowledged,
    lost: missing.length,
    lostS: missing.length === 0 ? 0 : (lostAtMs - Math.min(...missing.map(({ atMs }) => atMs))) / 1_000,
    // Those of before the base are in it, whatever was archived.
    offersAstray: [...sentBefore.keys()].filter((offer) => sentAfter.get(offer) !== 1).length,
    sentAgain: noted.filter((jws) => after.includes(jws)).length,
    backS: ms / 1_000,
  };
}

function variables(address: FakeProvider): Record<string, string> {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return {
    CHECKPOINT_KEY: key.trim().replaceAll('\n', '\\n'),
    CHECKPOINT_WEBHOOK_URL: `${address.origin}/checkpoints`,
    CHECKPOINT_EVERY_MS: '1000',
  };
}

/** As the runbook has it: with a key of its own, so that no board goes on from positions that are given anew. */
async function restart(world: World, surroundings: Record<string, string>): Promise<void> {
  await Promise.all(world.programs.map((part) => part.kill()));
  const environment = { ...surroundings, CURSOR_KEY: randomBytes(32).toString('base64') };
  for (const part of world.programs) part.start({ environment });
  await Promise.all(world.programs.map((part) => part.ready()));
}

/** Reports that somebody was told are filed, and that are not there. */
async function lostOf(world: World, filed: readonly Filed[]): Promise<Filed[]> {
  const rows = await world.sql<{ id: string }>('SELECT id::text FROM incidents_report WHERE id = ANY($1::uuid[])', [
    filed.map(({ id }) => id),
  ]);
  const there = new Set(rows.map(({ id }) => id));
  return filed.filter(({ id }) => !there.has(id));
}

/** How often each offer was handed over, as the journal says. */
async function offersSent(world: World): Promise<Map<string, number>> {
  const rows = await world.sql<{ offer: string; n: string }>(
    `SELECT body->>'offerId' AS offer, count(*) AS n FROM journal_entry WHERE kind = 'dispatch.offer-sent' GROUP BY 1`,
  );
  return new Map(rows.map(({ offer, n }) => [offer, Number(n)]));
}

/** A journal of years: entries of which no board and no job knows, numbered and sealed by the product. */
async function grow(world: World, entries: number): Promise<void> {
  await world.sql(
    `INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
     SELECT gen_random_uuid(), 'incidents.feed-document-rejected', clock_timestamp(), 'system', 'faults', 'feed', 'usgs', '{*}', 'faults-' || n,
            jsonb_build_object('feed', 'usgs', 'documentId', repeat('x', 200)) FROM generate_series(1, $1::int) AS n`,
    [entries],
  );
  await until(
    'every entry is numbered',
    1_800_000,
    async () => (await world.count('SELECT count(*) AS n FROM journal_entry WHERE position IS NULL')) === 0,
  );
}
