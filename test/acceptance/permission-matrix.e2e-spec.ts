import { request as httpRequest } from 'node:http';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { newId } from '@bongsu/kernel';
import { type RoleGrant, isOfPersons, permissions, roles } from '@bongsu/access/contract';
import { KnownPermissions, routePolicies } from '@bongsu/platform';
import type { Problem } from '@bongsu/platform/contract';
import { type ApiOperation, type Known, addressOf, sampleOf } from '../harness/api-operations';
import { type MissionWorld, about, nowhere, sealedCrisis, twoMissions } from '../harness/two-missions';
import { startWholeApi } from '../harness/whole-api';
import { type RouteRule, byDesign, routeRules } from './route-rules';

/** What an answer tells its caller. `through`: the policy let her pass, and the rules of the case decide. */
type Outcome = 'through' | 'not signed in' | 'forbidden' | 'not there' | `unexpected ${number}`;

interface Caller {
  readonly grants: readonly RoleGrant[];
  readonly token: string | null;
  /** She is on the list of the sealed incident. */
  readonly listed?: true;
  readonly isService?: true;
}

/** `sealed`: the same mission's incident that only a list of persons may know of. */
const targets = ['own', 'other', 'nowhere', 'sealed'] as const;
type Target = (typeof targets)[number];

/** They change what the other routes are asked about, and so come last. */
const last = /^(IncidentSeals|Lanes|Missions|Privacy|Sessions\.end)/;

describe('every route, asked by every role about its own mission, another one, what is not there and what is sealed', () => {
  let test: Awaited<ReturnType<typeof startWholeApi>>;
  let worlds: Record<Target, MissionWorld>;
  let spareAccount: string;
  let serviceAccount: string;
  const callers = new Map<string, Caller>();

  beforeAll(async () => {
    test = await startWholeApi({ SIGN_IN_FREE_TRIES: '100', SIGN_IN_FREE_TRIES_PER_ADDRESS: '10000' });
    const { own, other } = await twoMissions(test);
    const { mission, hub } = own;
    await caller('the duty officer of the mission', { role: 'duty-officer', missions: [mission] });
    await caller('its head', { role: 'head-of-mission', missions: [mission] });
    await caller('the coordinator of its hub', { role: 'hub-coordinator', missions: [hub] });
    await caller('the watch officer at headquarters', { role: 'headquarters-watch-officer', missions: '*' });
    await caller('the administrator', { role: 'administrator', missions: '*' });
    await caller('the privacy officer', { role: 'privacy-officer', missions: '*' });
    await caller('an administrator of this mission alone', { role: 'administrator', missions: [mission] });
    callers.set('nobody', { grants: [], token: null });
    await caller('the duty officer of the mission, on the list', { role: 'duty-officer', missions: [mission] }, true);
    await caller('its head, on the list', { role: 'head-of-mission', missions: [mission] }, true);
    await caller('the coordinator of its hub, on the list', { role: 'hub-coordinator', missions: [hub] }, true);
    await caller('an administrator, on the list', { role: 'administrator', missions: '*' }, true);
    await caller('the watch officer who sealed', { role: 'headquarters-watch-officer', missions: '*' }, true);
    await caller('an officer of another mission who broke the glass', { role: 'duty-officer', missions: [other.mission] }, true);
    worlds = { own, other, nowhere, sealed: await sealed(own) };
    const administrator = callers.get('the administrator')?.token ?? '';
    const spare = await test.signIn({ role: 'duty-officer', missions: [mission] });
    spareAccount = ((await test.call(spare, 'GET', '/api/v1/me')).body as { id: string }).id;
    const made = await test.call(administrator, 'POST', '/api/v1/service-accounts', {
      name: 'invented service',
      grants: [{ role: 'duty-officer', missions: [mission] }],
      validDays: 1,
    });
    serviceAccount = (made.body as { account: { id: string } }).account.id;
    const served: RoleGrant[] = [
      { role: 'headquarters-watch-officer', missions: '*' },
      { role: 'duty-officer', missions: [mission] },
    ];
    for (const grant of served) {
      const asked = { name: `a service as ${grant.role}`, grants: [grant], validDays: 1 };
      const service = (await test.call(administrator, 'POST', '/api/v1/service-accounts', asked)).body as { token: string };
      callers.set(asked.name, { grants: [grant], token: service.token, isService: true });
    }
  }, 240_000);
  afterAll(() => test.close());

  const caller = async (name: string, grant: RoleGrant, listed?: true): Promise<void> =>
    void callers.set(name, { grants: [grant], token: await test.signIn(grant), ...(listed ? { listed } : {}) });

  async function sealed(own: MissionWorld): Promise<MissionWorld> {
    const token = (name: string): string => callers.get(name)?.token ?? '';
    const id = async (name: string): Promise<string> => ((await test.call(token(name), 'GET', '/api/v1/me')).body as { id: string }).id;
    const names = ['the duty officer of the mission', 'its head', 'the coordinator of its hub', 'an administrator'];
    return sealedCrisis(test, own, {
      sealer: token('the watch officer who sealed'),
      head: token('its head, on the list'),
      stranger: token('an officer of another mission who broke the glass'),
      names: await Promise.all(names.map((name) => id(`${name}, on the list`))),
    });
  }

  function known(operation: ApiOperation, target: Target): (name: string) => unknown {
    const ofWorld = about(worlds[target], operation);
    return (name) => {
      if (name === 'id' && operation.id.startsWith('People.')) return spareAccount;
      if (name === 'id' && operation.id.startsWith('ServiceAccounts.')) return serviceAccount;
      if (operation.id === 'Privacy.erase' && name === 'subject') return { type: 'report', id: worlds[target].report };
      return ofWorld(name);
    };
  }

  async function asked(operation: ApiOperation, who: Caller, target: Target, more: object = {}) {
    const known_ = known(operation, target);
    const body = operation.body === undefined ? undefined : sampleOf(operation.body, known_);
    const full = typeof body === 'object' && body !== null ? { ...body, ...more } : body;
    return test.call(who.token, operation.method, addressOf(operation, known_), full);
  }

  it('is written down for every operation, and for none that is gone', () => {
    expect(Object.keys(routeRules).sort()).toEqual(test.operations.map(({ id }) => id).sort());
  });

  it('is the policy that the routes themselves carry', () => {
    const found = [DiscoveryService, MetadataScanner, KnownPermissions].map((type) =>
      test.app.get<unknown>(type as never, { strict: false }),
    );
    const carried = routePolicies(...(found as Parameters<typeof routePolicies>)).map(({ handler, permission }) => [
      handler.replace('Controller.', '.'),
      permission,
    ]);
    const written = Object.entries(routeRules).map(([id, rule]) => [
      id,
      'open' in rule ? null : 'ownAccount' in rule ? 'access.own-session' : rule.needs,
    ]);
    // In no document: for whoever has no pass of this very process there is nothing there, see probe.e2e-spec.
    written.push(['Probe.lit', null]);
    expect(Object.fromEntries(carried)).toEqual(Object.fromEntries(written));
  });

  it('has a caller of every role', () => {
    const held = [...callers.values()].flatMap(({ grants }) => grants.map(({ role }) => role));
    expect([...new Set(held)].sort()).toEqual([...roles].sort());
  });

  /** How one asks about these things: also where an id is no part of the address and may be left out. */
  function request(operation: ApiOperation, world: MissionWorld): { path: string; body: unknown } {
    const ofWorld = about(world, operation);
    const named: Readonly<Record<string, unknown>> = {
      incidentId: world.incident,
      reportIds: [world.report],
      correctsReportId: world.report,
      missionIds: operation.id === 'IncidentSeals.candidates' ? [] : null,
      ...(operation.id === 'Privacy.records' ? { subject: `report/${world.report}` } : {}),
      ...(operation.id === 'Privacy.erase' ? { subject: { type: 'report', id: world.report } } : {}),
    };
    const known_: Known = (name) => named[name] ?? (name in named ? null : ofWorld(name));
    const optional = operation.queryParameters
      .filter(({ name, required }) => required !== true && typeof named[name] === 'string')
      .map(({ name }): [string, string] => [name, String(named[name])]);
    const path = addressOf(operation, known_);
    const query = new URLSearchParams(optional).toString();
    return {
      path: query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`,
      body: operation.body === undefined ? undefined : sampleOf(operation.body, known_),
    };
  }

  /** The same question about what is sealed and about what does not exist; also where only one of its ids is and the others are of her own mission. */
  function questions(operation: ApiOperation): { about: string; sealed: object; nothing: object }[] {
    const unknown = Object.fromEntries(thingsOfSeal.map((thing) => [thing, newId()]));
    const pairs = [
      { about: 'all', sealed: worlds.sealed, nothing: { ...worlds.sealed, ...unknown } },
      ...thingsOfSeal.map((thing) => ({
        about: thing,
        sealed: { ...worlds.own, [thing]: worlds.sealed[thing] },
        nothing: { ...worlds.own, [thing]: unknown[thing] },
      })),
    ];
    const seen = new Set<string>();
    return pairs
      .map((pair) => ({ about: pair.about, sealed: request(operation, pair.sealed), nothing: request(operation, pair.nothing) }))
      .filter(({ sealed: one, nothing }) => {
        const text = JSON.stringify(one);
        const isNew = text !== JSON.stringify(nothing) && !seen.has(text);
        seen.add(text);
        return isNew;
      });
  }

  it('a sealed incident is one that does not exist, in every byte, for everybody who is not on its list', async () => {
    const different: string[] = [];
    const unreadable: string[] = [];
    const untouched: string[] = [];
    const outsiders = [...callers].filter(([, { listed }]) => !listed);
    const operations = [...test.operations].sort((a, b) => Number(last.test(a.id)) - Number(last.test(b.id)));
    for (const operation of operations) {
      const rule = routeRules[operation.id];
      if (rule === undefined || byDesign[operation.id] !== undefined) continue;
      const asking = questions(operation);
      if (asking.length === 0 && mayTouch(rule, operation)) untouched.push(operation.id);
      for (const { about: what, sealed: about_, nothing } of asking) {
        const statuses = new Set<number>();
        for (const [name, who] of outsiders) {
          const [is, due] = [await heard(operation, who, about_), await heard(operation, who, nothing)];
          statuses.add(is.status);
          if (is.text !== due.text) different.push(`${operation.id} (${what}), ${name}:\n${is.text}\nbut for nothing:\n${due.text}`);
        }
        if ([...statuses].every((status) => [400, 401, 403].includes(status)))
          unreadable.push(`${operation.id} (${what}): ${[...statuses].join()}`);
      }
    }
    expect({ different, unreadable, untouched }).toEqual({ different: [], unreadable: [], untouched: [] });
  }, 240_000);

  /** An answer with its head, without what differs from one to the next: ids, times. */
  async function heard(
    operation: ApiOperation,
    who: Caller,
    { path, body }: { path?: string; body?: unknown },
  ): Promise<{ status: number; text: string }> {
    const answer = await test.call(who.token, operation.method, path ?? '', body);
    const head = [...answer.headers].filter(([name]) => name !== 'date').map(([name, value]) => `${name}: ${value}`);
    const said = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    return { status: answer.status, text: alike([String(answer.status), ...head, said].join('\n')) };
  }

  it('holds', async () => {
    const operations = [...test.operations].sort((a, b) => Number(last.test(a.id)) - Number(last.test(b.id)));
    const wrong: string[] = [];
    for (const operation of operations) {
      const rule = routeRules[operation.id];
      if (rule === undefined || operation.id === 'Sessions.end') continue;
      for (const [name, who] of callers) {
        for (const target of targetsOf(rule)) {
          const due = expected(rule, who, target, worlds);
          const { status, body } = await asked(operation, who, target);
          const is = outcomeOf(status);
          const at = `${operation.id}: ${name}, ${target}`;
          if (due !== null && is !== due)
            wrong.push(`${at}: ${due} was due, but ${is} (${String(status)} ${(body as Partial<Problem> | null)?.code ?? ''})`);
          if (!hears(who, worlds.other) && tellsOf(worlds.other, body)) wrong.push(`${at}: the answer tells of the other mission`);
          if (!who.listed && tellsOf(worlds.sealed, body, secretsOfSeal)) wrong.push(`${at}: the answer tells of the sealed incident`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it('takes no field that it does not know', async () => {
    const { token } = callers.get('the administrator') ?? { token: null };
    const privacy = callers.get('the privacy officer')?.token ?? null;
    const taken: string[] = [];
    for (const operation of test.operations) {
      // A feed's document is what its publisher makes it.
      if (operation.body?.type !== 'object' || operation.id === 'Feeds.usgs') continue;
      const rule = routeRules[operation.id];
      const holder = rule !== undefined && 'needs' in rule && !carries({ grants: [{ role: 'administrator', missions: '*' }] }, rule.needs);
      const head = callers.get('its head')?.token ?? null;
      const who = { grants: [], token: holder ? (operation.id.startsWith('Privacy') ? privacy : head) : token };
      const { status, body } = await asked(operation, who, 'own', { isAdministrator: true });
      if (status !== 400 || !JSON.stringify(body).includes('isAdministrator')) taken.push(`${operation.id}: ${String(status)}`);
    }
    expect(taken).toEqual([]);
  }, 60_000);

  it('cannot be walked around by another way of writing the address', async () => {
    const entered: string[] = [];
    for (const operation of test.operations) {
      if (operation.isPublic) continue;
      const path = addressOf(operation, known(operation, 'own'));
      for (const [trick, written] of Object.entries(waysToWrite(path))) {
        const status = await raw(test.origin, operation.method, written, null);
        if (![400, 401, 403, 404, 405, 414].includes(status)) entered.push(`${operation.id} ${trick}: ${String(status)}`);
      }
      if (operation.method === 'GET') {
        const status = await raw(test.origin, 'HEAD', path, null);
        if (![401, 404, 405].includes(status)) entered.push(`${operation.id} HEAD: ${String(status)}`);
      }
    }
    // Somebody who is signed in and lacks the right gets no further.
    const privacy = callers.get('the privacy officer')?.token ?? '';
    for (const [trick, written] of Object.entries(waysToWrite('/api/v1/incidents'))) {
      const status = await raw(test.origin, 'GET', written, privacy);
      if (![400, 403, 404, 405].includes(status)) entered.push(`incidents ${trick}: ${String(status)}`);
    }
    expect(entered).toEqual([]);
  }, 120_000);
});

function targetsOf(rule: RouteRule): readonly Target[] {
  if ('open' in rule || 'ownAccount' in rule || 'network' in rule) return ['own'];
  return isOfIncident(rule) ? targets : targets.filter((target) => target !== 'sealed');
}

/** What it is about belongs to an incident, and so may be sealed. Of acts that are a matter of the case, the answers to outsiders are compared. */
function isOfIncident(rule: RouteRule): boolean {
  const thing = 'reads' in rule ? rule.reads : 'acts' in rule ? rule.acts : 'public';
  return thing !== 'public' && thing !== 'stock';
}

/** Whether it names something that may be sealed: then it must have been asked about it. */
function mayTouch(rule: RouteRule, { path }: ApiOperation): boolean {
  if ('byCase' in rule) return path.includes('{') && !path.startsWith('/api/v1/delegations');
  return isOfIncident(rule);
}

/** Without ids and times: two answers to the same question about different things. */
function alike(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'an-id')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'a-time');
}

/** What the literal of permissions and the scope of the grant say. Null: the specs of the context say it. */
function expected(rule: RouteRule, who: Caller, target: Target, worlds: Record<Target, MissionWorld>): Outcome | null {
  if ('open' in rule) return null;
  if (who.token === null) return 'not signed in';
  if ('ownAccount' in rule) return null;
  if (!carries(who, rule.needs) || (who.isService && isOfPersons(rule.needs))) return 'forbidden';
  const covers = (missionId: string | null): boolean => coversWith(who, rule.needs, missionId);
  const world = worlds[target];
  if ('byCase' in rule) return null;
  if ('network' in rule) return covers(null) ? null : 'forbidden';
  if ('list' in rule) return 'through';
  // A mission that does not exist: the request is not usable, or nobody's rights cover it.
  if ('names' in rule) return target === 'nowhere' ? null : covers(world.mission) ? 'through' : 'forbidden';
  if (target === 'nowhere') return 'not there';
  if ('hidden' in rule) return covers(world.mission) ? 'through' : 'not there';
  if (!isTold(who, 'reads' in rule ? rule.reads : rule.acts, target, worlds)) return 'not there';
  if ('reads' in rule) return 'through';
  return covers(world[rule.at]) ? 'through' : 'forbidden';
}

function isTold(who: Caller, thing: 'public' | (string & {}), target: Target, worlds: Record<Target, MissionWorld>): boolean {
  if (thing === 'public') return true;
  if (target === 'sealed') return who.listed === true;
  const { mission, hub } = worlds[target];
  return who.grants.some(({ missions }) => missions === '*' || missions.includes(mission) || missions.includes(hub));
}

/** Whether she may hear of the other mission at all. */
function hears({ grants }: Caller, { mission }: MissionWorld): boolean {
  return grants.some(({ missions }) => missions === '*' || missions.includes(mission));
}

function carries({ grants }: Pick<Caller, 'grants'>, needs: keyof typeof permissions): boolean {
  return grants.some(({ role }) => (permissions[needs] as readonly string[]).includes(role));
}

function coversWith({ grants }: Caller, needs: keyof typeof permissions, missionId: string | null): boolean {
  return grants.some(
    ({ role, missions }) =>
      (permissions[needs] as readonly string[]).includes(role) &&
      (missions === '*' || (missionId !== null && missions.includes(missionId))),
  );
}

function outcomeOf(status: number): Outcome {
  if (status === 401) return 'not signed in';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not there';
  return status < 400 || [409, 412, 422].includes(status) ? 'through' : `unexpected ${status}`;
}

const secrets: readonly (keyof MissionWorld)[] = [
  'incident',
  'report',
  'task',
  'duplicate',
  'request',
  'offer',
  'deployment',
  'shipment',
  'lot',
  'staff',
  'passportNo',
];

/** What belongs to the sealed incident alone; its lot and its staff are its mission's. */
const thingsOfSeal = [
  'incident',
  'report',
  'task',
  'duplicate',
  'request',
  'offer',
  'deployment',
  'shipment',
  'proposal',
  'breakGlass',
  'exportId',
] as const satisfies readonly (keyof MissionWorld)[];
const secretsOfSeal = [...thingsOfSeal, 'code'] as const;

function tellsOf(world: MissionWorld, body: unknown, names: readonly (keyof MissionWorld)[] = secrets): boolean {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return names.some((name) => text.includes(world[name] ?? nowhere.incident));
}

/** How an address may be written so that a router and a guard read it differently. */
function waysToWrite(path: string): Readonly<Record<string, string>> {
  const [, , , first = 'me'] = path.split('/');
  const coded = `%${first.charCodeAt(0).toString(16)}${first.slice(1)}`;
  return {
    'with a coded letter': path.replace(`/${first}`, `/${coded}`),
    'with two slashes': path.replace('/v1/', '/v1//'),
    'with two slashes before it': `/${path}`,
    'with a slash behind it': path.includes('?') ? path : `${path}/`,
    'in capitals': path.toUpperCase(),
    'with dots': path.replace('/v1/', '/v1/x/../'),
    'with coded dots': path.replace('/v1/', '/v1/x/%2e%2e/'),
    'with a coded slash': path.replace('/v1/', '/v1%2f'),
    'with a semicolon': `${path};a=b`,
    'with a coded NUL': `${path}%00`,
    'with a backslash': path.replace('/v1/', '/v1\\'),
    'in the absolute form': `http://localhost${path}`,
    'in the absolute form of another host': `http://elsewhere.example${path}`,
  };
}

/** Sends the address as it is written: `fetch` would put it in order. */
function raw(origin: string, method: string, path: string, token: string | null): Promise<number> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const headers = token === null ? {} : { authorization: `Bearer ${token}` };
    const asked = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}
