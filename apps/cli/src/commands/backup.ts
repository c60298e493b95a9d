import type { Command } from 'commander';
import { say } from '../say';

export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('write every row of the house, as of one moment, into a new folder; the house goes on meanwhile')
    .requiredOption('--out <folder>', 'the folder to make, such as /backups/2026-11-22')
    .addHelpText(
      'after',
      '\nThe keys of personal data are not in it: keep the keys’ file (or the vault) elsewhere, or what is encrypted stays so for ever.',
    )
    .action(async ({ out }: { out: string }) => {
      const [{ backUp }, { ownerDatabase }] = await Promise.all([import('../backup/back-up.js'), import('../backup/owner-database.js')]);
      const { takenAt, journal, tables } = await ownerDatabase((url) => backUp(url, out));
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      say(
        `${out}: ${String(rows)} rows of ${String(tables.length)} tables as of ${takenAt}, journal up to position ${String(journal.entries)}.`,
      );
    });

  program
    .command('restore')
    .description('put a backup into an empty database, and verify the journal')
    .requiredOption('--from <folder>', 'the folder of the backup')
    .action(async ({ from }: { from: string }) => {
      const [{ restore }, { emptyOwnerDatabase }, { verifyRestored }] = await Promise.all([
        import('../backup/restore.js'),
        import('../backup/owner-database.js'),
        import('../backup/verify-restored.js'),
      ]);
      await emptyOwnerDatabase(async (url) => {
        const { takenAt } = await restore(url, from, say);
        await verifyRestored(url, say);
        say(`Restored: the house is as it was at ${takenAt}.`);
      });
      say(
        '  Before api and worker start: give them a new CURSOR_KEY, so that no board goes on from what is no more. See docs/operations/backup.md.',
      );
    });
}
