import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PlainFailure } from '../plain-failure';

/**
 * Runs another `bongsu` command to its end in a process of its own, so that what it needs is not kept in memory by the launcher.
 * Returns what it printed; its complaint becomes a PlainFailure.
 */
export function runCommand(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', join(__dirname, '..', 'main.js'), ...args], {
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(printed.trim());
      else reject(new PlainFailure(complaint.trim() || `bongsu ${args.join(' ')} ended with exit code ${String(code)}.`));
    });
  });
}
