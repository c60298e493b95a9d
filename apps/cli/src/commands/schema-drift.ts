import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

export function registerSchemaDrift(program: Command): void {
  program
    .command('schema-drift')
    .description('say whether the migrations make the tables that the entities describe')
    .action(async () => {
      const { schemaDrift } = await import('../schema-drift.js');
      const drift = await schemaDrift();
      if (drift.length > 0)
        throw new PlainFailure(`The migrations and the entities differ; to fit the entities one would run:\n${drift.join('\n')}`);
      say('migrations and entities say the same');
    });
}
