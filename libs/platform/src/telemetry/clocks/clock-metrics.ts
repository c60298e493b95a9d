import { Histogram } from 'prom-client';
import { metrics } from '../metrics';

const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const people = [1, 5, 15, 60, 300, 600, 900, 1_800, 3_600, 7_200, 21_600];

function clock<Label extends string>(name: string, help: string, buckets: number[], ...labelNames: Label[]): Histogram<Label> {
  // One registry per process: a second app in it (a test) takes the histograms over.
  metrics.removeSingleMetric(name);
  return new Histogram({ name, help, buckets, labelNames, registers: [metrics] });
}

/** The first clock: from the first word of a request to the answer, which is only given when all is stored. */
export const receivedToStored = clock(
  'bongsu_received_to_stored_seconds',
  'From a request that changes something until it is stored and answered',
  quick,
  'what',
);

/** The second: how old the news is when it goes out to boards. */
export const storedToBoard = clock('bongsu_stored_to_board_seconds', 'From the decision until the entry is on its way to boards', quick);

/** The third and the fourth: until whoever must act was told, and until a person there said so. */
export const handOvers = {
  'handed-over': clock('bongsu_stored_to_handed_over_seconds', 'From the decision until it was handed to whoever must act', people, 'what'),
  acknowledged: clock('bongsu_handed_over_to_acknowledged_seconds', 'From handing over until a person answered', people, 'what'),
} as const;
