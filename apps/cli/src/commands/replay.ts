import type { Command } from 'commander';
import { PlainFailure } from '../plain-failure';
import { say } from '../say';

interface Options {
  readonly speed: string;
  readonly api?: string;
  readonly accounts?: string;
  readonly runId?: string;
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
    .option('--patience <seconds>', 'how long the api or the worker may be away', '180')
    .action(async (scenario: string, options: Options) => {
      const [{ replay }, { loadScenario }, { runId }, { readAccounts, apiAddress }] = await Promise.all([
        import('../replay/run.js'),
        import('../replay/scenario-file.js'),
        import('../replay/run-id.js'),
        import('../replay/installation.js'),
      ]);
      const run = runId(options.runId);
      const reckoning = await replay({
        ...loadScenario(scenario),
        ...{ api: apiAddress(options.api), accounts: readAccounts(options.accounts) },
        ...{ speed: options.speed === 'max' ? 'max' : positive('--speed', options.speed), patienceMs: positive('--patience', options.patience) * 1_000 },
        ...{ run, say },
      }).catch((fault: unknown) => {
        throw new PlainFailure(`The replay stopped: ${fault instanceof Error ? fault.message : String(fault)}\nGo on with it by adding: --run-id ${run.id}`);
      });
      const { reports, incidents, requests, deployments, shipments, entries, interruptions } = reckoning.figures;
      say(`  ${reports} reports, ${incidents} incident(s), ${requests} request(s), ${deployments} people sent, ${shipments} shipment(s)`);
      say(`  ${entries} entries followed live, ${interruptions} interruption(s)`);
      if (reckoning.faults.length > 0) throw new PlainFailure(`The replay ended otherwise than planned:\n${reckoning.faults.map((fault) => `  - ${fault}`).join('\n')}`);
      say('  The planned help has arrived, and the board followed live equals a fresh one.');
    });
}

function positive(option: string, given: string): number {
  const value = Number(given);
  if (!(value > 0)) throw new PlainFailure(`${option} ${given} is not a number above 0${option === '--speed' ? ': give a factor such as 600, or max' : ''}.`);
  return value;
}
