import { Client } from 'pg';
import { atMost, exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import type { PostgresPart } from '../world/postgres-part';
import type { ProgramPart } from '../world/program-part';
import { standbyOf } from '../world/standby';
import type { World } from '../world/world';

/** Longer than a report takes under load, and what an old primary has nobody for. */
const OLD_PRIMARY_WAITS_MS = 2_500;

/** The machine of the database is lost, and its standby takes its place at the same address. */
export const standbyTakesOver = scenario({
  id: 'STANDBY',
  name: 'no acknowledged report is lost when the machine of the database is, and nobody writes to the old one when it comes back',
  fault:
    'kill -9 of the primary under load, its address moved to the synchronous standby, promoted there; then the old primary started again',
  world: { lines: ['postgres'] },
  ownWorld: true,
  short: null,
  long: { perSecond: 15, spellMs: 3_000 },
  run: async ({ world, say }, { perSecond, spellMs }) => {
    const [api] = world.apis;
    if (api === undefined) throw new Error('no api');
    const standby = await standbyOf(world);
    const old = world.postgres;
    const refusedToStart = await startedOn(world, standby);
    const load = IntakeLoad.start(world, { perSecond });
    await until('the load runs', 30_000, () => load.acknowledgedSoFar > 5);
    await last(spellMs);

    await old.kill();
    const killedMs = performance.now();
    await world.failOverTo(standby);
    const saidStandby = await timed(() => until('the api says that it has a standby', 20_000, () => saysOfDatabase(api, 'is a standby')));
    await world.sql('SELECT pg_promote(true, 60)');
    const promoted = performance.now();
    await acknowledgedAgain(load);
    const [sincePromoted, sinceKilled] = [performance.now() - promoted, performance.now() - killedMs];
    await last(spellMs);

    await old.start();
    const waits = await oldPrimaryWaits(old);
    const fenced = await pointedToFenced(world, old, standby, api, load);
    const backMs = (await timed(() => acknowledgedAgain(load))).ms;
    await last(spellMs);
    const { acknowledged, unanswered, refused, tries, latenciesMs } = await load.stop();
    await old.kill();
    say(`tries: ${outcomesOf(tries)}`);
    const otherwise = tries.filter(({ outcome }) => typeof outcome === 'number' && ![201, 503].includes(outcome)).length;
    return [
      figure('reports acknowledged', acknowledged, ''),
      figure('never answered', unanswered, '', exactly(0)),
      figure('refused', refused.length, '', exactly(0)),
      figure('tries answered otherwise than 201 or 503', otherwise, '', exactly(0)),
      figure('processes that started on a standby', refusedToStart ? 0 : 1, '', exactly(0)),
      figure('address on a standby until readiness says so', saidStandby.ms, 'ms', atMost(10_000)),
      figure('promoted until a report is acknowledged', sincePromoted, 'ms', atMost(10_000)),
      figure('killed until a report is acknowledged', sinceKilled, 'ms', atMost(30_000)),
      figure('commits that the old primary acknowledged', waits ? 0 : 1, '', exactly(0)),
      figure('reports acknowledged while the address led to the old primary, fenced', fenced, '', exactly(0)),
      figure('address right again until a report is acknowledged', backMs, 'ms', atMost(10_000)),
      figure('slowest answer, tries and all', slowness(latenciesMs).slowestMs, 'ms'),
    ];
  },
});

/** Whether a worker that is sent to a standby leaves, with a sentence that says why. */
async function startedOn(world: World, standby: PostgresPart): Promise<boolean> {
  const [worker] = world.workers;
  if (worker === undefined) throw new Error('no worker');
  await worker.terminate();
  worker.start({ environment: { DATABASE_URL: standby.url() } });
  await until('the worker has left', 60_000, () => !worker.isRunning);
  const says = worker.lastWords().includes('the database is a standby and takes no writes');
  worker.start();
  await worker.ready();
  return says;
}

async function saysOfDatabase(api: ProgramPart, words: string): Promise<boolean> {
  const readiness = await api.readiness();
  return readiness?.httpStatus === 503 && (readiness.parts['database'] ?? '').includes(words);
}

function acknowledgedAgain(load: IntakeLoad): Promise<unknown> {
  const before = load.acknowledgedSoFar;
  return until('a report is acknowledged again', 60_000, () => load.acknowledgedSoFar > before);
}

/** The old primary waits for a standby that follows another now: whoever still reaches it is told of no commit. */
async function oldPrimaryWaits(old: PostgresPart): Promise<boolean> {
  const client = new Client({ connectionString: old.url(), application_name: 'faults session' });
  client.on('error', () => undefined);
  await client.connect();
  const committed = client.query('CREATE TABLE written_to_the_old_primary ()').then(
    () => true,
    () => false,
  );
  const waited = await Promise.race([committed.then((held) => !held), last(OLD_PRIMARY_WAITS_MS).then(() => true)]);
  // Left waiting as it is: asking it to give up would have it say that it holds.
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  return waited;
}

/** The old primary is fenced as the runbook says, and the address is moved to it by mistake for a while; answers what was acknowledged then. */
async function pointedToFenced(world: World, old: PostgresPart, now: PostgresPart, api: ProgramPart, load: IntakeLoad): Promise<number> {
  const client = new Client({ connectionString: old.url(), application_name: 'faults session' });
  await client.connect();
  await client.query('ALTER SYSTEM SET default_transaction_read_only = on');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  world.lines.postgres?.pointTo(old.port);
  // What was on its way when the address moved was acknowledged by the right one.
  await until('the api says that its database is read-only', 20_000, () => saysOfDatabase(api, 'read-only'));
  const before = load.acknowledgedSoFar;
  await last(OLD_PRIMARY_WAITS_MS);
  const acknowledged = load.acknowledgedSoFar - before;
  world.lines.postgres?.pointTo(now.port);
  return acknowledged;
}
