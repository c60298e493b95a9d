import { resolve } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

export function registerBackup(program: Command): void {
  program
    .command('backup')
    .description('write every row of the house, as of one moment, into a new folder; the house goes on meanwhile')
    .requiredOption('--out <folder>', 'the folder to make, such as /backups/2026-11-22')
    .option('--base', 'copy the files of the embedded PostgreSQL instead, to be restored with the WAL in BONGSU_WAL_ARCHIVE_DIR')
    .addHelpText(
      'after',
      '\nThe keys of personal data are not in it: keep the keys’ file (or the vault) elsewhere, or what is encrypted stays so for ever.',
    )
    .action(({ out, base = false }: { out: string; base?: boolean }) => (base ? backUpFiles(out) : backUpRows(out)));

  program
    .command('restore')
    .description('put a backup into an empty database or a new BONGSU_HOME, and verify the journal')
    .option('--from <folder>', 'the folder of a backup of rows')
    .option('--base <folder>', 'the folder of a backup that was taken with --base')
    .option('--wal <folders...>', 'with --base: the archive of WAL, and a pg_wal that was saved, if there is one')
    .option('--until <time>', 'with --base: nothing that was committed after this time (ISO 8601, such as 2026-11-22T06:00:00Z)')
    .option('--up-to-gap', 'with --base: end where a file of WAL is missing, and do without what came after')
    .action(async (asked: RestoreOptions) => {
      const { from, base, wal, until, upToGap } = asked;
      if (from !== undefined && Object.keys(asked).length === 1) await restoreRows(from);
      else if (from === undefined && base !== undefined && wal !== undefined && (until === undefined || upToGap === undefined))
        await restoreFiles(base, wal, until ?? null, upToGap ?? false);
      else
        throw new PlainFailure('Restore what? Either --from <folder>, or --base <folder> --wal <folder> [--until <time> | --up-to-gap].');
      say(
        '  Before api and worker start: give them a new CURSOR_KEY, so that no board goes on from what is no more. See docs/operations/backup.md.',
      );
    });
}

interface RestoreOptions {
  readonly from?: string;
  readonly base?: string;
  readonly wal?: string[];
  readonly until?: string;
  readonly upToGap?: boolean;
}

async function backUpRows(out: string): Promise<void> {
  const [{ backUp }, { ownerDatabase }] = await Promise.all([import('../backup/back-up.js'), import('../backup/owner-database.js')]);
  const { takenAt, journal, tables } = await ownerDatabase((url) => backUp(url, out));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  say(
    `${out}: ${String(rows)} rows of ${String(tables.length)} tables as of ${takenAt}, journal up to position ${String(journal.entries)}.`,
  );
}

async function backUpFiles(out: string): Promise<void> {
  const [{ takeBase }, { ownerDatabase }] = await Promise.all([import('../base/basebackup.js'), import('../backup/owner-database.js')]);
  const { takenAt, files, firstWal } = await ownerDatabase((url) => takeBase(url, out));
  say(`${out}: ${String(files.length)} files as of ${takenAt}. It needs the archived WAL from ${firstWal} on.`);
}

async function restoreRows(from: string): Promise<void> {
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
}

async function restoreFiles(base: string, wal: readonly string[], until: string | null, upToGap: boolean): Promise<void> {
  if (until !== null && !/^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(until))
    throw new PlainFailure(`--until ${until}: a time with its zone, such as 2026-11-22T06:00:00Z.`);
  const [{ restoreBase }, { refilledHome }, { verifyRestored }, { migrate }] = await Promise.all([
    import('../base/restore-basebackup.js'),
    import('../backup/owner-database.js'),
    import('../backup/verify-restored.js'),
    import('../migrate.js'),
  ]);
  await refilledHome(
    async (dataDir, password) => {
      say('  the files are put back and the WAL is replayed …');
      const folders = wal.map((folder) => resolve(folder));
      const { takenAt, lastCommit, gap } = await restoreBase({ base, wal: folders, until, upToGap, dataDir, password });
      say(`  the base of ${takenAt}; last committed: ${lastCommit ?? 'nothing after it'}`);
      if (gap !== null) say(`  ended at a gap: ${gap}`);
    },
    async (url) => {
      await migrate(url);
      await verifyRestored(url, say);
    },
  );
  say('Restored.');
  say(
    '  Start Bongsu with BONGSU_WAL_ARCHIVE_DIR: the folder of before goes on with a history of its own, a new one must be empty. ' +
      'Without it no WAL is archived. Then take a base at once: bongsu backup --base.',
  );
}
