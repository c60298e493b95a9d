import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures go, when somebody wants to look. */
const pictures = process.env['BONGSU_TEST_PICTURES'];

/** Takes a picture of the whole page under this name; nothing when nobody wants to look. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
