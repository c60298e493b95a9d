/** Whatever hangs: asked to end, this process is gone within the bound, with exit code 1 and its last words when it did not end in order by itself. */
export function leaveWithin(boundMs: number, lastWords: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      setTimeout(() => {
        lastWords();
        process.exit(1);
      }, boundMs).unref();
    });
}
