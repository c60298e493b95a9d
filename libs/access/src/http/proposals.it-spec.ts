import { Injectable, Module } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { type Entry, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { Database, JournalReader, PlatformJobsModule, type Tx, UnitOfWork, systemActor } from '@bongsu/platform';
import { z } from 'zod';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { NoLanesModule } from '../../../../test/harness/no-lanes';
import { AccessJobsModule } from '../access-jobs.module';
import { AccessModule } from '../access.module';
import {
  type OneTimePassword,
  type PersonView,
  type ProposalView,
  type RoleGrant,
  type SessionView,
  type TotpEnrolment,
  defineTwoPersonAct,
} from '../contract';
import { AnswerProposal } from '../use-cases/answer-proposal';
import { Propose } from '../use-cases/propose';
import { type ExecutesProposal, ExecutesTwoPersonAct, ProposesTwoPersonAct } from '../use-cases/two-person-acts';

const act = defineTwoPersonAct({
  kind: 'test.ring-the-bell',
  schema: z.strictObject({ bell: z.string(), wanted: z.boolean() }),
  proposePermission: 'incidents.open',
  confirmPermission: 'incidents.close',
  expiresAfterMs: 60_000,
});
const brief = defineTwoPersonAct({ ...act, kind: 'test.ring-at-once', expiresAfterMs: 300 });

@Injectable()
@ProposesTwoPersonAct(act)
@ExecutesTwoPersonAct(act)
class Bell implements ExecutesProposal<typeof act> {
  async execute({ bell, wanted }: { bell: string; wanted: boolean }, tx: Tx): Promise<Result<null, Refusal>> {
    await tx.query(
      'INSERT INTO access_throttle (key, points, expire) VALUES ($1, 1, 9000000000000) ON CONFLICT (key) DO UPDATE SET points = access_throttle.points + 1 RETURNING 1',
      [bell],
    );
    return wanted ? ok(null) : refuse('conflict', 'test.bell-broken', 'The bell is broken.', 'Mend it.');
  }
}
@Injectable()
@ExecutesTwoPersonAct(brief)
class BriefBell extends Bell {}
@Module({ imports: [AccessModule], providers: [Bell, BriefBell] })
class BellModule {}

const ANKARA = 'KR-EMB-TR';
const duty: RoleGrant = { role: 'duty-officer', missions: [ANKARA] };
const head: RoleGrant = { role: 'head-of-mission', missions: [ANKARA] };
const everywhere: RoleGrant = { role: 'administrator', missions: '*' };

describe('what needs two persons', () => {
  let test: TestApp;
  let bells = 0;
  beforeAll(async () => {
    test = await startTestApp([BellModule, AccessJobsModule, { module: PlatformJobsModule, imports: [NoLanesModule] }]);
  });
  afterAll(() => test.close());

  interface Person {
    readonly token: string;
    readonly id: string;
  }
  const enter = async (...grants: RoleGrant[]): Promise<Person> => {
    const token = await test.signIn(...grants);
    return { token, id: ((await test.call(token, 'GET', '/api/v1/me')).body as { id: string }).id };
  };
  const query = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => test.app.get(Database).query(sql, parameters);
  const rung = async (bell: string): Promise<number> =>
    (await query<{ points: number }>('SELECT points FROM access_throttle WHERE key = $1', [bell]))[0]?.points ?? 0;
  const propose = (by: Person, said: { bell?: string; wanted?: boolean; kind?: typeof act; grants?: RoleGrant[] } = {}) => {
    const bell = said.bell ?? `bell-${String(++bells)}`;
    const actor = { kind: 'person' as const, id: by.id, grants: said.grants ?? [duty], correlationId: 'test-proposal' };
    return test.app.get(UnitOfWork).run(actor, (tx) =>
      test.app.get(Propose, { strict: false }).within(tx, said.kind ?? act, {
        payload: { bell, wanted: said.wanted ?? true },
        subject: { type: 'bell', id: bell },
        missionId: ANKARA,
        audience: [ANKARA],
      }),
    );
  };
  const proposed = async (by: Person, said: Parameters<typeof propose>[1] = {}): Promise<{ id: string; bell: string }> => {
    const made = await propose(by, said);
    if (!made.ok) throw new Error(made.refusal.code);
    return { id: made.value.id, bell: made.value.subjectId };
  };
  const answer = (by: Person, id: string, verb: string, body?: unknown) =>
    test.call(by.token, 'POST', `/api/v1/proposals/${id}/${verb}`, body);
  const inbox = async (by: Person, which: string): Promise<ProposalView[]> =>
    ((await test.call(by.token, 'GET', `/api/v1/proposals?inbox=${which}`)).body as { items: ProposalView[] }).items;
  const told = async (id: string): Promise<Entry[]> => {
    await eventually('numbered', async () => (await query('SELECT 1 FROM journal_entry WHERE position IS NULL LIMIT 1')).length === 0);
    return (await test.app.get(JournalReader).visible(0, 100_000)).filter(({ subject }) => subject.id === id);
  };

  it('waits in the inbox of whoever may confirm it, and is done once she does', async () => {
    const [her, him] = [await enter(duty), await enter(head)];
    const { id, bell } = await proposed(her);
    expect(await rung(bell)).toBe(0);
    expect((await inbox(him, 'waiting')).find((each) => each.id === id)).toMatchObject({
      ...{ kind: act.kind, state: 'open', mine: false, permitted: ['confirm', 'refuse'], facts: { bell, wanted: true } },
      proposedBy: { displayName: 'Invented Person', role: 'duty-officer' },
    });
    expect((await inbox(her, 'waiting')).some((each) => each.id === id)).toBe(false);
    expect((await inbox(her, 'mine')).find((each) => each.id === id)).toMatchObject({ mine: true, permitted: ['withdraw'] });

    expect(await answer(him, id, 'confirm')).toMatchObject({ status: 200, body: { state: 'confirmed', permitted: [] } });
    expect(await rung(bell)).toBe(1);
    expect(await answer(him, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'access.proposal-over' } });
    expect(await rung(bell)).toBe(1);
    for (const person of [her, him]) expect((await inbox(person, 'ended')).map((each) => each.id)).toContain(id);
    const entries = await told(id);
    expect(entries.map(({ kind, audience, actor }) => [kind, audience, actor.id])).toEqual([
      ['access.proposal-made', [ANKARA], her.id],
      ['access.proposal-confirmed', [ANKARA], him.id],
    ]);
    expect(JSON.stringify(entries.map(({ body }) => body))).not.toContain(bell);
  });

  it('is not there for anybody else', async () => {
    const { id } = await proposed(await enter(duty));
    for (const stranger of [await enter({ role: 'head-of-mission', missions: ['KR-EMB-GR'] }), await enter(duty)]) {
      expect((await test.call(stranger.token, 'GET', `/api/v1/proposals/${id}`)).status).toBe(404);
      expect((await answer(stranger, id, 'confirm')).status).toBe(404);
      expect((await inbox(stranger, 'waiting')).some((each) => each.id === id)).toBe(false);
      expect((await inbox(stranger, 'ended')).some((each) => each.id === id)).toBe(false);
    }
  });

  it('is not confirmed by whoever proposed it, whatever else she may do', async () => {
    const her = await enter(duty, head);
    const { id, bell } = await proposed(her);
    for (const [verb, body] of [
      ['confirm', undefined],
      ['refuse', { reason: 'No' }],
    ] as const)
      expect(await answer(her, id, verb, body)).toMatchObject({ status: 403, body: { code: 'access.own-proposal' } });
    expect(await answer(her, id, 'withdraw')).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await rung(bell)).toBe(0);
  });

  it('is refused with a reason, which stands in no entry', async () => {
    const [her, him] = [await enter(duty), await enter(head)];
    const { id } = await proposed(her);
    expect((await answer(him, id, 'refuse', {})).status).toBe(400);
    expect(await answer(him, id, 'refuse', { reason: 'The roads are open' })).toMatchObject({ status: 200, body: { state: 'refused' } });
    expect((await test.call(her.token, 'GET', `/api/v1/proposals/${id}`)).body).toMatchObject({ reason: 'The roads are open' });
    expect(JSON.stringify(await told(id))).not.toContain('roads');
  });

  it('is void when the right of whoever proposed it was withdrawn meanwhile, and that is kept', async () => {
    const [her, him] = [await enter(duty), await enter(head)];
    const { id, bell } = await proposed(her);
    await query(`UPDATE access_account SET grants = '[{"role":"hub-coordinator","missions":["${ANKARA}"]}]' WHERE id = $1 RETURNING 1`, [
      her.id,
    ]);
    expect(await answer(him, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'access.proposal-void' } });
    expect(await rung(bell)).toBe(0);
    expect((await test.call(him.token, 'GET', `/api/v1/proposals/${id}`)).body).toMatchObject({ state: 'void', permitted: [] });
    expect((await told(id)).map(({ kind }) => kind)).toEqual(['access.proposal-made', 'access.proposal-voided']);
  });

  it('is not confirmed with a right that her session still remembers and her account no longer has', async () => {
    const [her, him] = [await enter(duty), await enter(duty)];
    const { id, bell } = await proposed(her);
    const remembered = { kind: 'person' as const, id: him.id, grants: [head], correlationId: 'test-proposal' };
    const refused = await test.app.get(AnswerProposal, { strict: false }).execute({ proposalId: id, verb: 'confirm' }, remembered);
    expect(refused).toMatchObject({ refusal: { code: 'access.no-such-proposal' } });
    expect(await rung(bell)).toBe(0);
  });

  it('stays open, and nothing happens, when it cannot be carried out', async () => {
    const [her, him] = [await enter(duty), await enter(head)];
    const { id, bell } = await proposed(her, { wanted: false });
    expect(await answer(him, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'test.bell-broken' } });
    expect(await rung(bell)).toBe(0);
    expect((await test.call(him.token, 'GET', `/api/v1/proposals/${id}`)).body).toMatchObject({ state: 'open' });
  });

  it('is not confirmed once what it was about to do was erased, and can still be refused', async () => {
    const [her, him] = [await enter(duty), await enter(head)];
    const { id, bell } = await proposed(her);
    const officer = await enter({ role: 'privacy-officer', missions: '*' });
    const order = { subject: { type: 'proposal', id }, cause: 'request-of-the-person', reference: 'PIPA-2026/19' };
    expect((await test.call(officer.token, 'POST', '/api/v1/erasures', order)).status).toBe(200);
    expect(await answer(him, id, 'confirm')).toMatchObject({
      ...{ status: 410, body: { code: 'access.proposal-erased', remedy: expect.any(String) as string } },
    });
    expect(await rung(bell)).toBe(0);
    expect((await test.call(him.token, 'GET', `/api/v1/proposals/${id}`)).body).toMatchObject({ state: 'open' });
    expect(await answer(him, id, 'refuse', { reason: 'Nobody can read it' })).toMatchObject({
      status: 200,
      body: { state: 'refused', reason: null },
    });
  });

  it('is proposed once at a time, and neither by a program nor without the right', async () => {
    const her = await enter(duty);
    const { id, bell } = await proposed(her);
    expect(await propose(await enter(duty), { bell })).toMatchObject({
      refusal: { code: 'access.proposal-waiting', facts: { proposalId: id } },
    });
    expect(await propose(her, { grants: [{ role: 'hub-coordinator', missions: [ANKARA] }] })).toMatchObject({
      refusal: { code: 'access.forbidden' },
    });
    const byProgram = await test.app
      .get(UnitOfWork)
      .run(systemActor('feed', 'test'), (tx) =>
        test.app
          .get(Propose, { strict: false })
          .within(tx, act, { payload: { bell: 'x', wanted: true }, subject: { type: 'bell', id: 'x' }, missionId: ANKARA, audience: [] }),
      );
    expect(byProgram).toMatchObject({ refusal: { code: 'access.person-needed' } });
  });

  it('expires at its time by a job that is woken then, and makes room for the next', async () => {
    const her = await enter(duty);
    const { id, bell } = await proposed(her, { kind: brief });
    await eventually('it has expired', async () => (await told(id)).some(({ kind }) => kind === 'access.proposal-expired'), 10_000);
    expect((await test.call(her.token, 'GET', `/api/v1/proposals/${id}`)).body).toMatchObject({ state: 'expired' });
    expect((await propose(her, { kind: brief, bell })).ok).toBe(true);
  }, 20_000);

  it('is done once each in 200 rounds of two persons who confirm at the same time', async () => {
    const [her, him, third] = [await enter(duty), await enter(head), await enter(head)];
    const outcomes: number[][] = [];
    const rungBells: string[] = [];
    for (let round = 0; round < 200; round++) {
      const { id, bell } = await proposed(her);
      rungBells.push(bell);
      const answers = await Promise.all([answer(him, id, 'confirm'), answer(third, id, 'confirm')]);
      outcomes.push(answers.map(({ status }) => status).sort());
    }
    expect(outcomes).toEqual(Array.from({ length: 200 }, () => [200, 409]));
    const counts = await query<{ points: number }>('SELECT points FROM access_throttle WHERE key = ANY($1)', [rungBells]);
    expect(counts.map(({ points }) => points)).toEqual(Array.from({ length: 200 }, () => 1));
  }, 120_000);

  describe('to become an administrator', () => {
    const view = async (by: Person, id: string) => (await test.call(by.token, 'GET', `/api/v1/accounts/${id}`)).body as PersonView;
    const change = (by: Person, id: string, grants: RoleGrant[]) =>
      test.call(by.token, 'POST', `/api/v1/accounts/${id}/change`, { displayName: 'Renamed Person', grants });

    it('takes a second administrator; the new name holds at once', async () => {
      const [one, two, officer] = [await enter(everywhere), await enter(everywhere), await enter(duty)];
      const proposal = await change(one, officer.id, [everywhere]);
      expect(proposal).toMatchObject({ status: 202, body: { state: 'open', kind: 'access.grant-administrator', label: 'Renamed Person' } });
      expect(await view(one, officer.id)).toMatchObject({ displayName: 'Renamed Person', grants: [duty] });
      const { id } = proposal.body as ProposalView;
      expect(await answer(one, id, 'confirm')).toMatchObject({ status: 403 });
      expect(await answer(two, id, 'confirm')).toMatchObject({ status: 200 });
      expect(await view(one, officer.id)).toMatchObject({ grants: [everywhere] });
      // What she began before has ended: she comes back with what she alone knows.
      expect((await test.call(officer.token, 'GET', '/api/v1/accounts')).status).toBe(401);
    });

    it('is neither proposed nor confirmed by whoever gave her the password, who could be her as well', async () => {
      const [one, two, three] = [await enter(everywhere), await enter(everywhere), await enter(everywhere)];
      const made = await test.call(one.token, 'POST', '/api/v1/accounts', {
        email: 'her-invention@post.invalid',
        displayName: 'Her Invention',
        grants: [duty],
      });
      const { person, oneTimePassword } = made.body as OneTimePassword;
      const puppet = await test.call(null, 'POST', '/api/v1/sessions', { email: person.email, password: oneTimePassword });
      const body = { proof: { password: oneTimePassword }, newPassword: 'lamp over the harbour' };
      expect((await test.call((puppet.body as SessionView).token, 'POST', '/api/v1/me/password', body)).status).toBe(204);

      expect(await change(one, person.id, [everywhere])).toMatchObject({
        status: 409,
        body: { code: 'access.password-given-by-decider' },
      });
      const { id } = (await change(two, person.id, [everywhere])).body as ProposalView;
      expect(await answer(one, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'access.password-given-by-decider' } });
      expect((await view(one, person.id)).grants).toEqual([duty]);
      // The proposer becomes the one who knows the password, and nobody can confirm it any more.
      expect((await test.call(two.token, 'POST', `/api/v1/accounts/${person.id}/reset-password`)).status).toBe(201);
      expect(await answer(three, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'access.password-given-by-decider' } });
      // Whoever decides nothing gives it: the two others may.
      expect((await test.call(three.token, 'POST', `/api/v1/accounts/${person.id}/reset-password`)).status).toBe(201);
      expect(await answer(one, id, 'confirm')).toMatchObject({ status: 200 });
      expect((await view(one, person.id)).grants).toEqual([everywhere]);
    });

    it('leaves her no passkey, app or recovery code of before, which whoever made the account may hold', async () => {
      const [one, two, officer] = [await enter(everywhere), await enter(everywhere), await enter(duty)];
      await query(
        `INSERT INTO access_passkey (id, account_id, credential_id, public_key, counter, transports, synced, name, created_at)
         VALUES ($1::uuid, $1::uuid, $1::text, '\\x00', 0, '{}', false, 'key', now()) RETURNING 1`,
        [officer.id],
      );
      const proof = { password: 'correct horse battery staple' };
      const begun = await test.call(officer.token, 'POST', '/api/v1/me/second-factor', { proof });
      const code = new TOTP({ secret: Secret.fromBase32((begun.body as TotpEnrolment).secret) }).generate();
      expect((await test.call(officer.token, 'POST', '/api/v1/me/second-factor/confirm', { code })).status).toBe(201);
      const { id } = (await change(one, officer.id, [everywhere])).body as ProposalView;
      const left = async (): Promise<number[]> =>
        Promise.all(
          ['access_passkey', 'access_totp', 'access_recovery_code'].map(
            async (table) => (await query(`SELECT 1 AS one FROM ${table} WHERE account_id = $1`, [officer.id])).length,
          ),
        );
      expect(await left()).toEqual([1, 1, 10]);
      expect(await answer(two, id, 'confirm')).toMatchObject({ status: 200 });
      expect(await left()).toEqual([0, 0, 0]);
      const kinds = (await told(officer.id)).map(({ kind }) => kind);
      for (const kind of ['access.passkey-removed', 'access.second-factor-removed']) expect(kinds).toContain(kind);
    });

    it('is not done on roles that were changed meanwhile, nor for somebody who may not sign in', async () => {
      const [one, two, officer] = [await enter(everywhere), await enter(everywhere), await enter(duty)];
      const { id } = (await change(one, officer.id, [duty, everywhere])).body as ProposalView;
      expect((await change(one, officer.id, [head])).status).toBe(201);
      expect(await answer(two, id, 'confirm')).toMatchObject({ status: 409, body: { code: 'access.roles-changed-meanwhile' } });
      expect((await view(one, officer.id)).grants).toEqual([head]);
    });

    it('is not a way round by a new account', async () => {
      const one = await enter(everywhere);
      const body = { email: 'new@post.invalid', displayName: 'New', grants: [everywhere] };
      expect(await test.call(one.token, 'POST', '/api/v1/accounts', body)).toMatchObject({
        status: 409,
        body: { code: 'access.administrator-needs-two' },
      });
    });
  });
});

describe('a two-person act', () => {
  it.each([
    ['nobody executes', [], /nobody executes/],
    ['two execute', [Bell, class Twice extends Bell {}], /two executors/],
  ])('that %s stops the process from starting', async (_, providers, message) => {
    @Injectable()
    @ProposesTwoPersonAct(act)
    class Proposing {}
    const decorated = providers.map((provider) => (Injectable()(provider), ExecutesTwoPersonAct(act)(provider), provider));
    @Module({ providers: [Proposing, ...decorated] })
    class Broken {}
    await expect(startTestApp([Broken])).rejects.toThrow(message);
  });
});
