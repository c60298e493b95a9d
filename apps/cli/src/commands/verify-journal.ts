import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

const progressEveryMs = 2_000;

export function registerVerifyJournal(program: Command): void {
  program
    .command('verify-journal')
    .description("recompute the journal's chain of seals, and name the first position that is not what its seal says")
    .action(async () => {
      const [{ JournalVerifier }, { withPlatform }] = await Promise.all([import('@bongsu/platform'), import('../with-platform.js')]);
      const verification = await withPlatform('verify-journal', (app) => app.get(JournalVerifier).verify(progress()));
      if (verification.sound) {
        say(`The journal is sound: ${String(verification.entries)} entries, seal of the last ${verification.headSeal}.`);
        return;
      }
      const { position, reason, entryId } = verification;
      throw new PlainFailure(
        `The journal is not sound: position ${String(position)} ${reason === 'missing' ? 'is missing' : `was altered (entry ${entryId ?? 'unknown'})`}. Compare it with a backup before anything else is written.`,
      );
    });
}

/** A line every two seconds on a long journal, so that nobody takes it for dead. */
function progress(): (position: number) => void {
  let saidMs = performance.now();
  return (position) => {
    if (performance.now() - saidMs < progressEveryMs) return;
    saidMs = performance.now();
    say(`  … sound up to position ${String(position)}`);
  };
}
