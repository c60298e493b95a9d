/** Tells the person who waits what is being measured; on standard error, so that `--json` can be piped. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Progress of one chapter, its letter in front of each line. */
export const tellOf =
  (letter: string) =>
  (line: string): void =>
    tell(`  ${letter}  ${line}`);
