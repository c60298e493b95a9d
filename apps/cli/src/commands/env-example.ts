import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { say } from '../say';

export function registerEnvExample(program: Command): void {
  program
    .command('env-example')
    .description('write .env.example from the configuration schemas')
    .option('--check', 'only say whether it is up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const { concerns, exampleEnvironment } = await import('@bongsu/platform/config');
      const { launchConcern } = await import('../supervisor/launch-settings.js');
      const text = exampleEnvironment({ launcher: launchConcern, ...concerns });
      const file = join(projectRoot(), '.env.example');
      if (check !== true) writeFileSync(file, text);
      else if (contentOf(file) !== text) throw new PlainFailure('.env.example is not up to date: run `npm run bongsu -- env-example`.');
      say('.env.example is up to date');
    });
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
