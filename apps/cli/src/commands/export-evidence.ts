import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

interface Options {
  readonly incident: string;
  readonly out: string;
  readonly reason: string;
  readonly by: string;
}

export function registerExportEvidence(program: Command): void {
  program
    .command('export-evidence')
    .description("write an incident's entries into a bundle that others can verify without this system")
    .requiredOption('--incident <code>', 'its code, such as TUR-2023-0001')
    .requiredOption('--out <file>', 'the bundle to write, such as TUR-2023-0001.tar')
    .requiredOption('--reason <text>', 'why; it is put on record and stands in the bundle')
    .requiredOption('--by <e-mail>', 'the account of the person for whom it is made; on record too')
    .action(async ({ incident, out, reason, by }: Options) => {
      if (existsSync(out)) throw new PlainFailure(`${out} is there already: choose another name.`);
      const [{ plainText }, { onDatabase, oneOffSettings }, { EvidenceModule }, { exportEvidence }, { NestFactory }] = await Promise.all([
        import('@bongsu/platform/contract'),
        import('../one-off-settings.js'),
        import('../evidence/evidence-module.js'),
        import('../evidence/export-evidence.js'),
        import('@nestjs/core'),
      ]);
      const why = plainText(500, 10).safeParse(reason);
      if (!why.success) throw new PlainFailure('Give a reason of 10 to 500 characters, such as the case and the authority that asks.');
      const evidence = await onDatabase(async () => {
        const app = await NestFactory.createApplicationContext(EvidenceModule.with(oneOffSettings().settings), {
          logger: false,
          abortOnError: false,
        });
        try {
          return await exportEvidence(app, { code: incident, out, reason: why.data, requestedBy: by.trim().toLowerCase() });
        } finally {
          await app.close();
        }
      });
      say(
        `${out}: ${String(evidence.entries)} entries of ${incident}, proved between positions ${String(evidence.from)} and ${String(evidence.until)}.`,
      );
      say(
        '  Made without a second person, past every rule on who sees what, sealed incidents among it; that is on record. Files with personal data are made by two persons on the board (Exports).',
      );
      say(`  signed with key ${evidence.keyId}; verify: node scripts/verify-evidence.mjs ${out} --key ${evidence.keyId}`);
    });
}
