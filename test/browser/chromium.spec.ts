import type { Browser } from 'playwright-core';
import { launchChromium } from '../harness/chromium';

describe('the browser of the tests', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser.close());

  it('draws maps: it has WebGL 2', async () => {
    const page = await browser.newPage();
    await page.setContent('<canvas></canvas>');
    expect(await page.evaluate("document.querySelector('canvas').getContext('webgl2') !== null")).toBe(true);
    await page.close();
  });

  it('writes with a font: text has a width', async () => {
    const page = await browser.newPage();
    await page.setContent('<span id="text">Bongsu, beacon fires</span>');
    expect(await page.evaluate("document.querySelector('#text').getBoundingClientRect().width")).toBeGreaterThan(40);
    await page.close();
  });
});
