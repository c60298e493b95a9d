import type { Command } from 'commander';
import { say } from '../say';

export function registerCheckpoint(program: Command): void {
  program
    .command('checkpoint')
    .description('sign where the journal stands, now, and add it to the file of checkpoints')
    .option('--rotate-key', 'have the present key announce a new one, which signs from then on')
    .option('--public-key', 'only print the public keys that have signed here, as a JWK Set: hand it to whoever will verify')
    .action(async (options: { rotateKey?: boolean; publicKey?: boolean }) => {
      const [{ makeCheckpoint, printPublicKeys, rotateKey }, { withPlatform }] = await Promise.all([
        import('../checkpoints.js'),
        import('../with-platform.js'),
      ]);
      const work = options.publicKey === true ? printPublicKeys : options.rotateKey === true ? rotateKey : makeCheckpoint;
      await withPlatform('checkpoint', (app) => work(app, say));
    });
}
