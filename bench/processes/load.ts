import autocannon from 'autocannon';
import { answerParent } from './answer-parent';
import { reportBodies } from './report-bodies';

/** What a load is to be: so many clients that each send their next report when the last one was answered. */
export interface Load {
  readonly url: string;
  readonly token: string | null;
  readonly clients: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly answered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Anything but a 2xx answer. */
  readonly failed: number;
}

const bodies = reportBodies(256);

/** The load generator, in a process of its own so that it does not share the event loop of what it measures. */
answerParent({
  run: async ({ url, token, clients, seconds }: Load): Promise<LoadResult> => {
    const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
    const result = await autocannon({
      url,
      connections: clients,
      duration: seconds,
      requests: bodies.map((body) => ({ method: 'POST' as const, headers, body })),
    });
    return {
      perSecond: result['2xx'] / result.duration,
      answered: result['2xx'],
      p50Ms: result.latency.p50,
      p99Ms: result.latency.p99,
      failed: result.non2xx + result.errors + result.timeouts,
    };
  },
});
