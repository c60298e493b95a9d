import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { Client } from 'pg';
import { JournalVerifier, RotateKeys, SealExisting, systemActor } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { house, privacyWorld, unwrapped } from '../../../../test/harness/privacy-world';
import { personalDataKeys } from '../../../../test/harness/settings';
import type { AccountView, BreakGlassView, PersonView, RecoveryCodes, RoleGrant, SessionView, TotpEnrolment } from '../contract';
import { AccountNames } from '../storage/account-names';
import { AccountStore } from '../storage/account.store';
import { KnownAccounts } from '../storage/known-accounts';
import { TotpSecrets } from '../storage/totp-secrets';
import { EARLIER_SECRETS_AT, EarlierSecretUnreadable, earlierTotpSecrets } from '../use-cases/earlier-totp-secrets';
import { PutAccount } from '../use-cases/put-account';

const PASSWORD = 'quiet river under snow';
/** Planted: whoever finds one of these in a row has found a leak. */
const NAME = 'Bora Planted';
const EMAIL = 'bora.planted@ministry.invalid';
const REASON = 'Looking for Minsu Planted, whose sister called';
const NOTE = 'Minsu Planted was found';

const READ_BY_OTHERS = ['access.read-break-glass', 'access.read-proposals', 'access.read-proposals'];

const duty: RoleGrant = { role: 'duty-officer', missions: ['KR-EMB-TR'] };
const watch: RoleGrant = { role: 'headquarters-watch-officer', missions: '*' };
const everywhere: RoleGrant = { role: 'administrator', missions: '*' };

describe('names and addresses of accounts', () => {
  let test: TestApp;
  let administrator: string;
  let privacyOfficer: string;
  beforeAll(async () => {
    test = await startTestApp([]);
    administrator = await test.signIn(everywhere);
    privacyOfficer = await test.signIn({ role: 'privacy-officer', missions: '*' });
  });
  afterAll(() => test.close());

  const asOwner = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> => {
    const client = new Client({ connectionString: test.database.url });
    await client.connect();
    try {
      return (await client.query(sql, parameters)).rows as Row[];
    } finally {
      await client.end();
    }
  };
  const dump = async (): Promise<string> => {
    const tables = await asOwner<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const texts = await Promise.all(tables.map(({ name }) => asOwner<{ text: string }>(`SELECT t::text AS text FROM ${name} AS t`)));
    return texts.flatMap((rows) => rows.map(({ text }) => text)).join('\n');
  };
  const put = (email: string, displayName: string, ...grants: RoleGrant[]) =>
    test.app
      .get(PutAccount, { strict: false })
      .execute({ email, displayName, password: PASSWORD, grants }, systemActor('test', 'test-seed'));
  const attempt = (email: string, password = PASSWORD) => test.call(null, 'POST', '/api/v1/sessions', { email, password });
  const enter = async (email: string): Promise<SessionView> => {
    const { status, body } = await attempt(email);
    expect(status).toBe(201);
    return body;
  };
  const readersOf = async (id: string): Promise<string[]> => {
    const { body } = await test.call(privacyOfficer, 'GET', `/api/v1/access-records?subject=account/${id}&limit=200`);
    return (body as { items: { action: string }[] }).items.map(({ action }) => action);
  };
  const list = async (query = 'limit=200') =>
    (await test.call(administrator, 'GET', `/api/v1/accounts?${query}`)).body as { items: PersonView[]; nextCursor: string | null };
  const erase = (id: string) =>
    test.call(privacyOfficer, 'POST', '/api/v1/erasures', {
      subject: { type: 'account', id },
      cause: 'request-of-the-person',
      reference: 'PIPA-2026/21',
    });

  it('are in no row of the database, nor are secrets of apps, nor what people wrote about why', async () => {
    await put(EMAIL, NAME, duty);
    const { token } = await enter(EMAIL);
    const { secret } = (await test.call(token, 'POST', '/api/v1/me/second-factor', { proof: { password: PASSWORD } }))
      .body as TotpEnrolment;
    const glass = await test.call(token, 'POST', '/api/v1/break-glass', {
      subject: { type: 'mission', id: 'KR-EMB-GR' },
      minutes: 15,
      reasonCode: 'life-at-risk',
      reason: REASON,
    });
    expect(glass.status).toBe(201);
    const { id } = glass.body as BreakGlassView;
    expect(glass.body).toMatchObject({ reason: REASON, openedBy: { displayName: NAME } });
    await put('reviewer@ministry.invalid', 'Reviewing Person', watch);
    const reviewer = await enter('reviewer@ministry.invalid');
    const reviewed = await test.call(reviewer.token, 'POST', `/api/v1/break-glass/${id}/review`, { outcome: 'justified', note: NOTE });
    expect(reviewed.body).toMatchObject({ review: { note: NOTE } });
    await put('other-head@ministry.invalid', 'Other Administrator', everywhere);
    const other = await enter('other-head@ministry.invalid');
    const person = (await test.call(token, 'GET', '/api/v1/me')).body as AccountView;
    const proposal = await test.call(administrator, 'POST', `/api/v1/accounts/${person.id}/change`, {
      displayName: NAME,
      grants: [everywhere],
    });
    const proposalId = (proposal.body as { id: string }).id;
    const refused = await test.call(other.token, 'POST', `/api/v1/proposals/${proposalId}/refuse`, { reason: REASON });
    expect(refused.body).toMatchObject({ state: 'refused', reason: REASON });

    // She, the reviewer and two administrators read her name; what she read of herself is not on record.
    expect((await readersOf(person.id)).sort()).toEqual(READ_BY_OTHERS);

    const text = await dump();
    expect(text).toContain('access.break-glass-opened');
    for (const planted of [NAME, EMAIL, 'bora', 'Minsu', secret])
      for (const form of [planted, Buffer.from(planted).toString('hex'), Buffer.from(planted).toString('base64').replace(/=+$/, '')])
        expect({ planted, found: text.includes(form) }).toEqual({ planted, found: false });
    const clear = asOwner(`UPDATE access_account SET display_name = 'In Clear' WHERE id = $1`, [person.id]);
    await expect(clear).rejects.toThrow('access_account_display_name_sealed');
  });

  it('let somebody in by her address in any letter case, and belong to one account', async () => {
    await put('Case.Person@Ministry.invalid', 'Case Person', duty);
    expect((await enter('CASE.person@MINISTRY.invalid')).user.email).toBe('case.person@ministry.invalid');
    const again = { email: 'case.PERSON@ministry.INVALID', displayName: 'Second', grants: [duty] };
    expect(await test.call(administrator, 'POST', '/api/v1/accounts', again)).toMatchObject({
      status: 409,
      body: { code: 'access.address-taken' },
    });
    const both = await Promise.all(
      ['one.race@post.invalid', 'One.Race@post.invalid'].map((email) =>
        test.call(administrator, 'POST', '/api/v1/accounts', { email, displayName: 'Racing Person', grants: [duty] }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('are listed by address, page by page, and only who was shown is on record as read', async () => {
    for (const n of ['b', 'a', 'c']) await put(`aa-${n}@post.invalid`, `Listed ${n}`, duty);
    const first = await list('limit=2');
    expect(first.items.map(({ email }) => email)).toEqual(['aa-a@post.invalid', 'aa-b@post.invalid']);
    const second = await list(`limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(second.items[0]?.email).toBe('aa-c@post.invalid');
    const [a = '', c = ''] = [first.items[0]?.id, second.items[0]?.id];
    expect(await readersOf(a)).toEqual(['access.list-accounts']);
    await test.call(administrator, 'GET', `/api/v1/accounts/${a}`);
    expect(await readersOf(a)).toEqual(['access.read-account', 'access.list-accounts']);
    expect(await readersOf(c)).toEqual(['access.list-accounts']);
    const all = (await list()).items.map(({ email }) => email);
    expect(all).toEqual([...all].sort());
  });

  it('are read by their owner without a record: nobody reads of another', async () => {
    await put('own@post.invalid', 'Own Person', duty);
    const { token, user } = await enter('own@post.invalid');
    expect((await test.call(token, 'GET', '/api/v1/me')).body).toMatchObject({ email: 'own@post.invalid', displayName: 'Own Person' });
    expect(await readersOf(user.id)).toEqual([]);
  });

  it('are not opened to check a session or a password: what cannot be opened does not show in either', async () => {
    await put('hot@post.invalid', 'Hot Person', duty);
    const { token, user } = await enter('hot@post.invalid');
    await asOwner(
      `UPDATE access_account SET email = other.email, display_name = other.display_name
         FROM access_account AS other WHERE access_account.id = $1 AND other.id <> $1 AND other.email_index IS NOT NULL`,
      [user.id],
    );
    expect((await test.call(token, 'GET', '/api/v1/me/sessions')).status).toBe(200);
    expect((await attempt('hot@post.invalid', 'not her password')).status).toBe(401);
    expect((await attempt('nobody-has-this@post.invalid', 'not her password')).status).toBe(401);
    expect((await test.call(token, 'GET', '/api/v1/me')).status).toBe(503);
    await asOwner('DELETE FROM access_account WHERE id = $1', [user.id]);
  });

  it('are gone with the person, and so is every way in; the journal still verifies', async () => {
    await put('leaving@post.invalid', 'Leaving Person', duty);
    const { token, user } = await enter('leaving@post.invalid');
    const begun = await test.call(token, 'POST', '/api/v1/me/second-factor', { proof: { password: PASSWORD } });
    const { secret } = begun.body as TotpEnrolment;
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    expect(((await test.call(token, 'POST', '/api/v1/me/second-factor/confirm', { code })).body as RecoveryCodes).codes).toHaveLength(10);
    expect(await erase(user.id)).toMatchObject({ status: 200, body: { count: 1, blindIndexes: 1 } });
    expect((await test.call(token, 'GET', '/api/v1/me')).status).toBe(401);
    expect(await attempt('leaving@post.invalid')).toMatchObject({ status: 401, body: { code: 'access.wrong-credentials' } });
    const shown = (await list()).items;
    expect(shown.at(-1)).toMatchObject({ id: user.id, email: '«erased»', displayName: '«erased»', disabled: true, secondFactor: false });
    const left =
      'SELECT (SELECT count(*) FROM access_totp WHERE account_id = $1)::int + (SELECT count(*) FROM access_recovery_code WHERE account_id = $1)::int AS n';
    expect(await asOwner(left, [user.id])).toEqual([{ n: 0 }]);
    for (const act of ['enable', 'reset-password'])
      expect(await test.call(administrator, 'POST', `/api/v1/accounts/${user.id}/${act}`)).toMatchObject({
        status: 409,
        body: { code: 'access.account-erased' },
      });
    await eventually('numbered', async () => (await asOwner('SELECT 1 FROM journal_entry WHERE position IS NULL LIMIT 1')).length === 0);
    expect(await test.app.get(JournalVerifier, { strict: false }).verify()).toMatchObject({ sound: true });
    expect((await put('leaving@post.invalid', 'Somebody New', duty)).ok).toBe(true);
    expect((await enter('leaving@post.invalid')).user.id).not.toBe(user.id);
  });

  it('of the last administrator stay: nobody else could let anybody in', async () => {
    await asOwner(
      `UPDATE access_account SET disabled_at = now() WHERE id IN (SELECT id FROM access_account WHERE grants @> '[{"role": "administrator"}]'
      AND id <> $1)`,
      [((await test.call(administrator, 'GET', '/api/v1/me')).body as AccountView).id],
    );
    const { id } = (await test.call(administrator, 'GET', '/api/v1/me')).body as AccountView;
    expect(await erase(id)).toMatchObject({ status: 409, body: { code: 'access.last-administrator' } });
    expect((await test.call(administrator, 'GET', '/api/v1/me')).status).toBe(200);
  });
});

describe('accounts and the keys of an installation', () => {
  const keys = personalDataKeys();
  const put = { email: 'kept@post.invalid', displayName: 'Kept Person', password: PASSWORD, grants: [duty] };

  it('go over to a new key with everything else, and the old one is no longer needed', async () => {
    const old = await privacyWorld(keys);
    const { id } = unwrapped(await old.get(PutAccount).execute(put, house));
    const sealed = await old.within((tx) => old.get(TotpSecrets).seal(tx, id, 'JBSWY3DPEHPK3PXP'));
    const young = `young:${Buffer.alloc(32, 7).toString('base64')}`;
    const both = await privacyWorld({ ...keys, PERSONAL_DATA_KEYS: `${young},${keys.PERSONAL_DATA_KEYS}` }, { database: old.database });
    expect(unwrapped(await both.get(RotateKeys).execute({ batch: 100 }, house)).rewrapped).toBe(1);
    await both.close();
    const after = await privacyWorld({ ...keys, PERSONAL_DATA_KEYS: young }, { database: old.database });
    const account = await after.get(AccountStore).byEmail('KEPT@post.invalid');
    if (account === null) throw new Error('nobody was found');
    expect(await after.get(AccountNames).open(account.names)).toEqual({ email: 'kept@post.invalid', displayName: 'Kept Person' });
    expect(await after.get(TotpSecrets).open(id, sealed)).toBe('JBSWY3DPEHPK3PXP');
    await after.close();
    await old.close();
  });

  it('that were kept in clear before are encrypted in place and found again, with the apps under the former cipher', async () => {
    const world = await privacyWorld(keys);
    const { id } = unwrapped(await world.get(PutAccount).execute(put, house));
    const cursorKey = randomBytes(32).toString('base64');
    await world.asOwner(`
      ALTER TABLE access_account DROP CONSTRAINT access_account_email_sealed, DROP CONSTRAINT access_account_display_name_sealed;
      ALTER TABLE access_totp DROP CONSTRAINT access_totp_secret_sealed;
      UPDATE access_account SET email = 'kept@post.invalid', display_name = 'Kept Person', email_index = NULL;
      DELETE FROM platform_data_key;
      INSERT INTO access_totp (account_id, secret, created_at) VALUES ('${id}', '${asBefore('JBSWY3DPEHPK3PXP', id, cursorKey)}', now());
      ALTER TABLE access_totp ADD CONSTRAINT access_totp_secret_sealed CHECK (platform_is_sealed(secret)) NOT VALID;
      ALTER TABLE access_account ADD CONSTRAINT access_account_email_sealed CHECK (platform_is_sealed(email)) NOT VALID,
        ADD CONSTRAINT access_account_display_name_sealed CHECK (platform_is_sealed(display_name)) NOT VALID`);
    const seal = (key: string) =>
      world.get(SealExisting).execute({ batch: 10, earlier: new Map([[EARLIER_SECRETS_AT, earlierTotpSecrets(key)]]) }, house);
    await expect(seal(randomBytes(32).toString('base64'))).rejects.toThrow(EarlierSecretUnreadable);
    expect(unwrapped(await seal(cursorKey))).toMatchObject({ access_totp: 1 });
    expect(await world.get(SealExisting).open()).toBe(0);
    expect(await world.get(KnownAccounts).idOf('Kept@Post.invalid')).toBe(id);
    const [row] = await world.query<{ secret: never }>('SELECT secret FROM access_totp');
    expect(await world.get(TotpSecrets).open(id, row?.secret as never)).toBe('JBSWY3DPEHPK3PXP');
    expect(unwrapped(await seal(cursorKey))).toEqual({});
    await world.close();
  });
});

/** As secrets of apps were kept before: see {@link earlierTotpSecrets}. */
function asBefore(text: string, accountId: string, cursorKey: string): string {
  const key = Buffer.from(hkdfSync('sha256', Buffer.from(cursorKey, 'base64'), '', 'bongsu access secrets', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(accountId));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${createHash('sha256').update(key).digest('base64url').slice(0, 8)}.${sealed.toString('base64url')}`;
}
