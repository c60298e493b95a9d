import type { Scenario } from '../scenario';
import { connectionsCounted } from './growth-connections';
import { nodeLost } from './growth-redis-cluster';
import { masterLost } from './growth-sentinel';
import { sideBySide } from './growth-side-by-side';
import { standbyTakesOver } from './growth-standby';
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
import { boardsInRooms } from './t20-boards-in-rooms';
import { idleBoards } from './t21-idle-boards';
import { slowBoards } from './t22-slow-boards';
import { boardsReturn } from './t23-boards-return';
import { boardsOffline } from './t24-boards-offline';
import { mixedLoad } from './t30-mixed-load';
import { abortedRequests } from './t31-aborted-requests';
import { connectionsUsedUp } from './t32-connections-used-up';
import { diskFull } from './t32-disk-full';
import { redisFull } from './t32-redis-full';
import { migrationUnderLoad } from './t36-migration-under-load';
import { loseDisk } from './t37-lose-disk';
import { probeNamesLeg } from './t39-probe-names-leg';

/** Every scenario, in the order in which it is played: those that ask for the same world stand together and share it. */
export const scenarios: readonly Scenario[] = [
  // One api, one worker, queues on PostgreSQL.
  killApi,
  crashPostgres,
  connectionsCounted,
  diskFull,
  boardsInRooms,
  slowBoards,
  boardsOffline,
  mixedLoad,
  idleBoards,
  migrationUnderLoad,
  // Two apis, two workers, queues on PostgreSQL.
  killWorker,
  stallsAgain,
  blockedWorker,
  claimOnce,
  staleVersions,
  leaderLost,
  publishedEqualsCommitted,
  rollingRestart,
  boardsReturn,
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
  // Several machines: three of each program, a Redis of several servers, a database with a standby.
  sideBySide,
  nodeLost,
  masterLost,
  standbyTakesOver,
  // A world that is lost and restored.
  loseDisk,
  // One whose api lights beacons.
  probeNamesLeg,
];
