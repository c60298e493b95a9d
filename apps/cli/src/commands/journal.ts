import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

export function registerJournal(program: Command): void {
  const journal = program.command('journal').description('take old parts of the journal out of the database, into signed archives');

  journal
    .command('detach')
    .description('write the parts that were written before a day to files, verify those, and take the tables out of the journal')
    .requiredOption('--before <date>', 'such as 2026-01-01 (UTC)')
    .requiredOption('--out <folder>', 'where the archives go; keep them as long as the evidence')
    .addHelpText('after', '\nWhat something still needs is refused, and named. The tables are kept until `bongsu journal drop-detached`.')
    .action(async ({ before, out }: { before: string; out: string }) => {
      const day = /^\d{4}-\d{2}-\d{2}$/.test(before) ? new Date(`${before}T00:00:00.000Z`) : null;
      if (day === null || Number.isNaN(day.getTime())) throw new PlainFailure('Before which day? Give --before 2026-01-01.');
      const [{ detachParts }, { ownerDatabase }, { withPlatform }] = await Promise.all([
        import('../journal/detach.js'),
        import('../backup/owner-database.js'),
        import('../with-platform.js'),
      ]);
      const order = { before: day.toISOString(), folder: out };
      const count = await ownerDatabase((url) => withPlatform('journal', (app) => detachParts(app, url, order, say)));
      say(
        count === 0
          ? `No part of the journal was written before ${before} as a whole; nothing to do.`
          : `${String(count)} part(s) taken out.`,
      );
    });

  journal
    .command('drop-detached')
    .description('drop the tables that were taken out, when their archives are there and whole')
    .requiredOption('--archive <folder>', 'where the archives are')
    .action(async ({ archive }: { archive: string }) => {
      const [{ dropDetached }, { ownerDatabase }, { withPlatform }] = await Promise.all([
        import('../journal/drop-detached.js'),
        import('../backup/owner-database.js'),
        import('../with-platform.js'),
      ]);
      const count = await ownerDatabase((url) => withPlatform('journal', (app) => dropDetached(app, url, archive, say)));
      if (count === 0) say('No table waits to be dropped.');
    });
}
