import type { Command } from 'commander';
import { say } from '../say';

export function registerRedrive(program: Command): void {
  program
    .command('redrive')
    .description('run again the jobs that have failed for good')
    .option('--queue <name>', 'only those of one queue, such as lane-KR-EMB-PL')
    .action(async ({ queue }: { queue?: string }) => {
      const [{ Redrive }, { withPlatform }] = await Promise.all([import('@bongsu/platform'), import('../with-platform.js')]);
      const { revived } = await withPlatform('redrive', (app) => app.get(Redrive).run(queue ?? null));
      const where = queue === undefined ? '' : ` of ${queue}`;
      say(
        revived === 0
          ? `No job${where} has failed for good; nothing to do.`
          : `${String(revived)} job(s)${where} are due again; a running worker takes them up within seconds.`,
      );
    });
}
