import type { Command } from 'commander';
import { say } from '../say';

export function registerUp(program: Command): void {
  program
    .command('up')
    .description('start everything: database, schema, demo world, api, worker and board')
    .option('--watch', 'for development: restart api and worker when their built files change, with their logs in this terminal')
    .action(async ({ watch }: { watch?: boolean }) => {
      const { up } = await import('../supervisor/up.js');
      await up({ say, watch: watch === true });
    });
}
