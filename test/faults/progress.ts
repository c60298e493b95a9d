/** Tells the person who waits how far it is, on standard error; the verdict alone goes to standard output. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
