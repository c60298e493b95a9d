import { Registry, collectDefaultMetrics } from 'prom-client';

/** The process's metrics, served as text at /metrics (Prometheus exposition format). No label holds personal data. */
export const metrics = new Registry();

export function collectProcessMetrics(): void {
  collectDefaultMetrics({ register: metrics, prefix: 'bongsu_' });
}
