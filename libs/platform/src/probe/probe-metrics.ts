import { Gauge } from 'prom-client';
import { legs } from '../contract/standing';
import { metrics } from '../telemetry/metrics';
import { type Round, stateOf } from './legs';

for (const name of [
  'bongsu_probe_leg_broken',
  'bongsu_probe_leg_seconds',
  'bongsu_probe_last_success_timestamp_seconds',
  'bongsu_probe_last_round_timestamp_seconds',
])
  metrics.removeSingleMetric(name);

const broken = new Gauge({
  name: 'bongsu_probe_leg_broken',
  help: '1 for the leg at which the last beacon stopped: door, database, sequencer, board, queues, worker',
  labelNames: ['leg'],
  registers: [metrics],
});
const took = new Gauge({
  name: 'bongsu_probe_leg_seconds',
  help: 'When the last beacon that passed a leg was there, counted from where it was lit',
  labelNames: ['leg'],
  registers: [metrics],
});
const succeeded = new Gauge({
  name: 'bongsu_probe_last_success_timestamp_seconds',
  help: 'When a beacon last went the whole way (Unix time); the alarm is its silence',
  registers: [metrics],
});
const walked = new Gauge({
  name: 'bongsu_probe_last_round_timestamp_seconds',
  help: 'When a beacon was last lit, however far it got (Unix time)',
  registers: [metrics],
});

export function tellRound(round: Round): void {
  const atS = Date.parse(round.at) / 1_000;
  for (const leg of legs) {
    broken.set({ leg }, stateOf(leg, round) === 'broken' ? 1 : 0);
    const ms = round.tookMs[leg];
    if (ms !== undefined) took.set({ leg }, ms / 1_000);
  }
  walked.set(atS);
  if (round.broken.length === 0) succeeded.set(atS);
}
