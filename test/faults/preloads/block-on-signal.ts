/**
 * Loaded before a program of the product (`--require`): on SIGUSR2 its event loop is blocked for as long as FAULTS_BLOCK_MS says, as a computation
 * that nobody took apart would do.
 */
process.on('SIGUSR2', () => {
  const untilMs = performance.now() + Number(process.env['FAULTS_BLOCK_MS'] ?? '15000');
  while (performance.now() < untilMs);
});
