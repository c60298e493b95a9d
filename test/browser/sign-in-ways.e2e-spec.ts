import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../apps/cli/src/free-port';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { MinistryProvider } from '../harness/ministry-provider';
import { accountOf } from './operator';

const boardDir = join(__dirname, '../../dist/board');
const mapping = { rules: [{ claim: 'groups', prefix: 'bongsu-duty-', role: 'duty-officer' }] };
const person = (...groups: string[]) => ({ name: 'Invented Person', email: 'invented@ministry.invalid', groups });

describe('ways to sign in, in a browser', () => {
  let browser: Browser;
  let installation: Installation;
  let provider: MinistryProvider;
  /** By its name: passkeys want one, and the provider at 127.0.0.1 is then another site, as it is in a ministry. */
  let home: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const port = await freePort();
    [browser, installation] = await Promise.all([
      launchChromium(),
      Installation.stand({
        BONGSU_BOARD_DIR: boardDir,
        OIDC_ISSUER: `http://127.0.0.1:${String(port)}`,
        OIDC_CLIENT_ID: MinistryProvider.clientId,
        OIDC_CLIENT_SECRET: MinistryProvider.clientSecret,
        OIDC_MAPPING: JSON.stringify(mapping),
      }),
    ]);
    home = installation.address.replace('127.0.0.1', 'localhost');
    provider = await MinistryProvider.start({ port, redirectUri: `${home}/api/v1/sessions/oidc/callback`, people: {} });
  }, 150_000);
  afterEach(() => Promise.all(contexts.splice(0).map((context) => context.close())));
  afterAll(async () => {
    await Promise.all([browser.close(), provider.stop()]);
    await installation.stop();
  }, 60_000);

  const open = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
    contexts.push(context);
    // The provider's own test pages ask for a font of somebody else's.
    await context.route(
      (url) => !['localhost', '127.0.0.1'].includes(url.hostname),
      (route) => route.abort(),
    );
    const page = await context.newPage();
    await page.goto(`${home}${path}`);
    return page;
  };
  const connected = (page: Page): Promise<void> => page.getByRole('status').filter({ hasText: 'Connected' }).waitFor({ timeout: 30_000 });
  const signInAtMinistry = async (page: Page, login: string): Promise<void> => {
    await page.getByRole('link', { name: 'Sign in with the ministry' }).click();
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  };
  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  };

  it('the ministry’s button leads to its page and back to where one was, in the role that its groups give', async () => {
    await provider.knows({ kim: person('bongsu-duty-KR-EMB-TR') });
    const page = await open('/missions');
    await signInAtMinistry(page, 'kim');
    await connected(page);
    expect(new URL(page.url())).toMatchObject({ origin: home, pathname: '/missions', search: '' });
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByText('Invented Person').waitFor();
    await page.getByText(/Duty officer · .*(Ankara|Türkiye)/i).waitFor();
    await page.reload();
    await connected(page);
  }, 90_000);

  it('signing out leads on to the ministry’s page, which asks the same, and back', async () => {
    await provider.knows({ lee: { ...person('bongsu-duty-KR-EMB-TR'), email: 'lee@ministry.invalid' } });
    const page = await open('/missions');
    await signInAtMinistry(page, 'lee');
    await connected(page);
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL((url) => url.origin === provider.issuer);
    expect(page.url()).not.toContain('lee');
    await page.getByRole('button', { name: 'Yes, sign me out' }).click();
    await page.waitForURL(`${home}/`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  }, 90_000);

  it('whoever has no role there is told so in words, and can still sign in another way', async () => {
    await provider.knows({ choi: person('canteen') });
    const page = await open('/');
    await signInAtMinistry(page, 'choi');
    await page.getByText('The ministry knows you, but you have no role in Bongsu').waitFor();
    await page.getByText(/Reference for your administrator: [\w-]{8,}/).waitFor();
    await page.waitForURL(`${home}/`);
    await page.reload();
    const { email, password } = accountOf(installation, 'duty-officer', 'KR-EMB-TR');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').first().fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await connected(page);
  }, 90_000);

  it('a passkey is made, named, used in place of a password, and removed', async () => {
    const { email, password } = accountOf(installation, 'duty-officer', 'KR-EMB-TR');
    const page = await open('/account');
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password').first().fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await connected(page);

    const passkeys = page.getByRole('region', { name: 'Passkeys' });
    await passkeys.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').first().fill('wrong');
    await dialog.getByLabel('Name, so that you recognise it').fill('Duty room telephone');
    await dialog.getByRole('button', { name: 'Continue on the device' }).click();
    await dialog.getByText('The password is not right.').waitFor();
    await dialog.getByLabel('Your password').first().fill(password);
    await dialog.getByRole('button', { name: 'Continue on the device' }).click();
    await passkeys.getByRole('cell', { name: 'Duty room telephone', exact: true }).waitFor();

    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await connected(page);
    await passkeys.getByRole('button', { name: 'Remove the passkey Duty room telephone' }).click();
    await dialog.getByLabel('Your password').first().fill(password);
    await dialog.getByRole('button', { name: 'Remove passkey' }).click();
    await passkeys.getByText('You have no passkey yet.').waitFor();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await page.getByText('This passkey was not accepted here').waitFor();
  }, 120_000);
});
