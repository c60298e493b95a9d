import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { deploymentPageSchema, shipmentPageSchema, supportRequestDetailSchema } from '@bongsu/dispatch/contract';
import { incidentPageSchema, reportDetailSchema, reportPageSchema } from '@bongsu/incidents/contract';
import { apiDescription } from '../../apps/cli/src/describe-api';
import type { Caller } from '../../apps/cli/src/replay/caller';
import { Cast } from '../../apps/cli/src/replay/cast';
import { LiveBoard, snapshotSchema } from '../../apps/cli/src/replay/live-board';
import type { Reckoning } from '../../apps/cli/src/replay/reckoning';
import { replay } from '../../apps/cli/src/replay/run';
import { runId } from '../../apps/cli/src/replay/run-id';
import { loadScenario } from '../../apps/cli/src/replay/scenario-file';
import type { Speed } from '../../apps/cli/src/replay/schedule';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';

/** What `turkiye-2023` says was filed, asked for and sent; the feed's report is one more than those that people filed. */
const asked = { staff: 7, supplies: { HSHEBLANWMT1: 150, HSHESLEBWI: 60, KMEDKFAI01B: 20, CSATIRID9505TER: 6 } };
const reportsFiled = 12;
const publishedVerifier = join(__dirname, '../../scripts/verify-evidence.mjs');

const patience = { withinMs: 90_000, onTrouble: () => undefined };
const play = (
  installation: Installation,
  during: (line: string) => void,
  run = runId(undefined),
  speed: Speed = 'max',
): Promise<Reckoning> =>
  replay({
    ...loadScenario('turkiye-2023'),
    api: installation.address,
    accounts: installation.accounts(),
    speed,
    patienceMs: patience.withinMs,
    run,
    beside: 'only-when-closed',
    say: during,
  });

const castOf = (installation: Installation): Cast => new Cast(installation.address, installation.accounts(), patience);

/** Everything that came of the replay, as the api tells it. */
async function outcome(installation: Installation) {
  const { observer } = castOf(installation);
  const incidents = (await observer.get('/incidents', incidentPageSchema)).items;
  const reports = (await observer.get('/reports?limit=200', reportPageSchema)).items;
  const deployments = (await observer.get('/deployments?limit=200', deploymentPageSchema)).items;
  const shipments = (await observer.get('/shipments?limit=200', shipmentPageSchema)).items;
  const [requestId] = [...new Set(deployments.map((deployment) => deployment.requestId))];
  const request = await observer.get(`/support-requests/${requestId ?? ''}`, supportRequestDetailSchema);
  return { incidents, reports, deployments, shipments, request };
}

async function sql<Row extends object>(installation: Installation, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: installation.database.url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

interface Shelf {
  readonly item: string;
  readonly inAnkara: number;
  readonly elsewhere: number;
  readonly promised: number;
}

/** What lies on the shelves of each item, and how much of it is promised. */
async function shelves(installation: Installation): Promise<Map<string, Shelf>> {
  const rows = await sql<Shelf>(
    installation,
    `SELECT item_code AS item, coalesce(sum(quantity) FILTER (WHERE mission_id = 'KR-EMB-TR'), 0)::int AS "inAnkara",
            coalesce(sum(quantity) FILTER (WHERE mission_id <> 'KR-EMB-TR'), 0)::int AS elsewhere, sum(reserved)::int AS promised
       FROM resources_lot GROUP BY item_code`,
  );
  return new Map(rows.map((shelf) => [shelf.item, shelf]));
}

/** Nothing lost, nothing doubled: what was filed, asked for and sent is there exactly once. */
async function expectEverythingOnce(installation: Installation, before: Awaited<ReturnType<typeof shelves>>): Promise<void> {
  const { incidents, reports, deployments, shipments, request } = await outcome(installation);
  expect(incidents).toHaveLength(1);
  expect(reports).toHaveLength(reportsFiled + 1);
  expect(new Set(reports.map(({ summary }) => summary)).size).toBe(reports.length);
  expect(reports.filter(({ incidentId }) => incidentId !== incidents[0]?.id)).toEqual([]);
  expect(request.state).toBe('fulfilled');
  expect(deployments.map(({ state }) => state)).toEqual(Array.from({ length: asked.staff }, () => 'on-task'));
  expect(new Set(deployments.map(({ staffId }) => staffId)).size).toBe(asked.staff);
  expect(shipments.map(({ state }) => state)).toEqual(shipments.map(() => 'received'));
  const after = await shelves(installation);
  for (const [item, count] of Object.entries(asked.supplies)) {
    const items = shipments.flatMap((shipment) => shipment.items).filter(({ itemCode }) => itemCode === item);
    expect({ item, received: items.reduce((sum, { received }) => sum + (received ?? 0), 0) }).toEqual({ item, received: count });
    const { inAnkara = 0, elsewhere = 0 } = before.get(item) ?? {};
    expect(after.get(item)).toEqual({ item, inAnkara: inAnkara + count, elsewhere: elsewhere - count, promised: 0 });
  }
}

describe('the Türkiye earthquake of 2023, replayed at full speed', () => {
  // A deadline short enough to be waited for: the second hub's silence becomes a real escalation.
  let installation: Installation;
  let before: Awaited<ReturnType<typeof shelves>>;
  let said: { code: number | null; said: string };
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-replay-'));

  beforeAll(async () => {
    installation = await Installation.stand({
      OFFER_ACK_MINUTES_URGENT: '0.2',
      CHECKPOINT_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      CHECKPOINT_FILE: join(folder, 'checkpoints.jws'),
    });
    before = await shelves(installation);
    said = await installation.command(
      'replay',
      'turkiye-2023',
      '--speed',
      'max',
      '--api',
      installation.address,
      '--accounts',
      installation.accountsFile,
      '--patience',
      '60',
    );
  }, 180_000);
  afterAll(async () => {
    await installation.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('ends with the planned help arrived, on a board that equals a fresh one', async () => {
    expect(said.said).toContain('The planned help has arrived, and the board followed live equals a fresh one.');
    expect(said.code).toBe(0);
    await expectEverythingOnce(installation, before);
  });

  it('has had a hub that gave a part, one that did not answer in time, and one that the offer escalated to', async () => {
    const { request } = await outcome(installation);
    expect(request.offers.map(({ state }) => state).sort()).toEqual(['escalated', 'fulfilled', 'fulfilled']);
    const silent = request.offers.find(({ state }) => state === 'escalated');
    const instead = request.offers.find(({ escalatedFromOfferId }) => escalatedFromOfferId === silent?.id);
    expect(instead).toMatchObject({ tier: 'alternate', state: 'fulfilled' });
    expect(request.plan?.choices.map(({ reason }) => reason.code)).toContain('escalated-after-silence');
  });

  it('keeps the first report of one traveller, and who filed it, beside its correction to two', async () => {
    const { reports } = await outcome(installation);
    const two = reports.find(
      ({ category, nationals, correctsReportId }) => category === 'missing-person' && nationals?.best === 2 && correctsReportId !== null,
    );
    const one = await castOf(installation).observer.get(`/reports/${two?.correctsReportId ?? ''}`, reportDetailSchema);
    expect(one).toMatchObject({ nationals: { best: 1 }, correctedByReportId: two?.id });
    expect(one.summary).toContain('One Korean traveller');
    expect(one.filedBy).toBe(two?.filedBy);
    expect(one.sourceNote).toContain('newdaily.co.kr');
  });

  it('carries the times of 2023 and says where each fact is from', async () => {
    const { reports, incidents } = await outcome(installation);
    expect(incidents[0]).toMatchObject({ code: 'TUR-2023-0001', occurredAt: '2023-02-06T01:17:34.342Z' });
    expect(reports.filter(({ feed, sourceNote }) => feed === null && sourceNote === null)).toEqual([]);
    expect(reports.filter(({ reportedAt, feed }) => feed === null && reportedAt?.startsWith('2023-02-0') !== true)).toEqual([]);
  });

  it('is not played a second time beside itself by accident', async () => {
    const before = await outcome(installation);
    const again = await installation.command(
      'replay',
      'turkiye-2023',
      '--speed',
      'max',
      '--api',
      installation.address,
      '--accounts',
      installation.accountsFile,
    );
    expect(again.said).toContain('This world already has a replay of turkiye-2023 (TUR-2023-0001, still open)');
    expect(again.said).toContain('--again');
    expect(again.code).toBe(1);
    const after = await outcome(installation);
    expect([after.incidents.length, after.reports.length]).toEqual([before.incidents.length, before.reports.length]);
  });

  it('is served by an api that describes itself as `bongsu export-openapi` does without a database', async () => {
    const served: unknown = await (await fetch(`${installation.address}/api/openapi.json`)).json();
    expect(served).toEqual(JSON.parse(await apiDescription()));
  });

  it('leaves evidence that the published script finds genuine, and not after one altered byte', async () => {
    const { incidents } = await outcome(installation);
    const bundle = join(folder, 'incident.tar');
    const by = installation.accounts()[0]?.email ?? '';
    const reason = ['--reason', 'Request of the prosecution, 2023-117'];
    const made = await installation.command(
      'export-evidence',
      '--incident',
      incidents[0]?.code ?? '',
      '--out',
      bundle,
      ...reason,
      '--by',
      by,
    );
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/\d{2,} entries of TUR-2023-/) });
    const key = /--key (\S+)/.exec(made.said)?.[1] ?? '';
    const verify = (file: string) => spawnSync(process.execPath, [publishedVerifier, file, '--key', key], { encoding: 'utf8' });
    expect(verify(bundle)).toMatchObject({ status: 0 });
    const altered = readFileSync(bundle);
    altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
    writeFileSync(bundle, altered);
    expect(verify(bundle)).toMatchObject({ status: 1 });
  }, 60_000);

  it('leaves a journal whose chain is sound, until a row is altered behind its back', async () => {
    const sound = await installation.command('verify-journal');
    expect(sound).toMatchObject({ code: 0, said: expect.stringMatching(/^The journal is sound: \d+ entries/) });
    await sql(installation, 'ALTER TABLE journal_entry DISABLE TRIGGER USER');
    await sql(installation, `UPDATE journal_entry SET body = body || '{"reason":"nothing to see here"}' WHERE position = 40`);
    await sql(installation, 'ALTER TABLE journal_entry ENABLE TRIGGER USER');
    const broken = await installation.command('verify-journal');
    expect(broken).toMatchObject({ code: 1, said: expect.stringContaining('position 40 was altered') });
  });
});

describe('the same with kill -9 in the middle', () => {
  const run = runId(undefined);
  let installation: Installation;
  let before: Awaited<ReturnType<typeof shelves>>;
  beforeAll(async () => {
    installation = await Installation.stand();
    before = await shelves(installation);
  }, 120_000);
  afterAll(() => installation.stop(), 60_000);

  it('loses nothing and doubles nothing', async () => {
    const struck: Promise<void>[] = [];
    // At these lines the request that they announce is going out.
    const blows: readonly [string, readonly ('api' | 'worker')[]][] = [
      ['About 100 of them', ['api']],
      ['Ankara asks for support', ['worker']],
      ['The hubs answer', ['api', 'worker']],
      ['The supplies leave', ['api']],
      ['The supplies are counted in', ['worker', 'api']],
    ];
    const reckoning = await play(
      installation,
      (line) => {
        const blow = blows.find(([words]) => line.includes(words));
        if (blow) struck.push(strike(installation, blow[1]));
      },
      run,
    );
    await Promise.all(struck);
    expect(struck).toHaveLength(blows.length);
    expect(reckoning.faults).toEqual([]);
    expect(reckoning.figures).toMatchObject({ reports: reportsFiled, incidents: 1, requests: 1, deployments: asked.staff });
    expect(reckoning.figures.interruptions).toBeGreaterThan(0);
    await expectEverythingOnce(installation, before);
    expect(await installation.command('verify-journal')).toMatchObject({ code: 0 });
  }, 240_000);

  it('does nothing twice when the whole run is started again', async () => {
    const again = await play(installation, () => undefined, runId(run.id));
    expect(again.faults).toEqual([]);
    await expectEverythingOnce(installation, before);
  }, 120_000);
});

/** Dead at once, and back as soon as the machine can. */
async function strike(installation: Installation, programs: readonly ('api' | 'worker')[]): Promise<void> {
  await Promise.all(programs.map((program) => installation.kill(program)));
  for (const program of programs) installation.start(program);
}

describe('a board that is cut off during the replay', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.stand();
  }, 120_000);
  afterAll(() => installation.stop(), 60_000);

  it('equals a fresh load when it is back after half a minute, and when it is back after everything, whoever looks at it', async () => {
    const cast = castOf(installation);
    const people = ['hq-watch-2', 'ankara-duty', 'hub-warsaw'].map((key) => ({ key, operator: cast.actor(key) }));
    const boards = people.map(({ operator, key }) => ({ key, operator, board: new LiveBoard(installation.address, operator, patience) }));
    await Promise.all(boards.map(({ board }) => board.open()));
    // The first board comes back while the replay still goes on; the others when it is over.
    const [first] = boards;
    if (first === undefined) throw new Error('nobody looks');
    let absence: Promise<Absence> | undefined;
    const during = (line: string): void => {
      if (!line.includes('Ankara takes it on')) return;
      for (const { board } of boards) board.cut();
      absence = returnAfter(CUT_OFF_MS, first.board, installation);
    };
    // At this speed the thirty-seven hours last 55 seconds, with something happening every few.
    await play(installation, during, runId(undefined), 2_400);
    const away = await absence;
    const written = await entriesWritten(installation);
    expect(away?.lastedMs).toBeGreaterThanOrEqual(CUT_OFF_MS);
    // Entries were written in both halves of the cut, none of which the board had, and went on being written when it was back.
    expect(away).toMatchObject({ seenMeanwhile: 0 });
    const { atCut = 0, midway = 0, atReturn = 0 } = away ?? {};
    expect([midway - atCut, atReturn - midway, written - atReturn].map((count) => count > 0)).toEqual([true, true, true]);
    await expectFreshLoad(first);
    for (const { key, board, operator } of boards.slice(1)) {
      const blind = board.state;
      expect({ key, requests: Object.keys(blind.requests) }).toEqual({ key, requests: [] });
      board.reconnect();
      await expectFreshLoad({ key, board, operator });
    }
  }, 170_000);
});

const CUT_OFF_MS = 30_000;

interface Absence {
  readonly lastedMs: number;
  /** Entries in the journal when the line was cut, in the middle, and when it was there again. */
  readonly atCut: number;
  readonly midway: number;
  readonly atReturn: number;
  /** Entries that reached the board although it was cut off. */
  readonly seenMeanwhile: number;
}

/** The board comes back after this much real time, measured from now: it was cut just before. */
async function returnAfter(durationMs: number, board: LiveBoard, installation: Installation): Promise<Absence> {
  const startedMs = performance.now();
  const had = board.counted.entries;
  const sinceCut = (): number => performance.now() - startedMs;
  // The time itself is what is tested here; there is no condition to wait for.
  const until = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, Math.ceil(ms - sinceCut()) + 1)));
  const atCut = await entriesWritten(installation);
  await until(durationMs / 2);
  const midway = await entriesWritten(installation);
  await until(durationMs);
  const atReturn = await entriesWritten(installation);
  const lastedMs = sinceCut();
  const seenMeanwhile = board.counted.entries - had;
  board.reconnect();
  return { lastedMs, atCut, midway, atReturn, seenMeanwhile };
}

async function entriesWritten(installation: Installation): Promise<number> {
  const [row] = await sql<{ count: number }>(installation, 'SELECT count(*)::int AS count FROM journal_entry');
  return row?.count ?? 0;
}

async function expectFreshLoad({ key, board, operator }: { key: string; board: LiveBoard; operator: Caller }): Promise<void> {
  await eventually(`the board of ${key} equals a fresh load`, async () => {
    const fresh = await operator.get('/board/snapshot', snapshotSchema);
    return JSON.stringify(sortedKeys(board.state)) === JSON.stringify(sortedKeys(fresh.state));
  });
  expect({ key, requests: Object.keys(board.state.requests).length }).toEqual({ key, requests: 1 });
  expect(board.counted.interruptions).toBe(1);
  board.close();
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortedKeys(inner)]),
  );
}
