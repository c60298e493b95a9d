#!/usr/bin/env node
import { Command } from 'commander';
import { registerBackup } from './commands/backup';
import { registerCheckpoint } from './commands/checkpoint';
import { registerCreateAdministrator } from './commands/create-administrator';
import { registerEnvExample } from './commands/env-example';
import { registerExportEvidence } from './commands/export-evidence';
import { registerExportOpenapi } from './commands/export-openapi';
import { registerJournal } from './commands/journal';
import { registerKeys } from './commands/keys';
import { registerMigrate } from './commands/migrate';
import { registerPermissionsDoc } from './commands/permissions-doc';
import { registerPersonalData } from './commands/personal-data';
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
registerCreateAdministrator(program);
registerReplay(program);
registerScenarioSchema(program);
registerBackup(program);
registerCheckpoint(program);
registerVerifyJournal(program);
registerJournal(program);
registerExportEvidence(program);
registerRedrive(program);
registerExportOpenapi(program);
registerSchemaDrift(program);
registerEnvExample(program);
registerKeys(program);
registerPersonalData(program);
registerPermissionsDoc(program);

program.parseAsync().catch((fault: unknown) => {
  const expected = fault instanceof PlainFailure || (fault instanceof Error && fault.name === 'SettingsProblem');
  process.stderr.write(`${expected ? fault.message : describeDefect(fault)}\n`);
  process.exitCode = fault instanceof PlainFailure ? fault.exitCode : 1;
});

function describeDefect(fault: unknown): string {
  return fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
}
