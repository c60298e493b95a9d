import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../harness/chromium';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';
const BEGINS_IN_MS = 20_000;
/** Each board hears of a right within seconds. */
const LASTS_MS = 30_000;

describe('standing in for a head of mission, in two browsers', () => {
  let browser: Browser;
  let installation: Installation;
  let head: Operator;
  let duty: Operator;
  /** The head, at another device. */
  let colleague: Colleague;
  let dutyId: string;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    const path = `/missions/${ANKARA}`;
    head = await Operator.signIn(browser, installation, accountOf(installation, 'head-of-mission', ANKARA), { path });
    duty = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA), { path });
    colleague = await Colleague.signIn(installation, accountOf(installation, 'head-of-mission', ANKARA));
    ({ id: dutyId } = await Colleague.signIn(installation, accountOf(installation, 'duty-officer', ANKARA)));
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const panel = ({ page }: Operator) => page.getByRole('region', { name: 'Standing in for the head of mission' });
  /** Only the head of a mission has it. */
  const right = ({ page }: Operator) => page.getByRole('button', { name: 'Change status' });
  const delegate = async (until?: string): Promise<void> => {
    await panel(head).getByRole('button', { name: 'Delegate my role' }).click();
    const form = head.page.getByRole('dialog');
    expect(await form.getByRole('button', { name: 'Delegate' }).isDisabled()).toBe(true);
    await form.getByRole('combobox', { name: 'To' }).click();
    await head.page.getByRole('option', { name: /Duty officer, Ankara/ }).click();
    if (until !== undefined) await form.getByLabel('Until').first().fill(until);
    expect(await barriers(head.page)).toEqual([]);
    await picture(head.page, 'delegation-form');
    await form.getByRole('button', { name: 'Delegate' }).click();
  };
  /** As the zone of these browsers writes it. */
  const inSeoul = (at: number): string => new Date(at + 9 * 3_600_000).toISOString().slice(0, 16);
  const horizontallyWhole = (page: Page): Promise<unknown> =>
    page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');

  it('says what is wrong with a term, and keeps what was filled in', async () => {
    await delegate(inSeoul(Date.now() - 3_600_000));
    const form = head.page.getByRole('dialog');
    await form.getByText('It would end before it begins').first().waitFor();
    expect(await form.getByRole('combobox', { name: 'To' }).inputValue()).toMatch(/Duty officer, Ankara/);
    await head.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    head.troubles.splice(0);
  }, 60_000);

  it('gives the right on an open board at once, and takes it away as soon as the head wants it back', async () => {
    expect(await right(duty).count()).toBe(0);
    await panel(duty).getByText('Nobody stands in').waitFor();
    await delegate();
    await right(duty).waitFor();
    await panel(duty).getByText('In force').waitFor();
    expect(await panel(duty).getByRole('button').count()).toBe(0);
    await duty.page.getByRole('button', { name: 'Your account' }).click();
    await duty.page.getByText(/Head of mission · Ankara · until/).waitFor();
    await picture(duty.page, 'delegation-delegate');
    await duty.page.keyboard.press('Escape');
    await duty.page.setViewportSize({ width: 390, height: 844 });
    expect(await horizontallyWhole(duty.page)).toBe(true);
    expect(await barriers(duty.page)).toEqual([]);
    await picture(duty.page, 'delegation-narrow');
    await duty.page.setViewportSize({ width: 1440, height: 900 });

    await right(duty).click();
    const status = duty.page.getByRole('dialog');
    await status.getByRole('combobox', { name: 'What happens' }).click();
    await duty.page.getByRole('option', { name: 'Restrict services' }).click();
    await status.getByRole('combobox', { name: 'Reason' }).click();
    await duty.page.getByRole('option').first().click();
    await status.getByRole('button', { name: 'Change status' }).click();
    await status.waitFor({ state: 'detached' });

    await picture(head.page, 'delegation-head');
    await panel(head).getByRole('button', { name: 'Revoke' }).click();
    await panel(head).getByText('Revoked').waitFor();
    await right(duty).waitFor({ state: 'detached' });
    await panel(duty).getByText('Revoked').waitFor();
  }, 60_000);

  it('begins and ends by itself, on pages that do not speak of it and on a telephone as well', async () => {
    const telephone = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA), {
      ...{ width: 390, height: 844, path: `/missions/${ANKARA}` },
    });
    await telephone.page.keyboard.press('l');
    const korean = telephone.page.getByRole('region', { name: '공관장 권한 대행' });
    const koreanRight = telephone.page.getByRole('button', { name: '상태 변경' });
    await duty.page.keyboard.press('g');
    await duty.page.keyboard.press('b');
    await duty.page.getByRole('region', { name: 'Incidents by running clock' }).waitFor();
    await duty.page.getByRole('button', { name: 'Your account' }).click();
    const held = duty.page.getByText(/Head of mission · Ankara · until/);
    expect(await held.count()).toBe(0);

    // What passes by the clock is waited for before it begins: a slow machine sees it late, and not never.
    const seen = Promise.all([
      panel(head).getByText('To come').waitFor({ timeout: 60_000 }),
      panel(head).getByText('In force').waitFor({ timeout: 60_000 }),
      korean.getByText('대행 중').waitFor({ timeout: 60_000 }),
      koreanRight.waitFor({ timeout: 60_000 }),
      held.waitFor({ timeout: 60_000 }),
    ]);
    const begins = Date.now() + BEGINS_IN_MS;
    const ends = begins + LASTS_MS;
    const delegated = colleague.call('POST', '/delegations', {
      ...{ missionId: ANKARA, toAccountId: dutyId },
      ...{ from: new Date(begins).toISOString(), until: new Date(ends).toISOString() },
    });
    await Promise.all([delegated, seen]);
    expect(Date.now()).toBeGreaterThanOrEqual(begins);

    await Promise.all([
      held.waitFor({ state: 'detached', timeout: LASTS_MS + 45_000 }),
      koreanRight.waitFor({ state: 'detached', timeout: LASTS_MS + 45_000 }),
    ]);
    expect(Date.now()).toBeGreaterThanOrEqual(ends);
    await korean.getByText('끝남').waitFor();
    await panel(head).getByText('Ended').waitFor();
    expect([...head.troubles, ...duty.troubles, ...telephone.troubles]).toEqual([]);
    expect([head.loads, duty.loads, telephone.loads]).toEqual([1, 1, 1]);
    await telephone.leave();
  }, 180_000);
});
