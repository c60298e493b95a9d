import { Counter, Histogram } from 'prom-client';
import { metrics } from './metrics';

metrics.removeSingleMetric('bongsu_job_seconds');

/** What this worker did, for whoever asks which jobs are slow or fail. Labels are names of jobs, never what they are about. */
export const jobSeconds = new Histogram({
  name: 'bongsu_job_seconds',
  help: 'How long jobs took, by name and how they ended',
  labelNames: ['job', 'outcome'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 30],
  registers: [metrics],
});

metrics.removeSingleMetric('bongsu_jobs_refused_total');

/** Jobs that were not done because whoever caused them may no longer. */
export const jobsRefused = new Counter({
  name: 'bongsu_jobs_refused_total',
  help: 'Jobs not done because whoever caused them no longer has the right, by name and why',
  labelNames: ['job', 'why'],
  registers: [metrics],
});
