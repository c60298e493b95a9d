import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

export function registerScenarioSchema(program: Command): void {
  program
    .command('scenario-schema')
    .description('write data/scenarios/scenario.schema.json')
    .option('--check', 'only say whether it is up to date')
    .action(async ({ check }: { check?: boolean }) => {
      const [{ scenarioJsonSchema }, { scenariosFolder }] = await Promise.all([
        import('../replay/scenario-json-schema.js'),
        import('../replay/scenario-file.js'),
      ]);
      const file = join(scenariosFolder(), 'scenario.schema.json');
      const text = scenarioJsonSchema();
      if (check !== true) writeFileSync(file, text);
      else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
        throw new PlainFailure('data/scenarios/scenario.schema.json is not up to date: run `npm run bongsu -- scenario-schema`.');
      say('data/scenarios/scenario.schema.json is up to date');
    });
}
