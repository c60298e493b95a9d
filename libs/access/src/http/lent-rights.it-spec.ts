import { type Socket, io } from 'socket.io-client';
import { type Entry, addMs, hours, ok, systemClock } from '@bongsu/kernel';
import { Database, JournalReader, PlatformJobsModule, UnitOfWork, systemActor } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { NoLanesModule } from '../../../../test/harness/no-lanes';
import { AccessJobsModule } from '../access-jobs.module';
import type { AccountView, BreakGlassView, DelegateView, DelegationView, RoleGrant } from '../contract';
import { BreakGlass } from '../use-cases/break-glass';
import { DeploymentGrants } from '../use-cases/deployment-grants';

const ANKARA = 'KR-EMB-TR';
const ATHENS = 'KR-EMB-GR';
const dutyAt = (mission: string): RoleGrant => ({ role: 'duty-officer', missions: [mission] });
const headAt = (mission: string): RoleGrant => ({ role: 'head-of-mission', missions: [mission] });
const watch: RoleGrant = { role: 'headquarters-watch-officer', missions: '*' };

describe('rights for a time', () => {
  let test: TestApp;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    test = await startTestApp([AccessJobsModule, { module: PlatformJobsModule, imports: [NoLanesModule] }]);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  interface Person {
    readonly token: string;
    readonly id: string;
  }
  const enter = async (...grants: RoleGrant[]): Promise<Person> => {
    const token = await test.signIn(...grants);
    return { token, id: ((await test.call(token, 'GET', '/api/v1/me')).body as { id: string }).id };
  };
  const me = async ({ token }: Person): Promise<AccountView> => (await test.call(token, 'GET', '/api/v1/me')).body;
  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => test.app.get(Database).query(sql, parameters);
  const post = (by: Person, path: string, body?: unknown) => test.call(by.token, 'POST', `/api/v1${path}`, body);
  const told = async (id: string): Promise<Entry[]> => {
    await eventually('numbered', async () => (await query('SELECT 1 FROM journal_entry WHERE position IS NULL LIMIT 1')).length === 0);
    return (await test.app.get(JournalReader).visible(0, 100_000)).filter(({ subject }) => subject.id === id);
  };
  const follow = async (by: Person): Promise<Socket> => {
    const options = { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(test.origin, { ...options, auth: { token: by.token } });
    sockets.push(socket);
    const after = await test.cursorOf(by.token);
    expect(await socket.timeout(5_000).emitWithAck('follow', { after })).toMatchObject({ ok: true });
    return socket;
  };

  describe('a head of mission', () => {
    const delegate = (by: Person, to: Person, said: object = {}) =>
      post(by, '/delegations', { missionId: ANKARA, toAccountId: to.id, until: addMs(systemClock.now(), hours(48)), ...said });

    it('lends her role to somebody of her mission, who has it at once and until it is revoked', async () => {
      const [head, officer] = [await enter(headAt(ANKARA)), await enter(dutyAt(ANKARA))];
      expect((await me(officer)).permissions).not.toContain('incidents.close');
      const candidates = (await test.call(head.token, 'GET', `/api/v1/delegations/candidates?mission=${ANKARA}`)).body as {
        items: DelegateView[];
      };
      expect(candidates.items).toContainEqual({ id: officer.id, displayName: 'Invented Person', role: 'duty-officer' });
      expect(candidates.items.map(({ id }) => id)).not.toContain(head.id);

      const made = await delegate(head, officer);
      expect(made).toMatchObject({
        status: 201,
        body: { state: 'in-force', missionId: ANKARA, delegate: 'Invented Person', revocable: true },
      });
      const account = await me(officer);
      expect(account.permissions).toContain('incidents.close');
      expect(account.grants).toMatchObject([dutyAt(ANKARA), { ...headAt(ANKARA), why: 'delegated' }]);
      expect(await delegate(head, officer)).toMatchObject({ status: 409, body: { code: 'access.delegated-already' } });

      const { id } = made.body as DelegationView;
      const list = (await test.call(officer.token, 'GET', `/api/v1/delegations?mission=${ANKARA}`)).body as { items: DelegationView[] };
      expect(list.items.find((each) => each.id === id)).toMatchObject({ state: 'in-force', revocable: false });
      expect(await post(head, `/delegations/${id}/revoke`)).toMatchObject({ status: 200, body: { state: 'revoked', revocable: false } });
      expect((await me(officer)).permissions).not.toContain('incidents.close');
      expect((await told(id)).map(({ kind, audience }) => [kind, audience])).toEqual([
        ['access.delegation-made', [ANKARA]],
        ['access.delegation-revoked', [ANKARA]],
      ]);
    });

    it('lends it once, though two heads do so at the same moment', async () => {
      const heads = [await enter(headAt(ANKARA)), await enter(headAt(ANKARA))];
      const heirs = await Promise.all(Array.from({ length: 20 }, () => enter(dutyAt(ANKARA))));
      for (const heir of heirs) {
        const answers = await Promise.all(heads.map((head) => delegate(head, heir)));
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
        expect(await query('SELECT 1 FROM access_delegation WHERE to_account = $1', [heir.id])).toHaveLength(1);
      }
    }, 60_000);

    it('lends it to nobody of another mission, for no longer than ninety days, and nobody lends it on', async () => {
      const [head, officer, other] = [await enter(headAt(ANKARA)), await enter(dutyAt(ANKARA)), await enter(dutyAt(ATHENS))];
      for (const to of [other, head, await enter(watch)])
        expect(await delegate(head, to)).toMatchObject({ status: 422, body: { code: 'access.delegate-not-of-mission' } });
      const until = addMs(systemClock.now(), hours(24 * 91));
      expect(await delegate(head, officer, { until })).toMatchObject({ status: 422, body: { code: 'access.delegation-too-long' } });
      expect((await delegate(officer, officer)).status).toBe(403);
      expect(await delegate(await enter(headAt(ATHENS)), officer)).toMatchObject({ body: { code: 'access.not-head-of-mission' } });
      await delegate(head, officer);
      expect(await delegate(officer, await enter(dutyAt(ANKARA)))).toMatchObject({
        status: 403,
        body: { code: 'access.delegation-not-passed-on' },
      });
      expect((await test.call(other.token, 'GET', `/api/v1/delegations?mission=${ANKARA}`)).status).toBe(403);
    });

    it('lends nothing any more when she is head no more', async () => {
      const [head, officer] = [await enter(headAt(ANKARA)), await enter(dutyAt(ANKARA))];
      await delegate(head, officer);
      expect((await me(officer)).permissions).toContain('incidents.close');
      await query('UPDATE access_account SET disabled_at = now() WHERE id = $1 RETURNING 1', [head.id]);
      expect((await me(officer)).permissions).not.toContain('incidents.close');
    });

    /** Lent for so short that the end can be waited for, and long enough that she could use it before, however slow everything is. */
    const lentShortly = async (forMs: number): Promise<{ head: Person; id: string; until: string; ask: () => Promise<number> }> => {
      const [head, officer] = [await enter(headAt(ANKARA)), await enter(dutyAt(ANKARA))];
      const until = addMs(systemClock.now(), forMs);
      const { id } = (await delegate(head, officer, { until })).body as DelegationView;
      const ask = async (): Promise<number> =>
        (await test.call(officer.token, 'GET', `/api/v1/delegations/candidates?mission=${ANKARA}`)).status;
      const status = await ask();
      if (systemClock.now() >= until) return lentShortly(2 * forMs);
      expect(status).toBe(200);
      return { head, id, until, ask };
    };

    it('lends it to the minute: nothing before its time and nothing after, though the session is remembered', async () => {
      const { head, id, until, ask } = await lentShortly(1_000);
      // Asked all the time, so that what was remembered a moment before the end would be used after it.
      const after: number[] = [];
      while (after.length < 3) {
        const isOver = systemClock.now() >= until;
        const status = await ask();
        if (isOver) after.push(status);
      }
      expect(after).not.toContain(200);
      await eventually('it is told', async () => (await told(id)).some(({ kind }) => kind === 'access.delegation-ended'));
      const [later] = [await enter(dutyAt(ANKARA))];
      await delegate(head, later, { from: addMs(systemClock.now(), hours(1)) });
      expect((await me(later)).permissions).not.toContain('incidents.close');
    }, 20_000);
  });

  describe('whoever breaks the glass', () => {
    const body = {
      subject: { type: 'mission', id: ATHENS },
      minutes: 30,
      reasonCode: 'life-at-risk',
      reason: 'Nobody answers in Athens and a bus is missing',
    };
    const open = (by: Person, said: object = {}) => post(by, '/break-glass', { ...body, ...said });
    const list = async (by: Person, which: string): Promise<BreakGlassView[]> =>
      ((await test.call(by.token, 'GET', `/api/v1/break-glass?list=${which}`)).body as { items: BreakGlassView[] }).items;

    it('reads another mission for a while, changes nothing there, and those who watch over both are told within seconds', async () => {
      const [officer, theirHead, herHead, desk] = [
        await enter(dutyAt(ANKARA)),
        await enter(headAt(ATHENS)),
        await enter(headAt(ANKARA)),
        await enter(watch),
      ];
      const lines = [await follow(theirHead), await follow(herHead), await follow(desk)];
      const heard = lines.map(
        (line) =>
          new Promise<void>((resolve) =>
            line.on('frame', (frame: unknown) => JSON.stringify(frame).includes('access.break-glass-opened') && resolve()),
          ),
      );
      const made = await open(officer);
      expect(made).toMatchObject({ status: 201, body: { mine: true, permitted: ['end'], homeMissions: [ANKARA] } });
      await Promise.all(heard);
      const { id } = made.body as BreakGlassView;
      const [entry] = await told(id);
      expect(entry).toMatchObject({ audience: [ATHENS, ANKARA], body: { breakGlassId: id, reasonCode: 'life-at-risk' } });
      expect(JSON.stringify(entry)).not.toContain('bus');

      expect((await me(officer)).grants).toMatchObject([dutyAt(ANKARA), { ...dutyAt(ATHENS), why: 'break-glass' }]);
      expect((await test.call(officer.token, 'GET', `/api/v1/delegations?mission=${ATHENS}`)).status).toBe(403);
      expect(await open(officer)).toMatchObject({ status: 409, body: { code: 'access.break-glass-open' } });
    }, 15_000);

    it('is reviewed by another person with the right, once', async () => {
      const [officer, theirHead, herHead, stranger] = [
        await enter(dutyAt(ANKARA)),
        await enter(headAt(ATHENS)),
        await enter(headAt(ANKARA)),
        await enter(headAt('KR-EMB-PL')),
      ];
      const { id } = (await open(officer)).body as BreakGlassView;
      for (const reader of [theirHead, herHead])
        expect((await list(reader, 'to-review')).find((each) => each.id === id)).toMatchObject({
          reason: body.reason,
          permitted: ['end', 'review'],
        });
      expect((await list(stranger, 'to-review')).some((each) => each.id === id)).toBe(false);
      const review = { outcome: 'justified', note: null };
      expect((await post(stranger, `/break-glass/${id}/review`, review)).status).toBe(404);
      expect((await post(officer, `/break-glass/${id}/review`, review)).status).toBe(403);
      expect(await post(herHead, `/break-glass/${id}/review`, review)).toMatchObject({
        status: 200,
        body: { review: { outcome: 'justified' } },
      });
      expect((await post(theirHead, `/break-glass/${id}/review`, review)).status).toBe(409);
      expect((await list(theirHead, 'reviewed')).map((each) => each.id)).toContain(id);
    });

    it('does not review herself, though she is a head of mission', async () => {
      const head = await enter(headAt(ANKARA));
      const { id } = (await open(head)).body as BreakGlassView;
      expect(await post(head, `/break-glass/${id}/review`, { outcome: 'justified' })).toMatchObject({
        status: 403,
        body: { code: 'access.own-break-glass' },
      });
      expect((await list(head, 'to-review')).some((each) => each.id === id)).toBe(false);
      expect((await list(head, 'mine')).map((each) => each.id)).toContain(id);
    });

    it('ends it by hand, at once', async () => {
      const [officer, theirHead] = [await enter(dutyAt(ANKARA)), await enter(headAt(ATHENS))];
      const { id } = (await open(officer)).body as BreakGlassView;
      expect(await post(theirHead, `/break-glass/${id}/end`)).toMatchObject({ status: 200 });
      expect((await me(officer)).grants).toEqual([dutyAt(ANKARA)]);
      expect((await post(officer, `/break-glass/${id}/end`)).status).toBe(409);
      expect((await told(id)).map(({ kind }) => kind)).toEqual(['access.break-glass-opened', 'access.break-glass-ended']);
    });

    it('is shut out by the clock, and that is told', async () => {
      const officer = await enter(dutyAt(ANKARA));
      const { id } = (await open(officer)).body as BreakGlassView;
      const end = () =>
        test.app.get(BreakGlass, { strict: false }).endByTime({ breakGlassId: id }, systemActor('access.end-break-glass', 'test'));
      await expect(end()).rejects.toThrow(/woken at/);
      await query('UPDATE access_break_glass SET until_at = now() WHERE id = $1 RETURNING 1', [id]);
      await eventually('she is out', async () => (await me(officer)).grants.length === 1);
      expect([await end(), await end()]).toEqual([ok({ ended: true }), ok({ ended: false })]);
      expect((await told(id)).map(({ kind }) => kind)).toEqual(['access.break-glass-opened', 'access.break-glass-ended']);
      const owed = await eventually('its end is promised', async () => {
        const rows = await query<{ job: string }>('SELECT job FROM platform_promised_job WHERE key = $1', [id]);
        return rows.length > 0 && rows;
      });
      expect(owed).toEqual([{ job: 'access.end-break-glass' }]);
    }, 15_000);

    it.each([
      ['for longer than four hours', { minutes: 241 }, 400],
      ['without words', { reason: 'x' }, 400],
      ['on what she sees anyway', { subject: { type: 'mission', id: ANKARA } }, 409],
    ])('is not let in %s', async (_, said, status) => {
      expect((await open(await enter(dutyAt(ANKARA)), said)).status).toBe(status);
    });

    it('is somebody with the right: headquarters sees without, an administrator does not need to', async () => {
      for (const grant of [watch, { role: 'administrator', missions: '*' } as const])
        expect((await open(await enter(grant))).status).toBe(403);
    });
  });

  describe('a deployed officer', () => {
    it('has the duty officer’s rights where she serves, until she is released', async () => {
      const officer = await enter(dutyAt(ANKARA));
      const deploymentId = '0195f000-0000-7000-8000-00000000d001';
      const grants = test.app.get(DeploymentGrants, { strict: false });
      const within = (write: (tx: Parameters<DeploymentGrants['endDeploymentGrant']>[0]) => Promise<void>) =>
        test.app.get(UnitOfWork).run(systemActor('test', 'test'), async (tx) => ok(await write(tx)));
      await within((tx) => grants.grantWhileDeployed(tx, { deploymentId, accountId: officer.id, missionId: ATHENS }));
      await eventually('the journal has told of it', async () => (await me(officer)).grants.length === 2);
      expect((await me(officer)).grants[1]).toMatchObject({ ...dutyAt(ATHENS), why: 'deployed', until: null });
      await within((tx) => grants.endDeploymentGrant(tx, deploymentId));
      await eventually('and of its end', async () => (await me(officer)).grants.length === 1);
      expect((await told(deploymentId)).map(({ kind }) => kind)).toEqual([
        'access.deployment-rights-began',
        'access.deployment-rights-ended',
      ]);
      await within((tx) =>
        grants.grantWhileDeployed(tx, { deploymentId: '0195f000-0000-7000-8000-00000000d002', accountId: null, missionId: ATHENS }),
      );
      expect(await told('0195f000-0000-7000-8000-00000000d002')).toEqual([]);
    });

    it('breaks no glass by what was lent to her for the time that she serves there', async () => {
      const officer = await enter({ role: 'administrator', missions: '*' });
      await test.app.get(UnitOfWork).run(systemActor('test', 'test'), async (tx) => {
        const lent = { deploymentId: '0195f000-0000-7000-8000-00000000d003', accountId: officer.id, missionId: ANKARA };
        return ok(await test.app.get(DeploymentGrants, { strict: false }).grantWhileDeployed(tx, lent));
      });
      await eventually('she serves there', async () => (await me(officer)).grants.some(({ why }) => why === 'deployed'));
      const asked = { subject: { type: 'mission', id: ATHENS }, minutes: 30, reasonCode: 'life-at-risk', reason: 'A bus is missing' };
      expect(await post(officer, '/break-glass', asked)).toMatchObject({ status: 403, body: { code: 'access.forbidden' } });
    });
  });
});
