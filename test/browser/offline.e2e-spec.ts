import { join } from 'node:path';
import { Client } from 'pg';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { Operator, accountOf } from './operator';

const boardDir = process.env['BONGSU_TEST_BOARD_DIR'] ?? join(__dirname, '../../dist/board');

/** Drawing maps takes this machine longer than everything that is tried here. */
const NO_MAP =
  "const get = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : get.call(this, kind, ...more); };";

/** Everything that lies in the browser's databases, as text. */
const KEPT = `(async () => {
  const said = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise((resolve) => { const asked = database.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => resolve(asked.result); });
      said.push(JSON.stringify(rows, (key, value) => value instanceof ArrayBuffer ? new TextDecoder('latin1').decode(value) : value));
    }
    database.close();
  }
  return said.join() + JSON.stringify({ ...localStorage, ...sessionStorage });
})()`;

describe('reports without a line', () => {
  let browser: Browser;
  let installation: Installation;
  let client: Client;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    client = new Client({ connectionString: installation.database.url });
    await client.connect();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await client.end();
    await installation.stop();
  }, 60_000);

  const stored = async (): Promise<number> =>
    Number((await client.query<{ n: string }>('SELECT count(*) AS n FROM incidents_report')).rows[0]?.n);
  const atWork = async (role: Parameters<typeof accountOf>[1], missionId?: string): Promise<Operator> => {
    const operator = await Operator.signIn(browser, installation, accountOf(installation, role, missionId), {
      path: '/report',
      before: NO_MAP,
      meddles: true,
    });
    operator.page.setDefaultTimeout(30_000);
    await operator.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    await eventually('the page is kept', () => operator.page.evaluate("caches.match('/').then((kept) => kept !== undefined)"), 30_000);
    await eventually('the outbox is open', async () => (await operator.page.evaluate<string>(KEPT)).includes('maySeal'), 30_000);
    return operator;
  };
  const say = async ({ page }: Operator, what: string): Promise<void> => {
    await page.getByLabel('What happened').fill(`Earthquake: ${what}`);
    await page.getByRole('combobox', { name: 'Where' }).fill('36.2, 36.16');
    await page.getByRole('button', { name: 'File report' }).click();
  };

  it('are kept over a reload, unreadable in the browser, and each is stored once when the line is back', async () => {
    const duty = await atWork('duty-officer', 'KR-EMB-TR');
    const { page, context } = duty;
    const before = await stored();
    await context.setOffline(true);
    await say(duty, 'First caller, who must not be read here');
    await page.getByRole('heading', { name: 'Kept: it is sent as soon as the server can be reached' }).waitFor();
    await page.getByRole('button', { name: 'File another' }).click();
    await say(duty, 'Second caller');
    await page.getByRole('status').filter({ hasText: '2 not sent yet' }).waitFor();

    await page.reload();
    await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor({ timeout: 30_000 });
    expect(await page.locator('.outbox li').count()).toBe(2);
    expect(await page.evaluate(KEPT)).not.toContain('must not be read');
    await page.getByLabel('What happened').fill('Third caller, after the reload');
    await page.getByLabel('Where, in words').fill('Antakya');
    await page.getByRole('button', { name: 'File report' }).click();
    await page.getByText('Kept in this browser; sent as soon as').waitFor();
    await page.reload();
    await page.getByText('Waits for the server').nth(2).waitFor();
    expect(await stored()).toBe(before);

    await context.setOffline(false);
    await duty.connected();
    await eventually('all three are stored', async () => (await stored()) === before + 3, 30_000);
    await page.getByRole('status').filter({ hasText: '3 sent' }).click();
    for (let n = 0; n < 3; n++)
      await page
        .getByText(/Filed as R-\d{4}-\d{6}/)
        .nth(n)
        .waitFor();
    await page.reload();
    await page
      .getByText(/Filed as R-\d{4}-\d{6}/)
      .nth(2)
      .waitFor();
    expect(await stored()).toBe(before + 3);
    await duty.leave();
  }, 150_000);

  it('whose answer was lost are sent again with the same key and stored once', async () => {
    const duty = await atWork('duty-officer', 'KR-EMB-TR');
    const before = await stored();
    await duty.page.route('**/api/v1/reports', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      // The next attempt may come before this one has failed, and be left to whoever follows.
      await route
        .fetch()
        .then(() => route.abort('connectionreset'))
        .catch(() => undefined);
    });
    await say(duty, 'The answer to this one is lost');
    await duty.page.getByRole('heading', { name: 'Kept: it is sent' }).waitFor();
    expect(await stored()).toBe(before + 1);
    await duty.page.unrouteAll({ behavior: 'ignoreErrors' });
    await duty.page.getByRole('link', { name: 'What waits' }).click();
    await duty.page.getByText(/Filed as R-|Was there already, as R-/).waitFor({ timeout: 60_000 });
    expect(await stored()).toBe(before + 1);
    await duty.leave();
  }, 120_000);

  it('that are refused say why and are put right in the form', async () => {
    const duty = await atWork('duty-officer', 'KR-EMB-TR');
    const { page, context } = duty;
    const before = await stored();
    await context.setOffline(true);
    await say(duty, 'Refused at first');
    await page.getByRole('link', { name: 'What waits' }).click();
    const problem = {
      type: '',
      title: '',
      status: 422,
      code: 'x',
      detail: 'The place is not known.',
      remedy: 'Name another.',
      instance: '',
      correlationId: 'c',
    };
    await page.route('**/api/v1/reports', (route) => route.fulfill({ status: 422, json: problem }));
    await context.setOffline(false);
    await page.getByText('Refused: The place is not known. Name another.').waitFor({ timeout: 30_000 });
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Put it right' }).click();
    expect(await page.getByLabel('What happened').inputValue()).toBe('Earthquake: Refused at first');
    await page.getByRole('button', { name: 'File report' }).click();
    await page.getByRole('heading', { name: /Report R-\d{4}-\d{6} is filed/ }).waitFor();
    expect(await stored()).toBe(before + 1);
    await page.getByRole('link', { name: /refused|not sent/ }).waitFor({ state: 'detached' });
    await duty.leave();
  }, 120_000);

  it('that nobody else may see go the same way: the sealed incident first, the report into it', async () => {
    const head = await atWork('head-of-mission', 'KR-EMB-TR');
    const { page, context } = head;
    const before = await stored();
    await context.setOffline(true);
    await page.getByLabel('What happened').fill('Somebody was abducted');
    await page.getByRole('combobox', { name: 'Where' }).fill('36.2, 36.16');
    await page
      .getByRole('checkbox', { name: /nobody else|sealed|Seal/i })
      .first()
      .check();
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'Kept: it is sent' }).waitFor();
    await context.setOffline(false);
    await eventually('it is stored', async () => (await stored()) === before + 1, 60_000);
    const { rows } = await client.query(
      'SELECT FROM platform_seal JOIN incidents_report ON incidents_report.incident_id::text = platform_seal.subject_id',
    );
    expect(rows).toHaveLength(1);
    await head.leave();
  }, 120_000);

  it('wait for whoever meant them: after signing out another person neither sees nor sends them', async () => {
    const duty = await atWork('duty-officer', 'KR-EMB-TR');
    const { page } = duty;
    const before = await stored();
    // The session lives on and can be left, but reports do not get through.
    await page.route('**/api/v1/reports', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await say(duty, 'Only its owner sends this');
    await page.getByRole('heading', { name: 'Kept: it is sent' }).waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('Email').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    const other = accountOf(installation, 'headquarters-watch-officer');
    await page.getByLabel('Email').fill(other.email);
    await page.getByLabel('Password', { exact: false }).first().fill(other.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await duty.connected();
    await page.goto(`${installation.address}/outbox`);
    await page.getByText('Nothing waits.').waitFor();
    expect(await stored()).toBe(before);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('Email').waitFor();
    await duty.fillSignIn();
    await duty.connected();
    await eventually('its owner has sent it', async () => (await stored()) === before + 1, 30_000);
    await duty.leave();
  }, 150_000);
});
