import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';

describe('taking personal data out, in a browser', () => {
  let browser: Browser;
  let installation: Installation;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
  }, 120_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  it('takes a reason and a second person, and gives a marked file to the first', async () => {
    const head = await Operator.signIn(browser, installation, accountOf(installation, 'head-of-mission', ANKARA), {
      path: `/missions/${ANKARA}`,
    });
    const { page } = head;
    await page.getByRole('link', { name: 'Export', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('You have asked for no export').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'empty');

    await page.getByRole('button', { name: 'New export' }).click();
    const form = page.getByRole('dialog');
    await form.getByText('Staff', { exact: true }).click();
    await form.getByLabel('With personal data').check();
    await form.getByLabel('Why it is needed').fill('Roster for the exercise of the embassy');
    await form.getByRole('combobox', { name: 'Legal basis' }).click();
    await page.getByRole('option', { name: 'Administration of staff' }).click();
    await form.getByLabel('File number, if there is one').fill('2026-117');
    await form.getByText('English', { exact: true }).click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'form');
    await form.getByRole('button', { name: 'Ask for agreement' }).click();
    const card = page.getByRole('article');
    await card.getByText('Waiting for a second person').waitFor();
    await picture(page, 'waiting');

    const watch = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'), {
      path: '/decisions',
    });
    const asked = watch.page.getByRole('article', { name: 'Take personal data out in a file' });
    await asked.getByText('Roster for the exercise of the embassy').waitFor();
    await picture(watch.page, 'decision');
    await asked.getByRole('button', { name: 'Confirm' }).click();
    await watch.page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await asked.waitFor({ state: 'detached' });

    await card.getByRole('button', { name: 'Download' }).waitFor({ timeout: 45_000 });
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'ready');
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: 'Download' }).click()]);
    const file = readFileSync(await download.path(), 'utf8');
    const mark = download.suggestedFilename().replace(/\.csv$/, '');
    expect(mark).toMatch(/^EXP-\d{4}-\d{6}-1-[A-Z2-7]{6}$/);
    expect(file).toContain('Roster for the exercise of the embassy');
    expect(file.split('\r\n').filter((line) => line.endsWith(`,"${mark}"`)).length).toBeGreaterThan(0);
    await page.getByText(`Copy ${mark}`).waitFor();
    await card.getByText('Downloaded once').waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate("localStorage.setItem('bongsu.language', 'ko')");
    await page.reload();
    await page.getByRole('article').getByText('준비됨').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
    await picture(page, 'narrow-ko');
    await page.getByRole('button', { name: '새 반출' }).click();
    await page.getByRole('dialog').waitFor();
    await picture(page, 'narrow-form-ko');
    expect([...head.troubles, ...watch.troubles]).toEqual([]);
    await head.leave();
    await watch.leave();
  }, 180_000);
});
