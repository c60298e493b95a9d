import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { say } from '../say';

export function registerPermissionsDoc(program: Command): void {
  program
    .command('permissions-doc')
    .description('write docs/permissions.md: who may do what, where')
    .option('--check', 'only say whether it is up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const { permissionsDocument } = await import('../permissions-document.js');
      const file = join(projectRoot(), 'docs', 'permissions.md');
      const text = permissionsDocument();
      if (check !== true) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
        throw new PlainFailure('docs/permissions.md is not up to date: run `npm run bongsu -- permissions-doc`.');
      say('docs/permissions.md is up to date');
    });
}
