import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { IncidentView } from '@bongsu/incidents/contract';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';

describe('what a colleague changes under an open dialogue', () => {
  let browser: Browser;
  let installation: Installation;
  let colleague: Colleague;
  let incident: IncidentView;
  let watch: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    colleague = await Colleague.signIn(installation, accountOf(installation, 'duty-officer', ANKARA));
    incident = await colleague.call('POST', '/incidents', {
      ...{ title: 'Earthquake in Hatay', category: 'earthquake', urgency: 'U2', missionId: ANKARA, countryIso2: 'TR' },
      ...{ lat: 36.2, lng: 36.16, zone: 'Europe/Istanbul', occurredAt: null, seal: null },
    });
    watch = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'), {
      path: `/incidents/${incident.id}`,
    });
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const said = 'Changed meanwhile by a colleague';

  it('is said in the dialogue, which keeps what was typed and is sent on what stands now', async () => {
    const { page } = watch;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Change urgency' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('radio', { name: /U3/ }).check();
    await dialogue.getByLabel('Reason').fill('Nobody is hurt');
    // Another matter of the same incident is none of this dialogue's.
    await colleague.call('POST', `/incidents/${incident.id}/assess`, { reason: null });
    await page.getByRole('main').getByText('Assessing', { exact: true }).first().waitFor();
    expect(await dialogue.getByText(said).count()).toBe(0);

    await colleague.call('POST', `/incidents/${incident.id}/set-urgency`, { urgency: 'U1', reason: 'Two are injured' });
    await dialogue
      .getByRole('status')
      .getByText(/^Changed meanwhile by a colleague. It is now: U1 /)
      .waitFor();
    expect(await dialogue.getByRole('radio', { name: /U3/ }).isChecked()).toBe(true);
    expect(await dialogue.getByLabel('Reason').inputValue()).toBe('Nobody is hurt');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'meanwhile');
    await dialogue.getByRole('button', { name: 'Change urgency' }).click();
    await dialogue.waitFor({ state: 'detached' });
    await page.locator('[data-urgency="U3"]').first().waitFor();
  }, 60_000);

  it('is said in Korean too, of the state', async () => {
    const { page } = watch;
    await page.keyboard.press('l');
    await page.getByRole('button', { name: '대응 개시' }).first().click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('textbox').fill('공관이 움직입니다');
    await colleague.call('POST', `/incidents/${incident.id}/activate`, { reason: null });
    await dialogue.getByRole('status').getByText('그사이 동료가 바꾸었습니다', { exact: false }).waitFor();
    expect(await dialogue.getByRole('textbox').inputValue()).toBe('공관이 움직입니다');
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'meanwhile-narrow-ko');
    expect(watch.troubles).toEqual([]);
    expect(watch.loads).toBe(1);
  }, 60_000);
});
