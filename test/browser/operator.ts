import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { DemoAccount } from '../../apps/cli/src/demo-accounts';
import type { Installation } from '../harness/installation';

export interface Workplace {
  readonly width?: number;
  readonly height?: number;
  readonly path?: string;
  /** A script that runs before the board's own. */
  readonly before?: string;
  /** Requests will be held or refused on the way (`page.route`). The browser must know before it loads the page: later, those of a page that its service worker has taken over would pass by. */
  readonly meddles?: true;
  /** False of whoever has no board and so no live line. */
  readonly follows?: boolean;
}

/** One person at one browser: signed in, in English, with a record of everything that went wrong or left the house. */
export class Operator {
  /** Errors of the page, violations of its policy, answers of the API that it did not expect. */
  readonly troubles: string[] = [];
  /** Requests that went to somebody else's address. */
  readonly outside: string[] = [];
  /** How often the page itself was loaded; 1 as long as nobody reloads. */
  loads = 0;

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
    private readonly account: DemoAccount,
  ) {}

  static async signIn(browser: Browser, installation: Installation, account: DemoAccount, workplace: Workplace = {}): Promise<Operator> {
    const { width = 1440, height = 900, path = '/', before, follows = true, meddles } = workplace;
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'en-GB',
      timezoneId: 'Asia/Seoul',
      reducedMotion: 'reduce',
    });
    if (meddles) await context.route('**/nowhere', (route) => route.continue());
    const page = await context.newPage();
    const operator = new Operator(page, context, account);
    operator.listen(installation.address);
    await page.addInitScript("localStorage.getItem('bongsu.language') ?? localStorage.setItem('bongsu.language', 'en')");
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(`${installation.address}${path}`);
    await operator.fillSignIn();
    await (follows ? operator.connected() : page.getByRole('main').waitFor());
    return operator;
  }

  async fillSignIn(): Promise<void> {
    await this.page.getByLabel('Email').fill(this.account.email);
    await this.page.getByLabel('Password', { exact: false }).first().fill(this.account.password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async connected(): Promise<void> {
    await this.page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
  }

  /** What the board's lists say, without running figures and times of day. */
  async picture(): Promise<string[]> {
    const texts = await this.page.locator('dl[aria-label="Totals"] div, section ol li').allInnerTexts();
    return texts.map((text) =>
      text
        .replace(/\d+(:\d\d)+/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  private listen(address: string): void {
    this.page.on('load', () => void (this.loads += 1));
    this.page.on('pageerror', (error) => this.troubles.push(error.message));
    this.page.on('console', (message) => {
      // Chromium writes every 4xx and every lost connection here too; those are told apart below.
      if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text()))
        this.troubles.push(message.text());
    });
    this.page.on('response', (response) => {
      const asked = new URL(response.url()).pathname;
      if (response.status() >= 400 && asked !== '/api/v1/me')
        this.troubles.push(`${String(response.status())} ${response.request().method()} ${asked}`);
    });
    this.page.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) this.outside.push(request.url());
    });
  }
}

export function accountOf(installation: Installation, role: DemoAccount['role'], missionId?: string): DemoAccount {
  const account = installation.accounts().find((one) => one.role === role && (missionId === undefined || one.missions.includes(missionId)));
  if (account === undefined) throw new Error(`no demo account for ${role} ${missionId ?? ''}`);
  return account;
}
