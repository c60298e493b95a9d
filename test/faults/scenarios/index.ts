import type { Scenario } from '../scenario';
import { leaderLost } from './leader-lost';
import { killApi } from './t01-kill-api';
import { crashPostgres } from './t02-crash-postgres';
import { killRedis } from './t03-kill-redis';
import { flushAll } from './t04-flushall';
import { redisDown } from './t05-redis-down';
import { redisSilent } from './t06-redis-silent';
import { killWorker } from './t07-kill-worker';
import { blockedWorker } from './t08-blocked-worker';
import { stallsAgain } from './t09-stalls-again';
import { poisonJob } from './t10-poison-job';
import { rollingRestart } from './t11-rolling-restart';
import { workersOff } from './t12-workers-off';
import { longLane } from './t13-long-lane';
import { badProvider } from './t14-bad-provider';
import { publishedEqualsCommitted } from './t15-published-equals-committed';
import { hintsLost } from './t16-hints-lost';
import { deadlinesWhileDown } from './t17-deadlines-while-down';
import { claimOnce } from './t18-claim-once';
import { staleVersions } from './t19-stale-versions';
import { abortedRequests } from './t31-aborted-requests';
import { connectionsUsedUp } from './t32-connections-used-up';
import { diskFull } from './t32-disk-full';
import { redisFull } from './t32-redis-full';

/** Every scenario, in the order in which it is played: those that ask for the same world stand together and share it. */
export const scenarios: readonly Scenario[] = [
  // One api, one worker, queues on PostgreSQL.
  killApi,
  crashPostgres,
  diskFull,
  // Two workers whose statements may wait.
  killWorker,
  stallsAgain,
  blockedWorker,
  // Two apis, two workers.
  claimOnce,
  staleVersions,
  leaderLost,
  publishedEqualsCommitted,
  rollingRestart,
  // One api, one worker, queues on Redis, lines that can be spoilt.
  killRedis,
  flushAll,
  redisDown,
  redisSilent,
  poisonJob,
  workersOff,
  longLane,
  badProvider,
  hintsLost,
  abortedRequests,
  redisFull,
  connectionsUsedUp,
  // Two workers, queues on Redis.
  deadlinesWhileDown,
];
