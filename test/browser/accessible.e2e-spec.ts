import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { IncidentView } from '@bongsu/incidents/contract';
import type { Page as PageOf } from '@bongsu/platform/contract';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Operator, accountOf } from './operator';

const boardDir = join(__dirname, '../../dist/board');

const schemes = ['light', 'dark'] as const;
const screens = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;

/** Screens that come to stand over another one, and how one gets there. */
const overlays: readonly { name: string; path: (incidentId: string) => string; open: (page: Page) => Promise<void> }[] = [
  {
    name: 'the report drawer',
    path: (id) => `/incidents/${id}`,
    open: (page) => page.getByRole('region', { name: 'Reports' }).getByRole('button', { name: 'Read' }).first().click(),
  },
  {
    name: 'the request form',
    path: (id) => `/incidents/${id}`,
    open: (page) => page.getByRole('button', { name: 'Request support' }).click(),
  },
  {
    name: 'withdrawing a situation report',
    path: (id) => `/incidents/${id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More about No. 1' }).click();
      await page.getByRole('menuitem', { name: 'Withdraw' }).click();
    },
  },
  {
    name: 'setting the alert level',
    path: (id) => `/incidents/${id}`,
    open: async (page) => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Set alert level' }).click();
    },
  },
  { name: 'the keyboard help', path: () => '/lanes', open: (page) => page.keyboard.press('?') },
];

describe('every screen, for everybody', () => {
  let browser: Browser;
  let installation: Installation;
  let incidentId: string;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    const played = await installation.command('replay', 'turkiye-2023', '--speed', 'max', '--api', installation.address);
    if (played.code !== 0) throw new Error(`the crisis was not played: ${played.said}`);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await installation.stop();
  }, 60_000);

  it('is dark before its modules are there, or as it was chosen last, and changes as a whole', async () => {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    await context.route('**/assets/*.js', (route) => route.abort());
    const page = await context.newPage();
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await page.goto(installation.address);
    expect(await ground()).toBe('rgb(11, 17, 22)');
    // What is inherited may not follow a level a frame: text and ground would be of two schemes meanwhile.
    const deep = `(() => {
      const depth = 12;
      let at = document.body;
      for (let level = 0; level < depth; level += 1) at = at.appendChild(document.createElement('div'));
      at.textContent = 'deep';
      getComputedStyle(at).color;
      document.documentElement.setAttribute('data-mantine-color-scheme', 'light');
      return [getComputedStyle(at).color, getComputedStyle(document.body).color];
    })()`;
    const [inherited, outermost] = await page.evaluate<string[]>(deep);
    expect(inherited).toBe('rgb(18, 32, 42)');
    expect(outermost).toBe(inherited);
    await page.evaluate("localStorage.setItem('bongsu.theme', 'light')");
    await page.reload();
    expect(await ground()).toBe('rgb(238, 242, 244)');
    await context.close();
  }, 60_000);

  it.each(schemes.flatMap((scheme) => screens.map((screen) => ({ scheme, ...screen }))))(
    'can be read and worked in $scheme at $width × $height',
    async ({ scheme, width, height }) => {
      const before = `localStorage.setItem('bongsu.theme', '${scheme}')`;
      const context = await browser.newContext({ viewport: { width, height }, locale: 'en-GB', reducedMotion: 'reduce' });
      const signIn = await context.newPage();
      await signIn.addInitScript(before);
      await signIn.goto(installation.address);
      await signIn.getByLabel('Email').waitFor();
      await signIn.locator(`html[data-mantine-color-scheme='${scheme}']`).waitFor({ state: 'attached' });
      await signIn.waitForLoadState('networkidle');
      const found: Record<string, string[]> = { '/sign-in': await barriers(signIn) };
      await context.close();

      const operator = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'), {
        width,
        height,
        before,
      });
      const { page } = operator;
      expect(await page.evaluate("document.documentElement.getAttribute('data-mantine-color-scheme')")).toBe(scheme);
      incidentId =
        (await page.evaluate<PageOf<IncidentView>>("fetch('/api/v1/incidents').then((answer) => answer.json())")).items[0]?.id ?? '';
      const go = async (path: string): Promise<void> => {
        await page.goto(`${installation.address}${path}`);
        await operator.connected();
        await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
        await page.waitForLoadState('networkidle');
      };
      for (const path of [
        '/',
        '/incidents',
        `/incidents/${incidentId}`,
        '/dispatch',
        '/lanes',
        '/missions',
        '/missions/KR-EMB-TR',
        '/report',
        '/nowhere',
      ]) {
        await go(path);
        found[path.replace(incidentId, ':id')] = await barriers(page);
      }
      for (const { name, path, open } of overlays) {
        await go(path(incidentId));
        await open(page);
        await page.getByRole('dialog').waitFor();
        found[name] = await barriers(page);
      }
      expect(Object.entries(found).filter(([, barred]) => barred.length > 0)).toEqual([]);
      await operator.leave();
    },
    360_000,
  );
});
