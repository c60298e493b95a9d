import { TestEnvironment } from 'jest-environment-node';
import type { Browser } from 'playwright-core';

const ANSWER_WITHIN_MS = 5_000;

/** Of browser tests: when one fails, what stood on the open pages at that moment is printed. A locator that timed out does not say what was there instead. */
export default class BrowserEnvironment extends TestEnvironment {
  async handleTestEvent(event: { name: string; test?: { name: string } }): Promise<void> {
    if (event.name !== 'test_fn_failure') return;
    const { browsers = [] } = this.global as { browsers?: Browser[] };
    for (const page of browsers.flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())) {
      const text = await Promise.race([
        page.evaluate<string>('document.body.innerText').catch(String),
        new Promise<string>((resolve) => setTimeout(resolve, ANSWER_WITHIN_MS, 'the page does not answer').unref()),
      ]);
      const { pathname } = new URL(page.url(), 'http://none');
      process.stderr.write(`\n[${event.test?.name ?? ''}] ${pathname} showed:\n${text.replace(/\n{2,}/g, '\n')}\n`);
    }
  }
}
