import type { Command } from 'commander';
import { say } from '../say';

export function registerVerifyJournal(program: Command): void {
  program
    .command('verify-journal')
    .description("recompute the journal's chain of seals, and name the first position that is not what its seal says")
    .option('--checkpoints <file>', 'compare it with signed checkpoints too: finds a journal that was cut or rewritten as a whole')
    .option('--public-key <file>', 'the key(s) that signed them, JWK, JWK Set or PEM (default: those that the database names)')
    .option('--archive <folder>', 'verify the parts too that were taken out of the journal, from its first entry on')
    .addHelpText('after', '\nExit code 0: sound; 1: not sound; 2: could not be verified.')
    .action(async (options: { checkpoints?: string; publicKey?: string; archive?: string }) => {
      const [{ verifyJournal }, { withPlatform }] = await Promise.all([import('../verify-journal.js'), import('../with-platform.js')]);
      await withPlatform('verify-journal', (app) => verifyJournal(app, options, say)).catch(couldNot);
    });
}

/** Whatever went wrong otherwise is not a verdict on the journal. */
async function couldNot(fault: unknown): Promise<never> {
  const [{ PlainFailure }, { JournalUnsound }] = await Promise.all([import('../plain-failure.js'), import('../verify-journal.js')]);
  if (fault instanceof JournalUnsound) throw fault;
  if (fault instanceof PlainFailure) throw new PlainFailure(fault.message, 2);
  throw new PlainFailure(`The journal could not be verified: ${fault instanceof Error ? fault.message : String(fault)}`, 2);
}
