import type { Command } from 'commander';
import { say } from '../say';

export function registerSeed(program: Command): void {
  program
    .command('seed')
    .description('put the demo world into a database: missions, synthetic staff and supplies, accounts')
    .option('--if-empty', 'leave a database alone that has accounts already')
    .action(async ({ ifEmpty }: { ifEmpty?: boolean }) => {
      const [{ seedDemo }, { oneOffSettings, onDatabase }] = await Promise.all([
        import('../seed/seed-demo.js'),
        import('../one-off-settings.js'),
      ]);
      const { settings, home } = oneOffSettings();
      const report = await onDatabase(() => seedDemo({ settings, home, ifEmpty: ifEmpty === true }));
      const { missions, hubs, staff, lots, accounts } = report;
      say(
        report.seeded
          ? `${String(missions)} missions, ${String(hubs)} hubs; ${String(staff)} synthetic staff and ${String(lots)} lots added; ${String(accounts)} demo accounts`
          : `kept as it is, with ${String(accounts)} accounts`,
      );
    });
}
