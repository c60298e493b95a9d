/** What `npm audit --json` said, in one word and a few lines. Pure, so that it can be tested without asking anybody. */

const GRAVE = ['high', 'critical'];

/**
 * `sound`: the registry answered, and knows of nothing grave. `weak`: it knows of a grave weakness. `unanswered`: nobody knows: it did not answer, or
 * answered something else; that is no proof of anything.
 */
export function verdictOf(output) {
  const report = parsed(output);
  const counts = report?.metadata?.vulnerabilities;
  if (counts === undefined || typeof report.vulnerabilities !== 'object') return { verdict: 'unanswered', lines: [] };
  const grave = Object.values(report.vulnerabilities).filter(({ severity }) => GRAVE.includes(severity));
  const lines = grave.map(
    ({ name, severity, range, fixAvailable }) => `${severity}: ${name} ${range}${fixAvailable ? ' (a fix is there)' : ''}`,
  );
  const lesser = (counts.moderate ?? 0) + (counts.low ?? 0) + (counts.info ?? 0);
  return { verdict: lines.length > 0 ? 'weak' : 'sound', lines: lesser > 0 ? [...lines, `and ${String(lesser)} of less weight`] : lines };
}

function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
