import { type Socket, io } from 'socket.io-client';
import { AccessJobsModule, type RoleGrant } from '@bongsu/access';
import { DispatchHttpModule, DispatchJobsModule, dispatchEntities } from '@bongsu/dispatch';
import { IncidentsHttpModule, IncidentsJobsModule, incidentsEntities } from '@bongsu/incidents';
import { Sensitive, newId, ok } from '@bongsu/kernel';
import { MissionsHttpModule, missionsEntities } from '@bongsu/missions';
import { Database, PersonalData, PlatformJobsModule, UnitOfWork, systemActor } from '@bongsu/platform';
import type { Frame, LiveEntry } from '@bongsu/platform/contract';
import { ResourcesHttpModule, resourcesEntities, staffData } from '@bongsu/resources';
import { SituationHttpModule, SituationJobsModule, situationEntities } from '@bongsu/situation';
import { describeApi } from '../../apps/api/src/openapi';
import { type ApiOperation, addressOf, operationsOf } from '../harness/api-operations';
import { eventually } from '../harness/eventually';
import { type TestApp, startTestApp } from '../harness/http-app';
import { ANKARA, BLANKET, HATAY, type Insiders, sayingHatay, sealedLife } from '../harness/sealed-life';
import { seededMissions } from '../harness/seeded-missions';
import { type MissionWorld, about } from '../harness/two-missions';

const KIT = 'KMEDKFAI01B';
const modules = [
  ...[MissionsHttpModule, ResourcesHttpModule, IncidentsHttpModule, DispatchHttpModule, SituationHttpModule],
  ...[PlatformJobsModule, AccessJobsModule, IncidentsJobsModule, DispatchJobsModule, SituationJobsModule],
];
const entities = [missionsEntities, resourcesEntities, incidentsEntities, dispatchEntities, situationEntities].flatMap((of) => of as []);

/**
 * What physically shows, and is the only difference: the hub's nurse is away and its blankets are gone, to Ankara. Told of her row in the roster, of
 * the lots of blankets, and of the entries that say so; see docs/security/row-policies.md.
 */
const NURSE = 'H-2';
const shows = {
  /** Of her row these columns. */
  roster: ['state', 'version', 'restUntil', 'lastReturnAt'],
  lot: { itemCode: BLANKET },
  entries: {
    'resources.staff-state-changed': { staffNo: NURSE },
    'resources.lot-adjusted': { itemCode: BLANKET },
  },
} as const;

/** Routes that are not asked: they answer whoever signs in, and nothing of any mission. */
const notAsked = ['Oidc.begin', 'Oidc.callback', 'OidcLogout.farewell'];

/** Whose role brings her no live board. */
const deaf = 'the privacy officer';

/** What nobody of them has: people to lend rights to, the mark of a copy, a document of a feed, a seal, a proposal, a passport that was recorded. */
const nothingThere = ['Delegations.candidates', 'Exports.copy', 'Feeds.document', 'IncidentSeals.one', 'Proposals.one'];

/** Everything that one outsider was told, in order. */
interface Told {
  /** By operation and question, the answer with its head. */
  readonly answers: Readonly<Record<string, string>>;
  readonly entries: readonly string[];
  readonly frames: readonly string[];
}
interface Run {
  readonly told: ReadonlyMap<string, Told>;
  readonly metrics: readonly string[];
  readonly codes: readonly string[];
}

describe('a sealed incident changes no byte that an outsider receives, but for who and what has left the hub', () => {
  let without: Run;
  let within: Run;

  beforeAll(async () => {
    without = await run(false);
    within = await run(true);
  }, 300_000);

  it('neither in an answer nor in its head, whatever she asks', () => {
    const different: string[] = [];
    for (const [who, { answers }] of without.told) {
      const others = within.told.get(who)?.answers ?? {};
      expect(Object.keys(others)).toEqual(Object.keys(answers));
      for (const [asked, answer] of Object.entries(answers))
        if (others[asked] !== answer) different.push(`${who}, ${asked}:\n${differenceOf(answer, others[asked] ?? '')}`);
    }
    expect(different).toEqual([]);
  });

  it('and she was answered: every route that she may ask tells her something, but where there is nothing', () => {
    const told = [...without.told.values()].flatMap(({ answers }) => Object.entries(answers));
    const answered = new Set(told.filter(([, answer]) => answer.startsWith('200')).map(([asked]) => asked.split(' ')[0] ?? ''));
    const asked = new Set(told.map(([question]) => question.split(' ')[0] ?? ''));
    expect([...asked].filter((operation) => !answered.has(operation)).sort()).toEqual(nothingThere);
  });

  it('nor in an entry that her open line brings her, nor in how many frames bring nothing', () => {
    for (const [who, { entries, frames }] of without.told) {
      const others = within.told.get(who)?.entries ?? [];
      expect({ who, entries: others.filter((entry) => !isPhysical(JSON.parse(entry) as LiveEntry)) }).toEqual({ who, entries });
      expect({ who, frames: within.told.get(who)?.frames }).toEqual({ who, frames });
      expect(entries.length > 5).toBe(who !== deaf);
    }
  });

  it('nor in a figure that is scraped', () => {
    // The head of the journal, and what boards were shown, move by the entries that headquarters sees, and by no other.
    const physical = within.told.get('an administrator')?.entries.filter((entry) => isPhysical(JSON.parse(entry) as LiveEntry)).length ?? 0;
    const ofEntries = ['bongsu_journal_head', 'bongsu_stored_to_board_seconds_count'];
    const moved = (metrics: readonly string[], name: string): number =>
      Number(metrics.find((line) => line.startsWith(`${name} +`))?.slice(name.length + 2));
    for (const name of ofEntries)
      expect({ name, by: moved(within.metrics, name) - moved(without.metrics, name) }).toEqual({ name, by: physical });
    const rest = (metrics: readonly string[]): string[] =>
      metrics.filter((line) => !ofEntries.some((name) => line.startsWith(`${name} +`)));
    expect(rest(within.metrics)).toEqual(rest(without.metrics));
  });

  it('nor in the next number of an incident, a report, a request or an export', () => {
    expect(within.codes).toEqual(without.codes);
    expect(without.codes.every((code) => /\d/.test(code))).toBe(true);
  });
});

async function run(withSeal: boolean): Promise<Run> {
  const test = await startTestApp(modules, entities, { QUEUE_RECONCILE_MS: '200' });
  try {
    return await live(test, withSeal);
  } finally {
    await test.close();
  }
}

async function live(test: TestApp, withSeal: boolean): Promise<Run> {
  await seededMissions(test.app);
  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => test.app.get(Database).query(sql, parameters);
  const [row] = await query<{ hub: string }>(`SELECT primary_hub_id AS hub FROM missions_hub_membership WHERE mission_id = $1`, [ANKARA]);
  const hub = row?.hub ?? '';
  const stored = await furnish(test, hub);
  const operations = operationsOf(describeApi(test.app));

  const enter = async (grant: RoleGrant): Promise<{ token: string; id: string }> => {
    const token = await test.signIn(grant);
    return { token, id: ((await test.call(token, 'GET', '/api/v1/me')).body as { id: string }).id };
  };
  const ask = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const settle = async (): Promise<void> => {
    await eventually(
      'everything is numbered and done',
      async () => {
        const [left] = await query<{ n: number }>(
          `SELECT ((SELECT count(*) FROM journal_entry WHERE position IS NULL) +
                 (SELECT coalesce(max(position), 0) FROM journal_entry) - (SELECT min(position) FROM platform_follower_cursor) +
                 (SELECT count(*) FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at < now()))::int AS n`,
        );
        return left?.n === 0;
      },
      30_000,
    );
  };

  const duty = await enter({ role: 'duty-officer', missions: [ANKARA] });
  const outsiders = {
    'a duty officer of the same mission': duty,
    'the coordinator of its hub': await enter({ role: 'hub-coordinator', missions: [hub] }),
    'the watch officer at headquarters': await enter({ role: 'headquarters-watch-officer', missions: '*' }),
    'an administrator': await enter({ role: 'administrator', missions: '*' }),
    [deaf]: await enter({ role: 'privacy-officer', missions: '*' }),
  };
  const desk = outsiders['the watch officer at headquarters'];
  const coordinator = outsiders['the coordinator of its hub'];
  const inside = {
    sealer: await enter({ role: 'duty-officer', missions: [ANKARA] }),
    head: await enter({ role: 'head-of-mission', missions: [ANKARA] }),
    hub: await enter({ role: 'hub-coordinator', missions: [hub] }),
    desk: await enter({ role: 'headquarters-watch-officer', missions: '*' }),
    stranger: await enter({ role: 'duty-officer', missions: ['KR-EMB-GR'] }),
    named: await enter({ role: 'hub-coordinator', missions: [hub] }),
  };
  const insiders: Insiders = {
    sealer: inside.sealer.token,
    head: inside.head.token,
    hub: inside.hub.token,
    desk: inside.desk.token,
    stranger: inside.stranger.token,
    names: [inside.head.id, inside.hub.id, inside.desk.id],
    named: inside.named.id,
  };
  const steps = [...sealedLife(test, insiders, settle)];
  /** What happens in the second world alone. */
  const meanwhile = async (): Promise<void> => {
    const step = steps.shift();
    if (withSeal && step !== undefined) await step();
  };

  const before = await settledCounts(test);
  const lines = await Promise.all(
    Object.entries(outsiders)
      .filter(([who]) => who !== deaf)
      .map(async ([who, { token }]) => [who, await follow(test, token)] as const),
  );

  // Each step of the ordinary world has one of the sealed one before it.
  await meanwhile();
  const opening = { title: 'Earthquake', category: 'earthquake', urgency: 'U1', ...HATAY };
  const incident = await ask<Coded>(duty.token, 'POST', '/incidents', opening);
  // Opening and reporting both look for what is alike: which of them finds it first must not be a matter of chance.
  await settle();
  const first = await ask<Coded>(duty.token, 'POST', '/reports', {
    ...sayingHatay('Two travellers cannot be reached'),
    incidentId: incident.id,
  });
  const second = await ask<Coded>(duty.token, 'POST', '/reports', sayingHatay('A hotel fell down'));
  const task = await ask<Coded>(duty.token, 'POST', `/incidents/${incident.id}/add-task`, { title: 'Ring', ownerMissionId: ANKARA });
  await settle();
  await meanwhile();
  const request = await ask<Coded>(duty.token, 'POST', '/support-requests', {
    incidentId: incident.id,
    missionId: ANKARA,
    priority: 'P2',
    neededBy: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    justification: 'consular support',
    lines: [
      { kind: 'staff', skill: 'consular', count: 1 },
      { kind: 'supply', itemCode: KIT, count: 2 },
    ],
  });
  await settle();
  const offered = await ask<{ offers: Coded[] }>(coordinator.token, 'GET', `/support-requests/${request.id}`);
  const offer = offered.offers[0]?.id ?? '';
  if (offer === '') throw new Error(`nobody was asked: ${JSON.stringify(offered)}`);
  await ask(coordinator.token, 'POST', `/offers/${offer}/accept`, {});
  await settle();
  await meanwhile();
  const sent = await ask<{ deployments: Coded[]; shipments: Coded[] }>(duty.token, 'GET', `/support-requests/${request.id}`);
  const [deployment, shipment] = [sent.deployments[0]?.id ?? '', sent.shipments[0]?.id ?? ''];
  await ask(coordinator.token, 'POST', `/shipments/${shipment}/dispatch`);
  await settle();
  await meanwhile();
  await ask(desk.token, 'POST', `/incidents/${incident.id}/set-alert-level`, { level: 'attention', basis: 'as before' });
  await ask(duty.token, 'POST', `/incidents/${incident.id}/sitreps`, {});
  await settle();
  await meanwhile();
  const next = await ask<Coded>(duty.token, 'POST', '/incidents', { ...opening, title: 'Another one' });
  await settle();
  const asked = {
    incidentId: next.id,
    missionId: ANKARA,
    priority: 'P3',
    justification: 'more',
    lines: [{ kind: 'supply', itemCode: KIT, count: 1 }],
  };
  const neededBy = new Date(Date.now() + 20 * 86_400_000).toISOString();
  const nextRequest = await ask<Coded>(duty.token, 'POST', '/support-requests', { ...asked, neededBy });
  await settle();
  const order = { kind: 'staff', content: 'plain', missionIds: [ANKARA], reason: 'A list for the desk', legalBasis: 'public-task' };
  const exported = await ask<{ id: string; reference: string }>(desk.token, 'POST', '/exports', order);
  await settle();
  const last = await ask<Coded>(duty.token, 'POST', '/reports', sayingHatay('The last of the day'));
  await settle();
  const end = await ask<Coded>(duty.token, 'POST', `/incidents/${incident.id}/add-task`, { title: 'The end', ownerMissionId: ANKARA });
  for (const [who, { entries }] of lines)
    await eventually(`${who} was told of the last task`, () => entries.some(({ body }) => has(body as Item, { taskId: end.id })));
  // What follows is only asking; taking a file is told of too, whenever that comes.
  const heardOf = new Map(lines.map(([who, { entries, frames }]) => [who, { entries: [...entries], frames: [...frames] }]));

  const [proposed] = await query<Coded>(
    'SELECT id FROM incidents_duplicate_proposal WHERE incident_id = $1 ORDER BY proposed_at, id LIMIT 1',
    [incident.id],
  );
  const world: MissionWorld = {
    ...{ mission: ANKARA, hub, incident: incident.id, report: first.id, task: task.id, duplicate: proposed?.id ?? '', request: request.id },
    ...{ offer, deployment, shipment, ...stored, passportNo: 'M00000001', exportId: exported.id },
  };
  const told = new Map<string, Told>();
  for (const [who, { token }] of Object.entries(outsiders)) {
    const answers: Record<string, string> = {};
    for (const operation of operations.filter(({ id, method }) => method === 'GET' && !notAsked.includes(id)))
      for (const path of addresses(operation, world, duty.id))
        answers[`${operation.id} ${alike(path)}`] = await heard(test, token, operation.id, path);
    const line = heardOf.get(who);
    told.set(who, { answers, entries: (line?.entries ?? []).map((entry) => alike(JSON.stringify(entry))), frames: line?.frames ?? [] });
  }
  const codes = [incident.code, first.code, second.code, request.code, next.code, nextRequest.code, last.code, exported.reference];
  const metrics = differenceBetween(before, await settledCounts(test));
  for (const [, { socket }] of lines) socket.disconnect();
  return { told, metrics, codes };
}

interface Coded {
  readonly id: string;
  readonly code: string;
}

/** At the hub: a consul and kits for the ordinary world, a nurse and blankets for the other. Answers what Ankara has of its own. */
async function furnish({ app }: TestApp, hub: string): Promise<{ lot: string; staff: string }> {
  const query = <Row>(sql: string, parameters: unknown[]): Promise<Row[]> => app.get(Database).query(sql, parameters);
  await query(
    `INSERT INTO resources_catalogue_item (item_code, category, name_en, name_ko, unit) VALUES ($1, 'medical', 'First aid kit', '구급낭', 'piece'), ($2, 'shelter', 'Blanket', '담요', 'piece')`,
    [KIT, BLANKET],
  );
  const people = [
    ['T-1', ANKARA, 'consular'],
    ['H-1', hub, 'consular'],
    ['H-2', hub, 'medical'],
  ];
  const ids = people.map(() => newId());
  await app.get(UnitOfWork).run(systemActor('test', 'test'), async (tx) => {
    for (const [at, [staffNo, mission, skill]] of people.entries()) {
      const sealer = await app.get(PersonalData).forNew(tx, staffData, ids[at] ?? '');
      tx.write(
        `INSERT INTO resources_staff (id, staff_no, display_name, mission_id, grade, skills, languages, visas, state, synthetic, version)
         VALUES ($1, $2, $3, $4, 'consul', ARRAY[$5], '[]', '[]', 'available', true, 1)`,
        [ids[at], staffNo, sealer.seal('displayName', Sensitive.of('Invented Person')), mission, skill],
      );
    }
    return ok(null);
  });
  for (const [lotNo, mission, item] of [
    ['T-1', ANKARA, 'KMEDKFAI01B'],
    ['H-1', hub, KIT],
    ['H-2', hub, BLANKET],
  ]) {
    const [made] = await query<{ id: string }>(
      `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, version)
       VALUES (gen_random_uuid(), $1, $2, $3, 50, 0, 'piece', NULL, 'good', true, 1) RETURNING id`,
      [lotNo, item, mission],
    );
    ids.push(made?.id ?? '');
  }
  return { staff: ids[0] ?? '', lot: ids[3] ?? '' };
}

/** Every way of asking: as it is, and a list by pages of two. */
function addresses(operation: ApiOperation, world: MissionWorld, accountId: string): string[] {
  const known = about(world, operation);
  const filled = addressOf(operation, (name) => (name === 'id' && operation.id.startsWith('People.') ? accountId : known(name)));
  const path = operation.id === 'Privacy.records' ? `${filled.split('?')[0] ?? ''}?subject=report/${world.report}` : filled;
  // A lot more moves what stands on a page.
  const pages = operation.id !== 'Resources.lots' && operation.queryParameters.some(({ name }) => name === 'limit');
  return pages ? [path, `${path}${path.includes('?') ? '&' : '?'}limit=2`] : [path];
}

/** An answer with its head, without what no two runs have in common. */
async function heard(test: TestApp, token: string, operation: string, path: string): Promise<string> {
  const answer = await test.call(token, 'GET', path);
  // What physically shows takes its room in the text too. Figures are compared of their own, see differenceBetween.
  const varies = operation === 'Health.metrics' || operation in showing;
  // Ids are random, and what is random packs a little better or worse; what was packed is compared as it is read.
  const ofNoLength = varies || answer.headers.has('content-encoding');
  const head = [...answer.headers].filter(([name]) => name !== 'date' && !(ofNoLength && name === 'content-length'));
  const body: unknown = operation === 'Health.metrics' ? '' : withoutWhatShows(answer.body, operation);
  const said = typeof body === 'string' ? body : JSON.stringify(body, null, 1);
  return alike([String(answer.status), ...head.map(([name, value]) => `${name}: ${value}`), said].join('\n'));
}

type Item = Readonly<Record<string, unknown>>;
const has = (item: Item, facts: Item): boolean => Object.entries(facts).every(([name, value]) => item[name] === value);

/** The lists in which it shows: what is left of an item of theirs. */
const showing: Readonly<Record<string, (item: Item) => Item | null>> = {
  'Resources.staff': (item) =>
    has(item, { staffNo: NURSE }) ? { ...item, ...Object.fromEntries(shows.roster.map((column) => [column, 'shows'])) } : item,
  'Resources.lots': (item) => (has(item, shows.lot) ? null : item),
  'Board.list': (item) => (isPhysical(item as unknown as LiveEntry) ? null : item),
};

function isPhysical({ kind, body }: Pick<LiveEntry, 'kind' | 'body'>): boolean {
  const facts = (shows.entries as Readonly<Record<string, Item | undefined>>)[kind];
  return facts !== undefined && has(body as Item, facts);
}

function withoutWhatShows(body: unknown, operation: string): unknown {
  const left = showing[operation];
  if (left === undefined || typeof body !== 'object' || body === null || !('items' in body) || !Array.isArray(body.items)) return body;
  return { ...body, items: (body.items as Item[]).map(left).filter((item) => item !== null) };
}

/** Ids by the order in which they come, times and what is opaque by their length: everything else as it is. */
function alike(text: string): string {
  const ids = new Map<string, string>();
  const named = (id: string): string => {
    const name = ids.get(id) ?? `id-${String(ids.size + 1)}`;
    ids.set(id, name);
    return name;
  };
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, named)
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z/g, (time) => `time of ${String(time.length)}`)
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'time in print')
    .replace(/\b[0-9a-f]{64}\b/g, 'a digest')
    .replace(/(EXP-\d{4}-\d{6}-\d-)[A-Z2-7]{6}/g, '$1mark')
    .replace(/^etag: "[\w-]{22}"$/m, 'etag: opaque')
    .replace(/("(?:cursor|nextCursor|key)": ?")([\w-]+)"/g, (_, name: string, cursor: string) => `${name}${String(cursor.length)} opaque"`);
}

/** An open line from now on. Frames are kept as what they hold besides entries: how those are spread over them is a matter of timing. */
async function follow(test: TestApp, token: string): Promise<{ socket: Socket; entries: LiveEntry[]; frames: string[] }> {
  const socket = io(test.origin, { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true, auth: { token } });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  const entries: LiveEntry[] = [];
  const frames: string[] = [];
  const other = (text: string): void => {
    if (!frames.includes(text)) frames.push(text);
  };
  socket.on('frame', ({ entries: brought, cursor, n: _, ...more }: Frame) => {
    entries.push(...brought);
    other(`${brought.length === 0 ? 'empty' : 'full'}, cursor of ${String(cursor.length)}, and ${JSON.stringify(more)}`);
  });
  socket.onAny((name: string) => other(`event ${name}`));
  socket.once('disconnect', (reason) => {
    if (reason !== 'io client disconnect') other(`cut: ${reason}`);
  });
  const answer: unknown = await socket.timeout(5_000).emitWithAck('follow', { after: await test.cursorOf(token) });
  other(alike(JSON.stringify(answer)));
  return { socket, entries, frames };
}

/** What is counted: figures of time and of the machine differ from run to run. */
/** A job is counted a moment after its row says that it is done. */
async function settledCounts(test: TestApp): Promise<ReadonlyMap<string, number>> {
  let counts = await countsOf(test);
  const ofJobs = (): string => JSON.stringify([...counts].filter(([name]) => name.startsWith('bongsu_job_')));
  await eventually('every job that was done is counted', async () => {
    const last = ofJobs();
    counts = await countsOf(test);
    return ofJobs() === last;
  });
  return counts;
}

async function countsOf(test: TestApp): Promise<ReadonlyMap<string, number>> {
  const { body } = await test.call(null, 'GET', '/metrics');
  const lines = String(body as unknown)
    .split('\n')
    .filter((line) => /^bongsu_/.test(line) && !/_(bucket|sum|bytes)\b|_seconds\{queue|_seconds \d|_age_|route="\/metrics"/.test(line));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
}

/** Counters of this process go on from one world to the next: what was added. */
function differenceBetween(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  return [...after].map(([name, value]) => `${name} +${String(value - (before.get(name) ?? 0))}`).sort();
}

function differenceOf(one: string, other: string): string {
  const [a, b] = [one.split('\n'), other.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return `without: ${a.slice(at, at + 3).join(' ')}\nwith: ${b.slice(at, at + 3).join(' ')}`;
}
