import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PutAccount } from '@bongsu/access';
import { systemActor } from '@bongsu/platform';
import { launchChromium } from '../harness/chromium';
import { type MissionWorld, twoMissions } from '../harness/two-missions';
import { startWholeApi } from '../harness/whole-api';

const boardDir = process.env['BONGSU_TEST_BOARD_DIR'] ?? join(__dirname, '../../dist/board');
const account = { email: 'watch@test.invalid', password: 'correct horse battery staple' };

/** Keeps what the page's policy forbade. */
const watchPolicy = `
  window.forbidden = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    window.forbidden.push([violatedDirective, blockedURI, sourceFile, lineNumber].join(' ')));
`;

describe('the policy of the board’s pages', () => {
  let browser: Browser;
  let test: Awaited<ReturnType<typeof startWholeApi>>;
  let world: MissionWorld;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, test] = await Promise.all([launchChromium(), startWholeApi({ BONGSU_BOARD_DIR: boardDir })]);
    world = (await twoMissions(test)).own;
    await test.app
      .get(PutAccount, { strict: false })
      .execute(
        { ...account, displayName: 'Invented Person', grants: [{ role: 'headquarters-watch-officer', missions: '*' }] },
        systemActor('test', 'test-seed'),
      );
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', reducedMotion: 'reduce' });
    page = await context.newPage();
    await page.addInitScript("localStorage.setItem('bongsu.language', 'en')");
    await page.addInitScript(watchPolicy);
  }, 240_000);
  afterAll(() => Promise.all([browser.close(), test.close()]), 60_000);

  const forbidden = (): Promise<string[]> => page.evaluate('window.forbidden');

  it('forbids nothing that the screens themselves do', async () => {
    await page.goto(test.origin);
    await page.getByLabel('Email').fill(account.email);
    await page.getByLabel('Password', { exact: false }).first().fill(account.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
    await page.locator('canvas').first().waitFor({ timeout: 30_000 });
    expect(await forbidden()).toEqual([]);
    // Its styles are really there: the colours come from a style element that carries the page's number.
    const ground: string = await page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--mantine-scale')");
    expect(ground).not.toBe('');
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem').first().waitFor();
    expect(await forbidden()).toEqual([]);
  }, 90_000);

  it.each([
    '/incidents',
    '/incidents/:incident',
    '/dispatch',
    '/lanes',
    '/missions',
    '/missions/:mission',
    '/report',
    '/account',
    '/decisions',
    '/people',
    '/privacy',
  ])(
    'forbids nothing of %s',
    async (path) => {
      await page.goto(`${test.origin}${path.replace(':incident', world.incident).replace(':mission', world.mission)}`);
      await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
      await page.waitForLoadState('networkidle');
      expect(await forbidden()).toEqual([]);
    },
    60_000,
  );

  it('runs no script and heeds no style that somebody put into the page', async () => {
    await page.goto(test.origin);
    await page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
    const ran: unknown = await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid red }';
      document.head.append(style);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="/nothing.png" onerror="window.ran = true"><b style="position:fixed">x</b>';
      document.body.append(holder);
      const took = () => [window.ran === true, getComputedStyle(document.body).outlineWidth === '7px', getComputedStyle(holder.querySelector('b')).position];
      // Each of the four attempts was forbidden, or one had its way.
      const answered = () => new Set(window.forbidden.map((line) => line.split(' ')[0])).size === 4 || String(took()) !== 'false,false,static';
      await new Promise((resolve) => {
        const look = () => (answered() ? resolve() : requestAnimationFrame(look));
        look();
      });
      return took();
    })()`);
    expect(ran).toEqual([false, false, 'static']);
    const directives = (await forbidden()).map((line) => line.split(' ')[0]);
    expect(new Set(directives)).toEqual(new Set(['script-src-elem', 'script-src-attr', 'style-src-elem', 'style-src-attr']));
  }, 60_000);
});
