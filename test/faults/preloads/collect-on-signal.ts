/** Loaded before a program of the product (`--require`, with `--expose-gc`): on SIGWINCH it collects its garbage, so that its metrics tell what it holds. */
process.on('SIGWINCH', () => {
  globalThis.gc?.();
});
