import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ReportView } from '@bongsu/incidents/contract';
import type { Page as PageOf } from '@bongsu/platform/contract';
import { launchChromium } from '../harness/chromium';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { Operator, accountOf } from './operator';

const boardDir = join(__dirname, '../../dist/board');

describe('a crisis on the board', () => {
  let browser: Browser;
  let installation: Installation;
  let watch: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    watch = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'));
  }, 150_000);
  afterAll(async () => {
    await browser.close();
    await installation.stop();
  }, 60_000);

  const asDuty = (workplace = {}): Promise<Operator> =>
    Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', 'KR-EMB-TR'), workplace);

  /** Through the api, as a colleague elsewhere does it. */
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { email, password } = accountOf(installation, 'duty-officer', 'KR-EMB-TR');
    const json = { 'content-type': 'application/json' };
    const session = (await (
      await fetch(`${installation.address}/api/v1/sessions`, { method: 'POST', headers: json, body: JSON.stringify({ email, password }) })
    ).json()) as { token: string };
    const answer = await fetch(`${installation.address}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${session.token}`, ...(body === undefined ? {} : json) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const file = (summary: string): Promise<ReportView> =>
    call('POST', '/reports', {
      summary,
      category: 'earthquake',
      urgency: 'U2',
      evidenceGrade: 'C',
      channel: 'phone',
      place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
    });

  it('goes from a caller’s sentence to help under way, on everybody’s board, without a reload', async () => {
    const duty = await asDuty();
    const { page } = duty;

    // A newcomer files the report: what, where, and a double click.
    await page.keyboard.press('n');
    await page.getByLabel('What happened').fill('Earthquake in Hatay, travellers cannot be reached');
    await page.getByRole('combobox', { name: 'Where' }).fill('36.2, 36.16');
    await page.getByRole('region', { name: 'Competent mission' }).getByText('Embassy of the Republic of Korea in Türkiye').waitFor();
    await page.getByRole('button', { name: 'File report' }).dblclick();
    await page.getByRole('heading', { name: /Report R-\d{4}-\d{6} is filed/ }).waitFor();
    expect((await call<PageOf<ReportView>>('GET', '/reports')).items).toHaveLength(1);

    // Headquarters sees it at once; the mission makes an incident of it.
    await watch.page.getByRole('region', { name: 'Reports not linked yet' }).getByText('Earthquake').waitFor();
    await page.getByRole('link', { name: 'To the board' }).click();
    const report = page.getByRole('dialog');
    await report.getByText('Earthquake in Hatay, travellers cannot be reached').waitFor();
    await report.getByRole('button', { name: 'Open as a new incident' }).click();
    await page.getByLabel('Title: what happened, where').fill('Earthquake in Hatay');
    await page.getByRole('button', { name: 'Open incident' }).click();
    await page.getByRole('heading', { name: 'Earthquake in Hatay' }).waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'hidden' });

    // It asks for two people; the plan names a hub with its reason.
    await page.getByRole('button', { name: 'Request support' }).click();
    await page.getByLabel('Why it is needed').fill('Interpreting in hospitals');
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByText('Nearest hub that has it').first().waitFor({ timeout: 30_000 });
    await page.getByText('Waiting for an answer').first().waitFor({ timeout: 30_000 });

    // The hub accepts with one press at its desk.
    const hub = await Operator.signIn(browser, installation, accountOf(installation, 'hub-coordinator', 'KR-EMB-PL'), {
      path: '/dispatch',
    });
    await hub.page.getByRole('button', { name: 'Accept all' }).click();
    await hub.page.getByText('No offer is waiting').waitFor();
    await hub.page.getByRole('button', { name: 'Add a note' }).first().click();
    await hub.page.getByLabel('Note with the next step').fill('Lands in Adana, the runway here is shut');
    await hub.page.getByRole('button', { name: 'Departed' }).first().click();
    await hub.page.getByText('On the way', { exact: true }).first().waitFor();
    const latest = watch.page.getByRole('region', { name: 'Just now' });
    await latest.getByText(/Officer \S+ left Warsaw for Ankara · expected/).waitFor();
    await page.getByRole('button', { name: '1 note' }).click();
    await page.getByRole('dialog').getByText('Lands in Adana, the runway here is shut').waitFor();
    await page.keyboard.press('Escape');

    // Only the destination can say that they came.
    await page.getByRole('button', { name: 'Confirm arrival' }).first().click();
    await page.getByText('Arrived', { exact: true }).first().waitFor();
    await watch.page.getByText('People 1/2 arrived').waitFor();
    await latest.getByText(/Officer \S+ from Warsaw arrived in Ankara/).waitFor();

    expect([...duty.troubles, ...hub.troubles, ...watch.troubles]).toEqual([]);
    expect([duty.loads, hub.loads, watch.loads]).toEqual([1, 1, 1]);
    await Promise.all([duty.leave(), hub.leave()]);
  }, 180_000);

  it('says since when it is cut off, and equals a fresh load afterwards without a reload', async () => {
    await watch.context.setOffline(true);
    await watch.page
      .getByRole('status')
      .filter({ hasText: /Offline since \d\d:\d\d/ })
      .waitFor();
    await watch.page.getByText('It reconnects by itself').first().waitFor();
    for (let count = 1; count <= 5; count++) await file(`Another caller, number ${String(count)}`);
    await watch.context.setOffline(false);
    await watch.connected();
    const fresh = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'));
    await eventually(
      'both boards show the same',
      async () => JSON.stringify(await watch.picture()) === JSON.stringify(await fresh.picture()),
      20_000,
    );
    expect((await watch.picture()).length).toBeGreaterThan(8);
    expect(watch.loads).toBe(1);
    await fresh.leave();
  }, 120_000);

  it('follows on when the api was killed and another one has taken its place', async () => {
    await installation.kill('api');
    await watch.page.getByRole('status').filter({ hasText: 'Offline since' }).waitFor();
    installation.start('api');
    await installation.ready();
    await watch.connected();
    const { code } = await file('Filed at the new api');
    await watch.page.getByRole('region', { name: 'Reports not linked yet' }).getByText(code).waitFor();
    expect(watch.loads).toBe(1);
  }, 120_000);

  it('explains that somebody else was faster, and shows what they did', async () => {
    const { items } = await call<PageOf<{ id: string; version: number }>>('GET', '/incidents');
    const id = items[0]?.id ?? '';
    const slow = await asDuty({ path: `/incidents/${id}`, meddles: true });
    // A colleague's change comes between this operator's click and the server.
    let overtaken = false;
    await slow.page.route(`**/api/v1/incidents/${id}/set-urgency`, async (route) => {
      if (!overtaken) await call('POST', `/incidents/${id}/set-urgency`, { urgency: 'U1', reason: 'Two are injured' });
      overtaken = true;
      await route.continue();
    });
    await slow.page.getByRole('button', { name: 'More', exact: true }).click();
    await slow.page.getByRole('menuitem', { name: 'Change urgency' }).click();
    const dialog = slow.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /U3/ }).check();
    await dialog.getByLabel('Reason').fill('Nobody is hurt');
    await dialog.getByRole('button', { name: 'Change urgency' }).click();
    await dialog.getByText('Somebody changed this meanwhile').waitFor();
    // What they did is on the page before it is tried again, and what was typed is still there.
    await slow.page.locator('span[data-urgency="U1"]:not([role="dialog"] *)').waitFor();
    await expect(dialog.getByLabel('Reason').inputValue()).resolves.toBe('Nobody is hurt');
    await slow.leave();
  }, 90_000);

  it('asks to sign in again where one was when the session has ended', async () => {
    const duty = await asDuty({ path: '/report' });
    await duty.page.getByLabel('What happened').fill('Kept in memory over the sign-in');
    await duty.page.getByRole('combobox', { name: 'Where' }).fill('Antakya');
    await duty.page.getByRole('combobox', { name: 'Kind' }).click();
    await duty.page.getByRole('option', { name: 'Flood' }).click();
    await duty.context.clearCookies();
    await duty.page.getByRole('button', { name: 'File report' }).click();
    await duty.page.getByText('Your session has ended').waitFor();
    await duty.fillSignIn();
    await duty.connected();
    expect(await duty.page.getByLabel('What happened').inputValue()).toBe('Kept in memory over the sign-in');
    expect(duty.loads).toBe(1);
    await duty.leave();
  }, 90_000);
});
