import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { OfferView, ShipmentView, SupportRequestDetail, SupportRequestView } from '@bongsu/dispatch/contract';
import type { IncidentView } from '@bongsu/incidents/contract';
import { launchChromium } from '../harness/chromium';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { barriers } from './barriers';
import { Colleague } from './colleague';
import { Operator, accountOf } from './operator';
import { picture } from './picture';

const boardDir = join(__dirname, '../../dist/board');
const ANKARA = 'KR-EMB-TR';
const KIT = 'KMEDKFAI01B';
/** Faroese: no hub of the demo world has anybody who speaks it. */
const NOBODY_SPEAKS = 'fo';
const telephone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

describe('what a colleague changes under an open dialogue of dispatch', () => {
  let browser: Browser;
  let installation: Installation;
  let mission: Colleague;
  let incident: IncidentView;
  let duty: Operator;

  beforeAll(async () => {
    [browser, installation] = await Promise.all([launchChromium(), Installation.stand({ BONGSU_BOARD_DIR: boardDir })]);
    mission = await Colleague.signIn(installation, accountOf(installation, 'duty-officer', ANKARA));
    incident = await mission.call('POST', '/incidents', {
      ...{ title: 'Earthquake in Hatay', category: 'earthquake', urgency: 'U2', missionId: ANKARA, countryIso2: 'TR' },
      ...{ lat: 36.2, lng: 36.16, zone: 'Europe/Istanbul', occurredAt: null, seal: null },
    });
    duty = await Operator.signIn(browser, installation, accountOf(installation, 'duty-officer', ANKARA), {
      path: `/incidents/${incident.id}`,
    });
  }, 150_000);
  afterAll(() => Promise.all([browser.close(), installation.stop()]), 60_000);

  const ask = (...lines: object[]): Promise<SupportRequestView> =>
    mission.call('POST', '/support-requests', {
      ...{ incidentId: incident.id, missionId: ANKARA, priority: 'P2', justification: 'Interpreting in hospitals', lines },
      neededBy: new Date(Date.now() + 10 * 86_400_000).toISOString(),
    });
  const read = (request: SupportRequestView): Promise<SupportRequestDetail> => mission.call('GET', `/support-requests/${request.id}`);
  /** What the dialogue says, whole and on both screens, with the fields as they were left. */
  const says = async ({ page }: Operator, now: string, name: string): Promise<void> => {
    await page
      .getByRole('dialog')
      .getByRole('status')
      .getByText(`Changed meanwhile by a colleague. It is now: ${now}`)
      .waitFor({ timeout: 45_000 });
    expect(await barriers(page)).toEqual([]);
    await picture(page, name);
    await page.setViewportSize(telephone);
    await picture(page, `${name}-narrow`);
    await page.setViewportSize(desk);
  };

  it('is said to the hub that accepts a part when the offer is answered already', async () => {
    const request = await ask({ kind: 'staff', skill: 'consular', count: 2 }, { kind: 'supply', itemCode: KIT, count: 2 });
    let offer: OfferView | undefined;
    await eventually('a hub is asked', async () => {
      offer = (await read(request)).offers.find(({ state }) => state === 'sent');
      return offer !== undefined;
    });
    const account = accountOf(installation, 'hub-coordinator', offer?.hubId);
    const coordinator = await Colleague.signIn(installation, account);
    const hub = await Operator.signIn(browser, installation, account, { path: '/dispatch' });
    await hub.page.getByRole('button', { name: 'Accept part' }).click();
    const dialogue = hub.page.getByRole('dialog');
    await dialogue.getByRole('textbox').first().fill('1');
    await coordinator.call('POST', `/offers/${offer?.id ?? ''}/accept`, {});
    await hub.page.getByText('No offer is waiting').waitFor();
    await says(hub, 'Accepted', 'meanwhile-part');
    expect(await dialogue.getByRole('textbox').first().inputValue()).toBe('1');
    expect(hub.troubles).toEqual([]);

    const { shipments } = await read(request);
    await coordinator.call('POST', `/shipments/${shipments[0]?.id ?? ''}/dispatch`);
    await hub.leave();
  }, 120_000);

  it('is said to the mission that counts what has been received already', async () => {
    const { page } = duty;
    await page.getByRole('button', { name: 'Count and receive' }).click();
    const dialogue = page.getByRole('dialog');
    await dialogue.getByRole('textbox').first().fill('1');
    await dialogue.getByLabel('What happened to the difference?').fill('One was broken');
    const shipments = await mission.call<{ items: ShipmentView[] }>('GET', `/shipments?incidentId=${incident.id}`);
    const [sent] = shipments.items;
    const items = sent?.items.map((item) => ({ lotId: item.lotId, received: item.sent, note: null }));
    await mission.call('POST', `/shipments/${sent?.id ?? ''}/receive`, { items });
    await says(duty, 'Received', 'meanwhile-receive');
    expect(await dialogue.getByLabel('What happened to the difference?').inputValue()).toBe('One was broken');
    await dialogue.getByRole('button', { name: 'Cancel' }).click();
    expect(duty.troubles).toEqual([]);
  }, 90_000);

  it('is said to headquarters that asks a hub directly for a request that was withdrawn', async () => {
    const request = await ask({ kind: 'staff', skill: 'consular', languages: [NOBODY_SPEAKS], count: 3 });
    await eventually('headquarters decides', async () => (await read(request)).state === 'at-headquarters');
    const watch = await Operator.signIn(browser, installation, accountOf(installation, 'headquarters-watch-officer'), {
      path: `/incidents/${incident.id}`,
    });
    await watch.page.getByRole('article', { name: request.code }).getByRole('button', { name: 'Ask a hub directly' }).click();
    await watch.page.getByRole('dialog').getByRole('textbox').last().fill('2');
    await mission.call('POST', `/support-requests/${request.id}/withdraw`, { reason: 'They were found' });
    await says(watch, 'Withdrawn · #1 3 missing', 'meanwhile-direct');
    expect(await watch.page.getByRole('dialog').getByRole('textbox').last().inputValue()).toBe('2');
    expect(watch.troubles).toEqual([]);
    await watch.leave();
  }, 120_000);
});
