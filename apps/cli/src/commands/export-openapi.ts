import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';

export function registerExportOpenapi(program: Command): void {
  program
    .command('export-openapi')
    .description('write the API description')
    .allowExcessArguments()
    .allowUnknownOption()
    .action(() => {
      throw new PlainFailure('`bongsu export-openapi` is not built yet.');
    });
}
