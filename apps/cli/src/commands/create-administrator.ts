import type { Command } from 'commander';
import { say } from '../say';

export function registerCreateAdministrator(program: Command): void {
  program
    .command('create-administrator')
    .description('add an administrator of the whole network; prints a one-time password that must be changed at the first sign-in')
    .requiredOption('--email <address>', 'her e-mail address, with which she signs in')
    .option('--name <name>', 'how she is shown to others', 'Administrator')
    .action(async ({ email, name }: { email: string; name: string }) => {
      const { createAdministrator } = await import('../create-administrator.js');
      const { oneTimePassword, expiresAt } = await createAdministrator(email, name);
      say(`Administrator ${email.toLowerCase()} can sign in until ${expiresAt} with this one-time password:`);
      say('');
      say(`  ${oneTimePassword}`);
      say('');
      say('It is shown here only. At the first sign-in she sets a password of her own.');
    });
}
