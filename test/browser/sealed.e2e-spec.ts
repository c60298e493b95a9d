import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';
const TITLE = 'Student taken near Van';

describe('a sealed incident, in a browser', () => {
  let browser: Browser;
  let installation: Installation;
  let duty: Operator;
  let watch: Operator;
  let outsider: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    const [, second] = installation.accounts().filter(({ role }) => role === 'headquarters-watch-officer');
    if (second === undefined) throw new Error('the demo world has one watch officer only');
    duty = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA));
    watch = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'));
    outsider = await Operator.signIn(browser, installation, second);
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const row = ({ page }: Operator) => page.getByRole('region', { name: 'Incidents by running clock' }).getByRole('link', { name: TITLE });
  const nothing = ({ page }: Operator) => page.getByText('No open incident');
  /** Puts somebody on the list, whose dialogue is open. */
  const name = async (who: string): Promise<void> => {
    const list = duty.page.getByRole('dialog');
    await list.getByRole('combobox', { name: 'Who' }).fill(who);
    await duty.page.getByRole('option', { name: new RegExp(who) }).click();
    await list.getByLabel('Reason').fill('Follows the case from headquarters');
    await list.getByRole('button', { name: 'Add to the list' }).click();
    await list.getByRole('listitem').filter({ hasText: who }).waitFor();
  };

  it('is opened from a call that nobody else ever sees', async () => {
    const { page } = duty;
    await page.keyboard.press('n');
    await page.getByLabel('What happened').fill('Abduction: a student was taken by armed men');
    await page.getByRole('combobox', { name: 'Where' }).fill('38.5, 43.4');
    await page.getByRole('region', { name: 'Competent mission' }).getByText('Embassy of the Republic of Korea in Türkiye').waitFor();
    await page.getByText('Cases of this kind are usually sealed: Abduction').waitFor();
    await picture(duty.page, 'report-suggested');
    await page.getByLabel('This must be sealed').check();
    expect(await page.getByRole('radio', { name: 'Abduction' }).isChecked()).toBe(true);
    await page.getByLabel('Title of the incident').fill(TITLE);
    expect(await barriers(page)).toEqual([]);
    await picture(duty.page, 'report-sealed');
    await page.getByRole('button', { name: 'Open sealed and file' }).click();

    const list = page.getByRole('dialog', { name: /Who sees SLD-/ });
    await list.getByText('The last person on the list cannot be taken off').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('note', { name: 'Sealed' }).getByText('Only you see this incident').waitFor();
    await page.getByText('Abduction: a student was taken by armed men').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(duty.page, 'incident');
    await nothing(watch).waitFor();
    await nothing(outsider).waitFor();
    expect(await watch.page.content()).not.toMatch(/SLD-|Van/);
  }, 180_000);

  it('comes to whoever is named and leaves whoever is taken off the list, on open boards within seconds', async () => {
    const { page } = duty;
    await page.getByRole('button', { name: 'Who sees it' }).click();
    await name('Headquarters watch officer 1');
    await row(watch).waitFor({ timeout: 45_000 });
    await row(watch).getByLabel('Sealed: Abduction').waitFor();
    expect(await barriers(watch.page)).toEqual([]);
    await picture(watch.page, 'board');
    await row(watch).click();
    await watch.page.getByText('Only 2 persons on the list see this.').waitFor();
    await watch.page.getByText('Abduction: a student was taken by armed men').waitFor();
    await picture(duty.page, 'list');

    await page.getByRole('button', { name: /^Take off: Headquarters watch officer 1/ }).click();
    await page.getByRole('alert').filter({ hasText: 'loses sight of it at once' }).waitFor();
    await picture(duty.page, 'list-sure');
    const why = page.getByRole('form', { name: /^Take off: Headquarters watch officer 1/ });
    expect(await why.getByRole('button', { name: 'Take off' }).isDisabled()).toBe(true);
    await why.getByLabel('Reason').fill('Works on another case from today');
    await why.getByRole('button', { name: 'Take off' }).click();
    await watch.page.getByText('There is no such incident').waitFor({ timeout: 45_000 });
    await watch.connected();
    await picture(watch.page, 'gone');
    expect(await watch.page.getByRole('main').innerText()).not.toMatch(/SLD-|Van|Sealed/);
    await watch.page.keyboard.press('g');
    await watch.page.keyboard.press('b');
    await nothing(watch).waitFor();
    expect(await watch.page.content()).not.toMatch(/SLD-|Van/);
    await nothing(outsider).waitFor();
  }, 180_000);

  it('is opened in an emergency by its code alone; whoever is on the list is told at once', async () => {
    const code = /SLD-\w+/.exec(await duty.page.getByRole('dialog').innerText())?.[0] ?? '';
    await duty.page.keyboard.press('Escape');
    const kyiv = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', 'KR-EMB-UA'), { path: '/decisions' });
    const open = async (asked: string): Promise<void> => {
      await form.getByLabel('Code of the incident').fill(asked);
      await form.getByRole('button', { name: 'Open', exact: true }).click();
    };
    // Its line is slow to return after it was cut: it comes back only when all is over.
    let comeBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (comeBack = resolve));
    await kyiv.page.routeWebSocket(/\/live/, async (line) => {
      await back;
      line.connectToServer();
    });
    await kyiv.page.getByRole('tab', { name: 'Emergency access' }).click();
    await kyiv.page.getByRole('button', { name: 'Sealed incident by its code' }).click();
    const form = kyiv.page.getByRole('dialog');
    await form.getByRole('combobox', { name: 'Why' }).click();
    await kyiv.page.getByRole('option', { name: 'Life is at risk' }).click();
    await form.getByLabel('In your words').fill('The family has reached us and needs an answer');
    await open('SLD-00000Z');
    await form.getByText('There is no sealed incident of this code').first().waitFor();
    expect(await barriers(kyiv.page)).toEqual([]);
    await open(code);
    await kyiv.page.getByRole('heading', { name: TITLE }).waitFor({ timeout: 45_000 });
    await kyiv.page.getByText(`Emergency access to sealed incident ${code} is open`).waitFor();
    await picture(kyiv.page, 'glass');
    await duty.page.getByText(`Emergency access to sealed incident ${code}`).waitFor({ timeout: 45_000 });
    await duty.page.getByRole('button', { name: 'Who sees it' }).click();
    const member = duty.page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Kyiv' });
    await member.getByText('emergency access').waitFor();
    await picture(duty.page, 'glass-told');
    await member.getByRole('button', { name: /^Take off: Duty officer, Kyiv/ }).click();
    await member.getByLabel('Reason').fill('The family was answered from here');
    await member.getByRole('button', { name: 'Take off' }).click();
    await member.waitFor({ state: 'detached' });
    comeBack();
    await kyiv.page.getByText('There is no such incident').waitFor({ timeout: 45_000 });
    await nothing(outsider).waitFor();
    await kyiv.leave();
  }, 180_000);

  it('is everybody’s again when two persons on the list have agreed, until somebody seals it once more', async () => {
    await name('Headquarters watch officer 1');
    await name('Head of mission, Ankara');
    await duty.page.keyboard.press('Escape');
    const head = await Operator.signIn(browser, installation, accountOf(installation, 'head-of-mission', ANKARA));
    await row(head).click();
    await head.page.getByRole('button', { name: 'More', exact: true }).click();
    await head.page.getByRole('menuitem', { name: 'Propose unsealing' }).click();
    await head.page.getByRole('dialog').getByLabel('Reason').fill('He is free and the family agrees');
    await picture(head.page, 'unseal');
    await head.page.getByRole('dialog').getByRole('button', { name: 'Propose' }).click();
    await head.page.getByRole('link', { name: 'waits for a second person' }).waitFor();

    await watch.page.keyboard.press('g');
    await watch.page.keyboard.press('c');
    const asked = watch.page.getByRole('article', { name: 'Unseal an incident' });
    await asked.getByText('He is free and the family agrees').waitFor();
    await picture(watch.page, 'decision');
    await nothing(outsider).waitFor();
    await asked.getByRole('button', { name: 'Confirm' }).click();
    await watch.page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

    await row(outsider).waitFor({ timeout: 45_000 });
    expect(
      await row(outsider)
        .getByLabel(/Sealed/)
        .count(),
    ).toBe(0);
    await row(outsider).click();
    await outsider.page.getByText('Abduction: a student was taken by armed men').waitFor();
    await duty.page.getByRole('note', { name: 'Sealed' }).waitFor({ state: 'hidden', timeout: 45_000 });

    // Sealed again while everybody looks at it: who will lose sight of it is said first, and loses it.
    await duty.page.getByRole('button', { name: 'More', exact: true }).click();
    await duty.page.getByRole('menuitem', { name: 'Seal the incident' }).click();
    const seal = duty.page.getByRole('dialog');
    await seal.getByText(/Told of it so far: Headquarters, Ankara/).waitFor();
    await seal.getByRole('combobox', { name: 'Who else may see it' }).fill('watch officer 1');
    await duty.page.getByRole('option', { name: /Headquarters watch officer 1/ }).click();
    await seal.getByLabel('Reason').fill('The press asks for his family');
    expect(await barriers(duty.page)).toEqual([]);
    await picture(duty.page, 'seal');
    await seal.getByRole('button', { name: 'Seal it now' }).click();
    await outsider.page.getByText('There is no such incident').waitFor({ timeout: 45_000 });
    await duty.page.getByText('Only 2 persons on the list see this.').waitFor({ timeout: 45_000 });
    await outsider.connected();
    expect(await outsider.page.content()).not.toContain(TITLE);

    // The page that was open when its incident left was told so, by 404.
    const unexpected = [...duty.troubles, ...watch.troubles, ...head.troubles, ...outsider.troubles].filter(
      (trouble) => !/^404 GET \/api\/v1\/(incidents|reports|support-requests)/.test(trouble),
    );
    expect(unexpected).toEqual([]);
    expect([duty.loads, watch.loads, outsider.loads]).toEqual([1, 1, 1]);
    await head.leave();
  }, 180_000);
});
