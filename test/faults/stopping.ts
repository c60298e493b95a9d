/**
 * Resolves with the reason when the run has to end before its time: a signal, or a fault in something that nobody waits for any more. A signal
 * is heard as often as it comes: npm passes a Ctrl-C on that the terminal has sent here as well.
 */
export function askedToStop(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(`stopped by ${signal}`));
    process.on('unhandledRejection', (fault) => resolve(wordsOf(fault)));
  });
}

export function wordsOf(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
