import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { Operator, accountOf } from './operator';

const boardDir = join(__dirname, '../../dist/board');

describe('the board in a browser', () => {
  let browser: Browser;
  let installation: Installation;
  const atWork: Operator[] = [];
  const headquarters = (workplace: Parameters<typeof Operator.signIn>[3] = {}): Promise<Operator> =>
    signIn(accountOf(installation, 'headquarters-watch-officer'), workplace);
  const signIn = async (
    ...[account, workplace]: [ReturnType<typeof accountOf>, Parameters<typeof Operator.signIn>[3]?]
  ): Promise<Operator> => {
    const operator = await Operator.signIn(browser, installation, account, workplace);
    atWork.push(operator);
    return operator;
  };

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
  }, 120_000);
  afterEach(() => Promise.all(atWork.splice(0).map((operator) => operator.leave())));
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  it('loads everything from its own address, without a violation of its policy', async () => {
    const { page, outside, troubles } = await headquarters();
    await page.locator('.maplibregl-canvas').waitFor();
    for (const name of ['Incidents', 'Dispatch desk', 'Lanes', 'Missions', 'File a report', 'Board']) {
      await page.getByRole('link', { name, exact: false }).first().click();
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    }
    await page.getByText('Everything on it is in the lists').waitFor({ state: 'hidden' });
    expect(outside).toEqual([]);
    expect(troubles).toEqual([]);
  }, 90_000);

  it('refuses a wrong password in words and lets one try again', async () => {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(installation.address);
    await page.getByLabel('Email').fill('nobody@demo.bongsu.test');
    await page.getByLabel('Password').first().fill('wrong');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Email or password is not right').waitFor();
    await context.close();
  }, 60_000);

  it('is driven by the keyboard, and rests while one types', async () => {
    const { page } = await headquarters();
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: 'Lanes of the hubs' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('File a report').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('n');
    const what = page.getByLabel('What happened');
    await what.waitFor();
    await what.fill('');
    await what.pressSequentially('nglb?');
    expect(await what.inputValue()).toBe('nglb?');
    expect(new URL(page.url()).pathname).toBe('/report');
  }, 60_000);

  it('speaks Korean and English, and keeps the choice over a reload', async () => {
    const { page } = await headquarters();
    await page.keyboard.press('l');
    await page.getByRole('link', { name: '상황판' }).first().waitFor();
    await page.reload();
    await page.getByRole('status').filter({ hasText: '연결됨' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('ko');
  }, 60_000);

  it('keeps nothing about a person in the browser’s storage', async () => {
    const { page } = await headquarters({ path: '/report' });
    await page.getByLabel('What happened').fill('A name that must not stay here');
    const stored: unknown = await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(Object.keys(JSON.parse(String(stored)) as object).every((key) => /^bongsu\.(language|theme|zone)$/.test(key))).toBe(true);
  }, 60_000);

  it('says that it cannot draw the map where there is no WebGL, and works on', async () => {
    const { page, troubles } = await headquarters({
      before:
        "const get = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : get.call(this, kind, ...more); };",
    });
    await page.getByText('This browser cannot draw the map').waitFor();
    await page.getByRole('region', { name: 'Incidents by running clock' }).waitFor();
    expect(troubles).toEqual([]);
  }, 60_000);

  it('fits a telephone: no page is wider than the screen', async () => {
    const { page } = await headquarters({ width: 390, height: 844 });
    for (const path of ['/', '/incidents', '/dispatch', '/lanes', '/missions', '/missions/KR-EMB-TR', '/report']) {
      await page.goto(`${installation.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      expect({ path, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({ path, width: 390 });
    }
  }, 90_000);

  it('finds a city where no mission is, and says what to do about a place that it does not know', async () => {
    const { page } = await headquarters({ path: '/report' });
    const where = page.getByRole('combobox', { name: 'Where' });
    await where.fill('antak');
    await page.getByRole('option', { name: 'Antakya, Türkiye' }).click();
    await page.getByText('This is the city’s airport (HTY)').waitFor();
    await page.getByRole('region', { name: 'Competent mission' }).getByText('Embassy of the Republic of Korea in Türkiye').waitFor();
    await where.fill('Nowhere-upon-Water');
    await page.getByRole('status').filter({ hasText: 'No city of the name “Nowhere-upon-Water” is known here.' }).waitFor();
    await page.getByText('Say where, and the competent mission appears here.').waitFor();
  }, 60_000);

  it('says which kind it suggests, and another one is a press away', async () => {
    const { page } = await headquarters({ path: '/report' });
    const kind = page.getByRole('combobox', { name: 'Kind' });
    await page.getByLabel('What happened').fill('Bus crashed after the earthquake');
    await page.getByRole('status').filter({ hasText: 'Suggested from your words: Earthquake.' }).waitFor();
    expect(await kind.inputValue()).toBe('Earthquake');
    await page.getByRole('button', { name: 'Transport accident' }).click();
    expect(await kind.inputValue()).toBe('Transport accident');
    await page.getByRole('status').filter({ hasText: 'Suggested from your words' }).waitFor({ state: 'hidden' });
    await page.getByLabel('What happened').fill('Flood in the valley');
    expect(await kind.inputValue()).toBe('Transport accident');
    await page.getByRole('button', { name: 'Clear the form' }).click();
    await page.getByLabel('What happened').fill('Flood in the valley');
    await page.getByRole('button', { name: 'Another kind…' }).click();
    await page.getByRole('option', { name: 'Storm' }).click();
    expect(await kind.inputValue()).toBe('Storm');
  }, 60_000);

  it('has keys for a thumb, and tables that become cards, on a telephone', async () => {
    const { page } = await headquarters({ width: 390, height: 844, path: '/report' });
    const urgencies = page.getByRole('group', { name: 'How urgent' }).locator('label');
    const boxes = await Promise.all((await urgencies.all()).map((key) => key.boundingBox()));
    expect(boxes.map((box) => box !== null && box.height >= 44 && box.width >= 300)).toEqual([true, true, true, true]);
    await urgencies.filter({ hasText: 'Somebody may die' }).click();
    expect(await page.getByRole('radio', { name: /U1/ }).isChecked()).toBe(true);

    for (const path of ['/lanes', '/missions']) {
      await page.goto(`${installation.address}${path}`);
      await page.locator('td[data-title]').first().waitFor();
      const sideways = await page.evaluate(`[...document.querySelectorAll('main *')]
        .filter((one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX) || one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120))`);
      expect({ path, sideways }).toEqual({ path, sideways: [] });
      const labels = await page.evaluate(
        `[...document.querySelectorAll('tbody tr:first-child td[data-label]')].map((cell) => getComputedStyle(cell, '::before').content)`,
      );
      expect({ path, labels }).toEqual({ path, labels: expect.not.arrayContaining(['none']) as unknown });
    }
  }, 90_000);

  it('names every control for those who cannot see it', async () => {
    const { page } = await headquarters();
    for (const path of ['/', '/incidents', '/dispatch', '/lanes', '/missions', '/report']) {
      await page.goto(`${installation.address}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
      const nameless = await page.evaluate(`[...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea')]
        .filter((one) => one.checkVisibility() && !(one.innerText?.trim() || one.ariaLabel || one.title || one.getAttribute('aria-labelledby') || one.labels?.length || one.placeholder))
        .map((one) => one.outerHTML.slice(0, 160))`);
      expect({ path, nameless }).toEqual({ path, nameless: [] });
    }
  }, 90_000);
});
