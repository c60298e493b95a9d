import { source as axe } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe found that keeps somebody from working: where, and what the matter is. */
export async function barriers(page: Page): Promise<string[]> {
  // What still fades in has the colours of no moment.
  await page.evaluate('Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null)))');
  await page.evaluate(axe);
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ' ' + node.target.join(' ') + ': ' + node.failureSummary.replace(/\\s+/g, ' '))))`);
}
