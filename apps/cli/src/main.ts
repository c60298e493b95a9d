#!/usr/bin/env node
import { Command } from 'commander';
import { registerEnvExample } from './commands/env-example';
import { registerExportOpenapi } from './commands/export-openapi';
import { registerMigrate } from './commands/migrate';
import { registerRedrive } from './commands/redrive';
import { registerReplay } from './commands/replay';
import { registerScenarioSchema } from './commands/scenario-schema';
import { registerSchemaDrift } from './commands/schema-drift';
import { registerSeed } from './commands/seed';
import { registerUp } from './commands/up';
import { registerVerifyJournal } from './commands/verify-journal';
import { PlainFailure } from './plain-failure';

/** Each command brings what it needs when it runs, so that `bongsu --help` and the launcher stay small. */
const program = new Command('bongsu').description('Consular emergency response: one live board from report to help.').version('0.1.0');

registerUp(program);
registerMigrate(program);
registerSeed(program);
registerReplay(program);
registerScenarioSchema(program);
registerVerifyJournal(program);
registerRedrive(program);
registerExportOpenapi(program);
registerSchemaDrift(program);
registerEnvExample(program);

program.parseAsync().catch((fault: unknown) => {
  const expected = fault instanceof PlainFailure || (fault instanceof Error && fault.name === 'SettingsProblem');
  process.stderr.write(`${expected ? fault.message : describeDefect(fault)}\n`);
  process.exitCode = 1;
});

function describeDefect(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
