import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ReportView } from '@bongsu/incidents/contract';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';

describe('an incident that is to be opened sealed', () => {
  let browser: Browser;
  let installation: Installation;
  let report: ReportView;
  let duty: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    const mission = await Colleague.signIn(installation, accountOf(installation, 'duty-officer', ANKARA));
    report = await mission.call('POST', '/reports', {
      ...{ summary: 'A student was taken by armed men', category: 'abduction', urgency: 'U1', evidenceGrade: 'C', channel: 'phone' },
      place: { text: 'Van', lat: 38.5, lng: 43.4, precision: 'city' },
    });
    duty = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA), { path: `/?report=${report.id}` });
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  it('is never opened unsealed by another choice of mission: the wish stands and can be taken back', async () => {
    const { page } = duty;
    await page.getByRole('button', { name: 'Open as a new incident' }).click();
    const form = page.getByRole('dialog', { name: 'Open an incident' });
    const wish = form.getByLabel('Seal it');
    const open = form.getByRole('button', { name: /^Open/ });
    const choose = async (city: string): Promise<void> => {
      await form.getByRole('combobox', { name: 'Competent mission' }).fill(city);
      await page
        .getByRole('option', { name: new RegExp(city) })
        .first()
        .click();
    };
    await wish.check();
    expect(await form.getByRole('radio', { name: 'Abduction' }).isChecked()).toBe(true);
    await choose('Warsaw');
    await form.getByText('You may not seal it for the mission chosen here').waitFor();
    expect(await wish.isChecked()).toBe(true);
    expect(await open.isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'seal-wish');
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'seal-wish-narrow');
    await wish.uncheck();
    expect(await open.isEnabled()).toBe(true);
    await choose('Ankara');
    expect(await wish.isChecked()).toBe(false);
    await wish.check();
    await open.click();
    await page.getByRole('dialog', { name: /Who sees SLD-/ }).waitFor();
    expect(duty.troubles).toEqual([]);
  }, 90_000);
});
