import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { say } from '../say';

export function registerPersonalData(program: Command): void {
  const personalData = program.command('personal-data').description('what is kept of people, and how');

  personalData
    .command('document')
    .description('write docs/personal-data.md: every column with its class; needs no database')
    .option('--check', 'only say whether it is up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const { personalDataDocument } = await import('../personal-data-document.js');
      const text = await personalDataDocument();
      const file = join(projectRoot(), 'docs', 'personal-data.md');
      if (check !== true) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
        throw new PlainFailure('docs/personal-data.md is not up to date: run `npm run bongsu -- personal-data document`.');
      say('docs/personal-data.md is up to date');
    });

  personalData
    .command('seal')
    .description('encrypt in place what was kept before its column was encrypted; running it again changes nothing')
    .option('--batch <rows>', 'rows in one transaction', '200')
    .action(async ({ batch }: { batch: string }) => {
      const [access, { SealExisting, systemActor }, { withPlatform }, { loadClassifications }, { newId }, { cursorKey }] =
        await Promise.all([
          import('@bongsu/access'),
          import('@bongsu/platform'),
          import('../with-platform.js'),
          import('../personal-data-document.js'),
          import('@bongsu/kernel'),
          import('../one-off-settings.js'),
        ]);
      await loadClassifications();
      await withPlatform('personal-data', async (app) => {
        const earlier = new Map([[access.EARLIER_SECRETS_AT, access.earlierTotpSecrets(cursorKey() ?? '')]]);
        const order = { batch: Number(batch), earlier };
        const done = await app
          .get(SealExisting)
          .execute(order, systemActor('personal-data', newId()))
          .catch((fault: unknown) => {
            throw fault instanceof access.EarlierSecretUnreadable ? otherCursorKey : fault;
          });
        if (!done.ok) throw new PlainFailure(done.refusal.message);
        const sealed = Object.entries(done.value).map(([table, rows]) => `${String(rows)} rows of ${table}`);
        say(sealed.length === 0 ? 'personal data is encrypted' : `encrypted: ${sealed.join(', ')}`);
      });
    });
}

const otherCursorKey = new PlainFailure(
  'Secrets of authenticator apps were kept under another CURSOR_KEY: run this with the one that Bongsu had then. If it is lost, so are they; take the apps away (DELETE FROM access_totp) and have their owners set them up anew.',
);
