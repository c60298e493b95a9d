/**
 * Preloaded into api and worker by the supervisor (`node --require`). When the supervisor dies without a word, the channel to it
 * closes: then this process asks itself to end in order, and insists after ten seconds.
 */
if (process.send) {
  process.once('disconnect', () => {
    // Nobody reads our log any more; that is no reason to leave a job undone.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // The listener must not keep a process alive that has finished.
  process.channel?.unref();
}
