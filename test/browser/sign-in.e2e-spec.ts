import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { accountOf } from './operator';

const boardDir = join(__dirname, '../../dist/board');

describe('signing in, in a browser', () => {
  let browser: Browser;
  let installation: Installation;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
  }, 120_000);
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const workplace = async (): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
    contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript("localStorage.setItem('bongsu.language', 'en')");
    await page.goto(installation.address);
    return page;
  };
  const password = async (page: Page, email: string, typed: string): Promise<void> => {
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: false }).first().fill(typed);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const connected = (page: Page) => page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
  const inMenu = async (page: Page, item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  /** A later step than the one that was used up by the code before. */
  const nextCode = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + 30_000 });

  it('sets up an authenticator app and signs in with it the next time', async () => {
    const account = accountOf(installation, 'headquarters-watch-officer');
    const page = await workplace();
    await password(page, account.email, account.password);
    await connected(page);
    await inMenu(page, 'My account');
    await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
    const panel = page.getByRole('region', { name: 'Second factor' });
    await panel.getByLabel('Present password').fill(account.password);
    await panel.getByRole('button', { name: 'Show the code to scan' }).click();
    await panel.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor();
    const secret = (await panel.locator('pre').innerText()).replace(/\s/g, '');
    await panel.getByLabel('six digits').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await panel.getByRole('button', { name: 'Confirm' }).click();
    await panel.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await panel.getByRole('list', { name: 'Your recovery codes' }).getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: 'Download' }).click()]);
    expect(readFileSync(await download.path(), 'utf8').split('\n')).toEqual(expect.arrayContaining(codes));
    await panel.getByRole('button', { name: 'I have kept them' }).click();
    await panel.getByText('Recovery codes left: 10').waitFor();

    await inMenu(page, 'Sign out');
    await password(page, account.email, account.password);
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('The code is not right').waitFor();
    await page.getByRole('textbox', { name: 'Code' }).fill(nextCode(secret));
    await page.keyboard.press('Enter');
    await connected(page);

    await inMenu(page, 'Sign out');
    await password(page, account.email, account.password);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await connected(page);
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(secret);
  }, 120_000);

  it('leaves nothing of what was read in the page once one has signed out, nor by the way back', async () => {
    const administrator = accountOf(installation, 'administrator');
    const officer = accountOf(installation, 'duty-officer');
    const page = await workplace();
    await password(page, administrator.email, administrator.password);
    await connected(page);
    await inMenu(page, 'People and roles');
    await page.getByText(officer.email).first().waitFor();
    const leftIn = async (): Promise<string> =>
      `${await page.content()} ${await page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })')}`;
    expect(await leftIn()).toContain(officer.email);
    await inMenu(page, 'Sign out');
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await leftIn()).not.toContain('@demo.bongsu.test');
    expect(await leftIn()).not.toContain(administrator.email);
    await page.goBack();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await leftIn()).not.toContain('@demo.bongsu.test');
  }, 60_000);

  it('asks for a proof before another session of one’s own is ended', async () => {
    const { email, password: typed } = accountOf(installation, 'head-of-mission');
    const [desk, elsewhere] = [await workplace(), await workplace()];
    for (const page of [desk, elsewhere]) {
      await password(page, email, typed);
      await connected(page);
    }
    await inMenu(desk, 'My account');
    await desk.getByRole('button', { name: 'End all others' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Your password').fill('something else');
    await dialog.getByRole('button', { name: 'End all others' }).click();
    await dialog.getByText('The password is not right.').waitFor();
    await dialog.getByLabel('Your password').fill(typed);
    await dialog.getByRole('button', { name: 'End all others' }).click();
    await dialog.waitFor({ state: 'detached' });
    await elsewhere.getByText('Your session has ended').waitFor({ timeout: 20_000 });
    await desk.reload();
    await connected(desk);
  }, 90_000);

  it('adds a person, who sets a password of her own before anything else', async () => {
    const administrator = accountOf(installation, 'administrator');
    const desk = await workplace();
    await password(desk, administrator.email, administrator.password);
    await connected(desk);
    await inMenu(desk, 'People and roles');
    await desk.getByRole('button', { name: 'Add a person' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.getByLabel('Email').fill('new.officer@demo.bongsu.test');
    await dialog.getByLabel('Name, as others see it').fill('Invented Officer');
    await dialog.getByRole('switch', { name: 'Whole network' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await desk.getByRole('dialog', { name: 'One-time password' }).waitFor();
    const oneTimePassword = await desk.getByRole('dialog').locator('pre').innerText();
    await desk.getByRole('button', { name: 'Done' }).click();
    await desk.getByRole('row', { name: 'Invented Officer' }).getByText('One-time password').waitFor();

    const hers = await workplace();
    await password(hers, 'new.officer@demo.bongsu.test', oneTimePassword);
    await hers.getByRole('heading', { name: 'Set your own password' }).waitFor();
    await hers.getByLabel('Present password').fill(oneTimePassword);
    await hers.locator('input[autocomplete=new-password]').first().fill('password1');
    await hers.getByLabel('New password once more').fill('password1');
    await hers.getByRole('button', { name: 'Change password' }).click();
    await hers.getByText('among those that are guessed first').waitFor();
    await hers.locator('input[autocomplete=new-password]').first().fill('lamp over the harbour');
    await hers.getByLabel('New password once more').fill('lamp over the harbour');
    await hers.getByRole('button', { name: 'Change password' }).click();
    await connected(hers);

    await desk.getByRole('button', { name: 'More for Invented Officer' }).click();
    await desk.getByRole('menuitem', { name: 'Disable' }).click();
    await desk.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await hers.getByText('Your session has ended').waitFor({ timeout: 20_000 });
  }, 120_000);
});
