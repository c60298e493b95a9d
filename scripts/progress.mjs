import { spawn } from 'node:child_process';

/** One line for the person who waits. */
export const say = (line) => process.stdout.write(`${line}\n`);

/**
 * Runs a program to its end: says what is being done, that it is still going on every ten seconds, and how long it took. Its own output is
 * shown only when it fails. Resolves to whether it succeeded.
 */
export async function step(title, program, args, options = {}) {
  const startedAt = Date.now();
  const seconds = () => ((Date.now() - startedAt) / 1000).toFixed(1);
  say(`… ${title}`);
  const still = setInterval(() => say(`  still at it: ${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`), 10_000);
  const { code, output } = await finished(program, args, options);
  clearInterval(still);
  if (code === 0) say(`✓ ${title} (${seconds()} s)`);
  else say(`${output.trimEnd().split('\n').slice(-60).join('\n')}\n✗ ${title} failed after ${seconds()} s`);
  return code === 0;
}

function finished(program, args, options) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      env: { ...(options.env ?? process.env), NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (fault) => resolve({ code: 1, output: `${output}${fault.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
