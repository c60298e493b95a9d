/**
 * Loaded before a program of the product (`--require`): on SIGWINCH its event loop is blocked for as long as FAULTS_BLOCK_MS says, as a computation
 * that nobody took apart would do. SIGWINCH means nothing to a program without a terminal; SIGUSR2 would end ours in order, SIGUSR1 open a debugger.
 */
process.on('SIGWINCH', () => {
  const untilMs = performance.now() + Number(process.env['FAULTS_BLOCK_MS'] ?? '15000');
  while (performance.now() < untilMs);
});
