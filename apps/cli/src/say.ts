// Whoever read along has gone (`bongsu up | head`): what runs goes on without a listener.
process.stdout.on('error', () => undefined);

/** A line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
