/** Keeps the pages in the browser, so that they open without a line (public/sw.js). Nothing that the API answers is ever kept there. */
export function keepPages(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  const start = async (): Promise<void> => {
    await navigator.serviceWorker.register('/sw.js');
    const { active } = await navigator.serviceWorker.ready;
    // What this page has loaded already, out of the browser's own cache: the worker was not there yet.
    const loaded = performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.startsWith('/assets/'));
    active?.postMessage({ keep: loaded, page: location.pathname });
  };
  const soon = (): void => void start().catch(() => undefined);
  // After everything that somebody waits for.
  if (document.readyState === 'complete') setTimeout(soon, 1_000);
  else window.addEventListener('load', () => setTimeout(soon, 1_000));
}
