import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { Database } from '@bongsu/platform';
import { type ApiOperation, type JsonSchema, addressOf, sampleOf } from '../harness/api-operations';
import { type MissionWorld, about, twoMissions } from '../harness/two-missions';
import { startWholeApi } from '../harness/whole-api';

/** A run can be repeated: `FUZZ_SEED=… npx jest test/acceptance/fuzz`. */
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
const TRIES_EACH = Number(process.env['FUZZ_TRIES'] ?? 24);
/** Ends the caller's own session, or takes wrong passwords for what they are. */
const notAsked = new Set(['Sessions.end', 'OwnSecurity.endOthers', 'OwnSecurity.changePassword', 'Sessions.begin']);

const wild = [
  null,
  true,
  -1,
  0,
  1e9,
  1e308,
  -0.5,
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnp.exe',
  '../../etc/passwd',
  '%00',
  'name; DROP TABLE incidents_incident',
  "' OR 1=1 --",
  '{{7*7}}',
  'x'.repeat(5_000),
  '9'.repeat(400),
  '2023-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.000Z',
  'KR-EMB-XX',
  { $ne: 1 },
  { $gt: '' },
  { toString: 'x' },
  { constructor: { prototype: { polluted: true } } },
  [],
  [[]],
  [null],
  {},
] as const;

const odd = fc.oneof(fc.constantFrom<unknown>(...wild), fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary', maxLength: 40 }));

/** What may be wrong with a request that is otherwise as it should be. */
type Harm =
  | { readonly kind: 'field'; readonly pick: number; readonly value: unknown }
  | { readonly kind: 'inner'; readonly pick: number; readonly value: unknown }
  | { readonly kind: 'missing'; readonly pick: number }
  | { readonly kind: 'body'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'id'; readonly value: unknown }
  | { readonly kind: 'query'; readonly pick: number; readonly value: unknown }
  | { readonly kind: 'twice'; readonly pick: number }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

const pick = fc.nat(50);
const harms: fc.Arbitrary<Harm> = fc.oneof(
  fc.record({ kind: fc.constant('field' as const), pick, value: odd }),
  fc.record({ kind: fc.constant('inner' as const), pick, value: odd }),
  fc.record({ kind: fc.constant('missing' as const), pick }),
  fc.record({ kind: fc.constant('body' as const), value: odd }),
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.constantFrom(
      '{"__proto__":{"polluted":true}}',
      '{"constructor":{"prototype":{"polluted":true}}}',
      '{"a":1,"a":2}',
      '{',
      '"\\ud800"',
      '\u0000',
      `${'['.repeat(1_000)}${']'.repeat(1_000)}`,
      `{"a":${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}}`,
      `{"x":"${'y'.repeat(70_000)}"}`,
      `{"x":${'9'.repeat(10_000)}}`,
    ),
  }),
  fc.record({ kind: fc.constant('id' as const), value: odd }),
  fc.record({ kind: fc.constant('query' as const), pick, value: odd }),
  fc.record({ kind: fc.constant('twice' as const), pick }),
  fc.record({
    kind: fc.constant('header' as const),
    name: fc.constantFrom(
      'if-match',
      'idempotency-key',
      'content-type',
      'authorization',
      'cookie',
      'x-correlation-id',
      'accept',
      'range',
      'if-none-match',
    ),
    value: fc.constantFrom(
      '"-1"',
      '"999999999999"',
      'W/"1"',
      '*',
      'null',
      'x'.repeat(3_000),
      'application/json; charset=utf-7',
      'bytes=0-',
      '{"$ne":1}',
      '%00',
    ),
  }),
);

describe('bad input, made from the description of the API', () => {
  let test: Awaited<ReturnType<typeof startWholeApi>>;
  let world: MissionWorld;
  const tokens: string[] = [];

  beforeAll(async () => {
    test = await startWholeApi({ SIGN_IN_FREE_TRIES: '100', SIGN_IN_FREE_TRIES_PER_ADDRESS: '10000' });
    world = (await twoMissions(test)).own;
    tokens.push(await test.signIn({ role: 'administrator', missions: '*' }));
    tokens.push(await test.signIn({ role: 'privacy-officer', missions: '*' }, { role: 'head-of-mission', missions: [world.mission] }));
  }, 240_000);
  afterAll(() => test.close());

  it('is never a fault of ours, leaves nothing half done, answers no more than a page, and holds up nobody', async () => {
    process.stdout.write(`fuzz: FUZZ_SEED=${String(seed)}\n`);
    const idle = await delayOf(() => delay(1_000));
    const wrong: string[] = [];
    const told = new Map<number, number>();
    const busy = await delayOf(async () => {
      for (const [nth, operation] of test.operations.entries()) {
        if (notAsked.has(operation.id)) continue;
        const tries = fc.sample(harms, {
          seed: seed + nth,
          numRuns: operation.body === undefined ? Math.ceil(TRIES_EACH / 2) : TRIES_EACH,
        });
        for (const [n, harm] of tries.entries()) {
          const before = operation.method === 'GET' ? '' : await rows();
          const { status, size, text } = await asked(operation, harm, tokens[n % 2] ?? '');
          told.set(status, (told.get(status) ?? 0) + 1);
          const at = `${operation.id} ${JSON.stringify(harm).slice(0, 120)}: ${String(status)}`;
          if (status >= 500 && status !== 503) wrong.push(`${at} ${text.slice(0, 200)}`);
          if (size > 2_000) wrong.push(`${at} answered ${String(size)} rows`);
          // What was refused has left no trace in any table of state or in the journal.
          if (status >= 400 && operation.method !== 'GET' && !leavesTraces.has(operation.id) && (await rows()) !== before)
            wrong.push(`${at} was refused and has changed something`);
        }
      }
    });
    process.stdout.write(
      `fuzz: ${[...told]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${String(n)} × ${String(status)}`)
        .join(', ')}\n`,
    );
    expect(wrong).toEqual([]);
    // Most of it is really bad, and not merely turned away at the door.
    expect(told.get(400) ?? 0).toBeGreaterThan(test.operations.length);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // By comparison, since the machine may be busy with other things: no single request holds the process for long.
    expect(busy).toBeLessThan(Math.max(20 * idle, 500));
  }, 200_000);

  /** A caller whose sign-in fails is counted, a challenge is kept, and a broken feed document is kept on purpose. */
  const leavesTraces = new Set([
    'Feeds.usgs',
    'PasskeySignIn.options',
    'PasskeySignIn.begin',
    'Sessions.secondFactor',
    'Passkeys.options',
    'OwnSecurity.beginTotp',
  ]);

  /** How many rows there are of everything that a request may change, and the length of the journal. */
  async function rows(): Promise<string> {
    const [counts] = await test.app.get(Database).query<Record<string, string>>(
      `SELECT (SELECT count(*) FROM journal_entry) AS journal, (SELECT count(*) FROM incidents_incident) AS incidents, (SELECT count(*) FROM incidents_report) AS reports,
              (SELECT count(*) FROM dispatch_request) AS requests, (SELECT count(*) FROM access_account) AS accounts, (SELECT sum(version) FROM resources_lot) AS lots,
              (SELECT sum(version) FROM incidents_incident) AS changes`,
    );
    return JSON.stringify(counts);
  }

  async function asked(operation: ApiOperation, harm: Harm, token: string): Promise<{ status: number; size: number; text: string }> {
    const known = about(world, operation);
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    const url = new URL(addressOf(operation, known), test.origin);
    let body = operation.body === undefined ? undefined : harmed(operation.body, sampleOf(operation.body, known), harm);
    if (harm.kind === 'text' && operation.body !== undefined) body = harm.text;
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (harm.kind === 'id' && operation.pathParameters.length > 0) url.pathname = withOddId(operation, harm.value);
    if (harm.kind === 'query' || harm.kind === 'twice') {
      const names = [
        ...operation.queryParameters.map(({ name }) => name),
        'limit',
        'cursor',
        'page',
        'sort',
        '__proto__[polluted]',
        'constructor',
      ];
      const name = names[harm.pick % names.length] ?? 'limit';
      if (harm.kind === 'twice') url.search = `${name}=1&${name}=2&${name}[$ne]=1`;
      else url.searchParams.set(name, typeof harm.value === 'string' ? harm.value : (JSON.stringify(harm.value) ?? 'undefined'));
    }
    if (harm.kind === 'header') headers[harm.name] = harm.value;
    const answer = await fetch(url, {
      method: operation.method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const answered = text.startsWith('{') ? (JSON.parse(text) as { items?: unknown[] }) : {};
    return { status: answer.status, size: answered.items?.length ?? 0, text };
  }
});

function harmed(schema: JsonSchema, sample: unknown, harm: Harm): unknown {
  if (harm.kind === 'body') return harm.value ?? 'null';
  if (typeof sample !== 'object' || sample === null) return sample;
  const names = Object.keys(schema.properties ?? {});
  const name = names[('pick' in harm ? harm.pick : 0) % Math.max(names.length, 1)];
  if (name === undefined) return { ...sample, unknown: 1 };
  if (harm.kind === 'field') return { ...sample, [name]: harm.value };
  if (harm.kind === 'missing') return Object.fromEntries(Object.entries(sample).filter(([key]) => key !== name));
  if (harm.kind !== 'inner') return sample;
  const inner = (sample as Record<string, unknown>)[name];
  if (Array.isArray(inner)) return { ...sample, [name]: [...(inner as unknown[]), harm.value] };
  return { ...sample, [name]: typeof inner === 'object' ? { ...inner, [`odd${String(harm.pick)}`]: harm.value } : [harm.value] };
}

function withOddId({ path }: ApiOperation, value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');
  return path.replace(/\{\w+\}/g, () => encodeURIComponent(written.replace(/[\ud800-\udfff]/g, '')).slice(0, 1_500) || 'null');
}

/** The longest that the process did not come to its events meanwhile, in milliseconds. */
async function delayOf(work: () => Promise<unknown>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 5 });
  monitor.enable();
  await work();
  monitor.disable();
  return monitor.percentile(99.9) / 1e6;
}
