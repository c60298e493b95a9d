import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PersonView, RoleGrant } from '@bongsu/access/contract';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';
const TITLE = 'Earthquake in Hatay';

describe('rights that change under an open board', () => {
  let browser: Browser;
  let installation: Installation;
  let administrator: Colleague;
  let duty: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    administrator = await Colleague.signIn(installation, accountOf(installation, 'administrator'));
    const mission = await Colleague.signIn(installation, accountOf(installation, 'duty-officer', ANKARA));
    await mission.call('POST', '/incidents', {
      ...{ title: TITLE, category: 'earthquake', urgency: 'U2', missionId: ANKARA, countryIso2: 'TR' },
      ...{ lat: 36.2, lng: 36.16, zone: 'Europe/Istanbul', occurredAt: null, seal: null },
    });
    duty = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA));
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const person = async (): Promise<PersonView> => {
    const { email } = accountOf(installation, 'duty-officer', ANKARA);
    const { items } = await administrator.call<{ items: PersonView[] }>('GET', '/accounts?limit=200');
    const found = items.find((one) => one.email === email);
    if (found === undefined) throw new Error('the duty officer has no account');
    return found;
  };
  const change = async (what: Partial<Pick<PersonView, 'displayName' | 'grants'>>): Promise<void> => {
    const { id, displayName, grants } = await person();
    await administrator.answerTo('POST', `/accounts/${id}/change`, { displayName, grants, ...what });
  };

  it('leave nothing of the picture to whoever may not see it any more, and bring it back with the right', async () => {
    const { page } = duty;
    const row = page.getByRole('region', { name: 'Incidents by running clock' }).getByRole('link', { name: TITLE });
    await row.waitFor();
    const { grants } = await person();
    await change({ grants: [{ role: 'privacy-officer', missions: '*' }] satisfies RoleGrant[] });
    await page.getByRole('heading', { name: 'Record of readings' }).waitFor({ timeout: 45_000 });
    expect(await page.content()).not.toContain(TITLE);
    await page.keyboard.press('/');
    await page.keyboard.type('Hatay');
    await page.getByRole('dialog').waitFor();
    expect(await page.content()).not.toContain(TITLE);
    await picture(page, 'rights-withdrawn');
    await page.keyboard.press('Escape');
    await change({ grants });
    await page.goto(installation.address);
    await row.waitFor({ timeout: 45_000 });
  }, 150_000);

  it('are told to the administrator who is changing the same person, with how she stands now', async () => {
    const other = await Operator.signIn(browser, installation, accountOf(installation, 'administrator'), { path: '/people' });
    const { page } = other;
    const { displayName } = await person();
    await page.getByRole('button', { name: `More for ${displayName}` }).click();
    await page.getByRole('menuitem', { name: 'Change name and roles' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByLabel('Name').fill('Duty officer, by day');
    await change({ displayName: 'Duty officer, by night' });
    await dialogue.getByRole('button', { name: 'Save' }).click();
    await dialogue.getByRole('status').getByText('It is now: Duty officer, by night · Duty officer (Ankara)').waitFor();
    expect(await dialogue.getByLabel('Name').inputValue()).toBe('Duty officer, by day');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'meanwhile-person');
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'meanwhile-person-narrow');
    await dialogue.getByRole('button', { name: 'Save' }).click();
    await dialogue.waitFor({ state: 'detached' });
    expect((await person()).displayName).toBe('Duty officer, by day');
    await other.leave();
  }, 90_000);
});
