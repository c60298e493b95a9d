import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import type { Reckoning } from '../replay/reckoning';
import type { ReplayOptions } from '../replay/run';
import { say } from '../say';

interface Options {
  readonly speed: string;
  readonly api?: string;
  readonly accounts?: string;
  readonly runId?: string;
  readonly again?: boolean;
  readonly patience: string;
}

export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('play a scenario through the public API of a running Bongsu')
    .argument('<scenario>', 'its name, such as turkiye-2023 or ukraine-2022, or the path of a scenario file')
    .option('--speed <factor>', 'how many times faster than life, or "max": wait for nothing but consequences', '600')
    .option('--api <address>', 'where Bongsu is (default: this machine, port 3000 or PORT)')
    .option('--accounts <file>', 'the demo accounts (default: demo-accounts.json in BONGSU_HOME)')
    .option('--run-id <id>', 'go on with an earlier run: what it has done is not done again')
    .option('--again', 'play it into a second incident, although an earlier replay of it is still open')
    .option('--patience <seconds>', 'how long the api or the worker may be away', '180')
    .action(async (scenario: string, options: Options) => {
      const { replay } = await import('../replay/run.js');
      const prepared = await prepare(scenario, options);
      const reckoning = await replay(prepared).catch((fault: unknown) => {
        if (fault instanceof PlainFailure) throw fault;
        const how = fault instanceof Error ? fault.message : String(fault);
        throw new PlainFailure(`The replay stopped: ${how}\nGo on with it by adding: --run-id ${prepared.run.id}`);
      });
      conclude(reckoning);
    });
}

/** Everything that can be wrong before anything is played. */
async function prepare(scenario: string, options: Options): Promise<ReplayOptions> {
  const [{ loadScenario }, { runId }, { apiAddress, readAccounts, requireAnswer }] = await Promise.all([
    import('../replay/scenario-file.js'),
    import('../replay/run-id.js'),
    import('../replay/installation.js'),
  ]);
  const loaded = loadScenario(scenario);
  const speed = options.speed === 'max' ? 'max' : positive('--speed', options.speed, 'a factor such as 600, or max');
  const patienceMs = positive('--patience', options.patience, 'seconds, such as 180') * 1_000;
  const run = runId(options.runId);
  const api = apiAddress(options.api);
  const accounts = readAccounts(options.accounts);
  await requireAnswer(api);
  const beside = options.again === true ? 'whatever-is-open' : 'only-when-closed';
  return { ...loaded, api, accounts, speed, run, beside, patienceMs, say };
}

function conclude({ figures, faults }: Reckoning): void {
  const { reports, incidents, requests, deployments, shipments, entries, interruptions } = figures;
  say(`  ${reports} reports, ${incidents} incident(s), ${requests} request(s), ${deployments} people sent, ${shipments} shipment(s)`);
  say(`  ${entries} entries followed live, ${interruptions} interruption(s)`);
  if (faults.length > 0) {
    throw new PlainFailure(`The replay ended otherwise than planned:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
  say('  The planned help has arrived, and the board followed live equals a fresh one.');
}

function positive(option: string, given: string, wanted: string): number {
  const value = Number(given);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new PlainFailure(`"${given}" will not do for ${option}: give ${wanted}.`);
}
