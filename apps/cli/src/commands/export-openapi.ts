import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { say } from '../say';

export function registerExportOpenapi(program: Command): void {
  program
    .command('export-openapi')
    .description('write docs/openapi.json, the API description; needs no database')
    .option('--check', 'only say whether it is up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const { apiDescription } = await import('../describe-api.js');
      const text = await apiDescription();
      const file = join(projectRoot(), 'docs', 'openapi.json');
      if (check !== true) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
        throw new PlainFailure('docs/openapi.json is not up to date: run `npm run bongsu -- export-openapi`.');
      say('docs/openapi.json is up to date');
    });
}
