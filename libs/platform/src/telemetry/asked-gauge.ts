import { Gauge } from 'prom-client';
import { metrics } from './metrics';

/** A gauge of what is asked anew at each scrape: one that another had filled would show what was true a scrape ago. While nobody answers it says nothing new, and the rest of the scrape is told. */
export function askedGauge<Answer>(
  { name, help }: { readonly name: string; readonly help: string },
  ask: () => Promise<Answer | undefined>,
  valueOf: (answer: Answer) => number,
): void {
  // One registry per process: a second app in it (a test) takes the gauges over.
  metrics.removeSingleMetric(name);
  new Gauge({
    name,
    help,
    registers: [metrics],
    async collect() {
      await ask().then(
        (answer) => answer !== undefined && this.set(valueOf(answer)),
        () => undefined,
      );
    },
  });
}
