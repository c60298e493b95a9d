import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';
import { launchSettings } from '../supervisor/launch-settings';

/** Keys of personal data: `keys new`, then `keys rotate`, then the old key may go from the file when `keys list` counts none under it. */
export function registerKeys(program: Command): void {
  const keys = program.command('keys').description('the keys that personal data is encrypted under');

  keys
    .command('list')
    .description('which keys there are, and how many people’s keys lie under each')
    .action(async () => {
      const [{ DataKeys, KeyRing }, { withPlatform }] = await platform();
      await withPlatform('keys', async (app) => {
        const ring = app.get(KeyRing);
        const usage = await app.get(DataKeys).usage();
        const [current, ...others] = ring.ids();
        for (const id of new Set([current ?? '', ...others, ...usage.keys()])) {
          const note = id === current ? ', wraps what is new' : ring.ids().includes(id) ? '' : ', MISSING here';
          say(`${id}: ${String(usage.get(id) ?? 0)} data keys${note}`);
        }
      });
    });

  keys
    .command('new')
    .description('add a key to the file at PERSONAL_DATA_KEYS_FILE (or make the file); what is new is wrapped with it from now on')
    .action(async () => {
      const { PERSONAL_DATA_KEYS_FILE, PERSONAL_DATA_KEYS, PERSONAL_DATA_KEYS_COMMAND } = launchSettings();
      if (PERSONAL_DATA_KEYS_COMMAND !== undefined)
        throw new PlainFailure('The keys come from the program at PERSONAL_DATA_KEYS_COMMAND: add the new one in the vault that it asks.');
      if (PERSONAL_DATA_KEYS !== undefined)
        throw new PlainFailure(
          'The keys come from PERSONAL_DATA_KEYS: put `name:key` with 32 random bytes in base64 in front of what stands there.',
        );
      const [{ addKey, keyFileOf }, { homeFolder }] = await Promise.all([
        import('../supervisor/personal-data-keys.js'),
        import('../one-off-settings.js'),
      ]);
      const file = PERSONAL_DATA_KEYS_FILE ?? keyFileOf(homeFolder());
      say(`key ${addKey(file)} is in ${file}; keep a copy where the database’s backups are not, then run \`bongsu keys rotate\``);
    });

  keys
    .command('rotate')
    .description('wrap every data key under the current key, in batches, while everybody goes on working')
    .option('--batch <keys>', 'data keys in one transaction', '500')
    .action(async ({ batch }: { batch: string }) => {
      const [{ KeyRing, RotateKeys, systemActor }, { withPlatform }] = await platform();
      const { newId } = await import('@bongsu/kernel');
      await withPlatform('keys', async (app) => {
        const done = await app.get(RotateKeys).execute({ batch: Number(batch) }, systemActor('keys', newId()));
        if (!done.ok) throw new PlainFailure(done.refusal.message);
        say(`${String(done.value.rewrapped)} data keys lie under ${app.get(KeyRing).currentId()} now`);
      });
    });
}

const platform = () => Promise.all([import('@bongsu/platform'), import('../with-platform.js')]);
