import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ReportView } from '@bongsu/incidents/contract';
import type { ExportView } from '@bongsu/situation/contract';
import { launchChromium } from '../harness/chromium';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';
const WHY = 'Roster for the exercise of the embassy';

describe('who read whose data, in a browser', () => {
  let browser: Browser;
  let installation: Installation;
  let duty: Colleague;
  let head: Colleague;
  let watch: Colleague;
  let report: ReportView;
  let officer: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    const enter = (...who: [Parameters<typeof accountOf>[1], string?]) => Colleague.signIn(installation, accountOf(installation, ...who));
    duty = await enter('duty-officer', ANKARA);
    head = await enter('head-of-mission', ANKARA);
    watch = await enter('headquarters-watch-officer');
    report = await duty.call('POST', '/reports', {
      ...{ summary: 'Two travellers cannot be reached', category: 'earthquake', urgency: 'U2', evidenceGrade: 'C', channel: 'phone' },
      place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
    });
    await watch.call('GET', `/reports/${report.id}`);
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  /** The privacy officer has no board, and so no line that could be connected. */
  async function enter(): Promise<Operator> {
    const account = accountOf(installation, 'privacy-officer');
    return Operator.signIn(browser, installation, account, { follows: false });
  }
  const readings = () => officer.page.getByRole('region', { name: 'Readings, newest first' }).getByRole('row');

  it('is where the privacy officer begins, and the menu offers nothing that is not hers', async () => {
    officer = await enter();
    const { page } = officer;
    await page.getByRole('heading', { name: 'Record of readings' }).waitFor();
    await page.getByText('Whose readings do you look for?').waitFor();
    expect(await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link').allInnerTexts()).toEqual([
      'Readings',
      'Missions',
      'Decisions',
    ]);
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: /Loading|Offline|Connected/ })
        .count(),
    ).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'readings-begin');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'Missions', exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('heading', { name: 'Record of readings' }).waitFor();
  }, 90_000);

  it('shows who read a report, why and on what basis, and leads on to everything that reader has read', async () => {
    const { page } = officer;
    const ask = page.getByRole('search');
    await ask.getByRole('combobox', { name: 'Look for' }).click();
    await page.getByRole('option', { name: 'Report', exact: true }).click();
    await ask.getByLabel('Id').fill(report.code);
    await page.keyboard.press('Enter');
    await ask.getByText('An id has 36 characters').waitFor();
    await ask.getByLabel('Id').fill(report.id);
    await page.keyboard.press('Enter');
    const read = readings().filter({ hasText: 'Headquarters watch officer 1' });
    await read.getByText('Read a report').waitFor();
    // Whoever asks goes on typing where she was.
    await ask.getByLabel('Id').and(page.locator(':focus')).waitFor();
    await read.getByText('Consular assistance').waitFor();
    await read.getByText('127.0.0.1').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'readings-report');

    await read.getByRole('link', { name: /Headquarters watch officer 1/ }).click();
    await page.waitForURL(`**/privacy?by=reader&id=${watch.id}`);
    await readings().filter({ hasText: report.id }).first().waitFor();
    expect(await ask.getByLabel('Id').inputValue()).toBe(watch.id);
    await page.goBack();
    await readings().filter({ hasText: 'Read a report' }).waitFor();
    // That she read these names is on record as well.
    await page.goto(`${installation.address}/privacy?by=account&id=${watch.id}`);
    await readings().filter({ hasText: 'Privacy officer' }).getByText('Read the record of readings').first().waitFor();
    await page.goto(`${installation.address}/privacy?by=account&id=${report.id}`);
    await page.getByText('No reading is on record.').waitFor();
    await picture(page, 'readings-none');
  }, 90_000);

  it('finds from whose copy of an export a row came', async () => {
    const ordered = await head.call<ExportView>('POST', '/exports', {
      ...{ kind: 'staff', content: 'personal', missionIds: [ANKARA], reason: WHY, legalBasis: 'staff-administration' },
    });
    const { page } = officer;
    // No line tells her of it: she asks again.
    await page.getByRole('link', { name: /Decisions/ }).click();
    const asked = page.getByRole('article', { name: 'Take personal data out in a file' });
    await asked.getByText(WHY).waitFor({ timeout: 45_000 });
    await asked.getByText(/^Staff · Ankara/).waitFor();
    await asked.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await asked.waitFor({ state: 'detached' });
    await eventually(
      'the file is made',
      async () => (await head.call<ExportView>('GET', `/exports/${ordered.id}`)).state === 'ready',
      45_000,
    );
    const file = await head.answerTo('GET', `/exports/${ordered.id}/file`);
    const mark = /EXP-\d{4}-\d{6}-1-[A-Z2-7]{6}/.exec(await file.text())?.[0] ?? '';

    await page.getByRole('link', { name: 'Readings' }).click();
    const trace = page.getByRole('region', { name: 'Whose copy is it?' });
    await trace.getByRole('textbox', { name: 'Mark' }).fill('EXP-2026-000999-1-AAAAAA');
    await trace.getByRole('button', { name: 'Find' }).click();
    await trace.getByRole('alert').waitFor();
    await trace.getByRole('textbox', { name: 'Mark' }).fill(mark);
    await trace.getByRole('button', { name: 'Find' }).click();
    await trace.getByText(/Head of mission, Ankara/).waitFor();
    await trace.getByText(/Privacy officer/).waitFor();
    await trace.getByText(new RegExp(WHY)).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'readings-copy');
  }, 120_000);

  it('is as good in Korean on a telephone', async () => {
    const { page } = officer;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.evaluate("localStorage.setItem('bongsu.language', 'ko')");
    await page.goto(`${installation.address}/privacy?by=report&id=${report.id}`);
    await page.getByText('신고 열람').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'readings-narrow-ko');
    // The mark that nobody has was not found.
    expect(officer.troubles.filter((trouble) => !/^404 GET \/api\/v1\/export-copies/.test(trouble))).toEqual([]);
    await officer.leave();
  }, 60_000);
});
