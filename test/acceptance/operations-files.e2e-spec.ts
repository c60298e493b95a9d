import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { PinoLogger, collectProcessMetrics, createLogger, createWorkerApp, startWorkerApp } from '@bongsu/platform';
import { concerns } from '@bongsu/platform/config';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import type { TestApp } from '../harness/http-app';
import { personalDataKeys, testSettings } from '../harness/settings';
import { startWholeApi } from '../harness/whole-api';
import { labelsIn, metricsIn, misreading } from '../harness/promql';

const folder = join(__dirname, '../../docs/operations');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Bongsu[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smh]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning', 'info', 'none']) }),
  annotations: z.strictObject({
    summary: z.string().min(10),
    summary_ko: z.string().min(5),
    runbook_url: z.string().regex(/^runbooks\/[a-z-]+\.md$/),
  }),
});
const alertsSchema = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), interval: z.string(), rules: z.array(alertSchema) })),
});
const alerts = alertsSchema.parse(load(read('prometheus-alerts.yml'), { schema: CORE_SCHEMA })).groups.flatMap(({ rules }) => rules);

const panelSchema = z.object({ title: z.string(), type: z.string(), targets: z.array(z.object({ expr: z.string() })).optional() });
const dashboard = z.object({ title: z.string(), panels: z.array(panelSchema) }).parse(JSON.parse(read('grafana-dashboard.json')));
const shown = dashboard.panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ at: title, expr })));
const asked = [...alerts.map(({ alert, expr }) => ({ at: alert, expr })), ...shown];

const secondsOf = (text = '0s'): number => Number(text.slice(0, -1)) * { s: 1, m: 60, h: 3_600 }[text.at(-1) as 's' | 'm' | 'h'];

describe('alarms and dashboard', () => {
  let test: TestApp;
  let worker: NestFastifyApplication;
  /** Every metric that api and worker tell, with its labels. */
  const told = new Map<string, Set<string>>();

  beforeAll(async () => {
    const keys = personalDataKeys();
    collectProcessMetrics();
    test = await startWholeApi(keys);
    const settings = testSettings({ ...keys, DATABASE_URL: test.database.url, WORKER_HTTP_PORT: '0' });
    worker = await createWorkerApp(WorkerModule.with(settings), new PinoLogger(createLogger(settings.telemetry, 'test')));
    await startWorkerApp(worker, settings.worker);
    for (const origin of [test.origin, await worker.getUrl()]) {
      const text = await (await fetch(`${origin}/metrics`)).text();
      for (const [, name = ''] of text.matchAll(/^# TYPE (\S+) /gm)) told.set(name, told.get(name) ?? new Set());
      for (const [, name = '', labels = ''] of text.matchAll(/^(bongsu_\w+)\{([^}]*)\}/gm)) {
        const of = told.get(name.replace(/_(bucket|sum|count)$/, '')) ?? told.get(name);
        for (const [, label = ''] of labels.matchAll(/(\w+)=/g)) of?.add(label);
      }
    }
  }, 60_000);
  afterAll(async () => {
    await worker.close();
    await test.close();
  });

  it('ask for nothing that the running product does not tell', () => {
    expect(told.size).toBeGreaterThan(40);
    const missing = asked.flatMap(({ at, expr }) =>
      metricsIn(expr)
        // What Prometheus itself says of a scrape.
        .filter((name) => name !== 'up')
        .filter((name) => !told.has(name) && !told.has(name.replace(/_(bucket|sum|count)$/, '')))
        .map((name) => `${at}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('tell of every figure that the product has of its own', () => {
    const all = asked.map(({ expr }) => expr).join('\n');
    const own = [...told.keys()].filter((name) => name.startsWith('bongsu_') && !/^bongsu_(process_|nodejs_)/.test(name));
    const untold = own.filter((name) => !new RegExp(`\\b${name}(_bucket|_sum|_count)?\\b`).test(all));
    // When the probe walked last is only of use where it never succeeds; then the log has it.
    expect(untold).toEqual(['bongsu_probe_last_round_timestamp_seconds']);
  });

  it('are written as PromQL is, as far as can be seen without Prometheus', () => {
    expect(asked.map(({ at, expr }) => [at, misreading(expr)]).filter(([, wrong]) => wrong !== null)).toEqual([]);
  });

  it.each([
    'sum(rate(bongsu_job_seconds_count{outcome="failed"}[5m])',
    'sum(rate(bongsu_job_seconds_count{outcome="failed"}))',
    'rate(bongsu_job_seconds_count[five])',
    'bongsu_job_seconds_count > 0',
    'maximum(bongsu_part_up) == 0',
    'max(bongsu_part_up) = 0',
    'histogram_quantile(0.99, sum by (job) (rate(bongsu_job_seconds_bucket[5m])))',
  ])('the check of PromQL finds what is wrong with %s', (expr) => {
    expect(misreading(expr)).not.toBeNull();
  });

  it('group by labels that the metrics have', () => {
    // Those of which no series is there before something happens are known from where they are made.
    const late = new Set(['what', 'leg', 'class', 'why', 'job', 'outcome', 'queue', 'status', 'route', 'le', 'instance', 'part']);
    const known = new Set([...late, ...[...told.values()].flatMap((labels) => [...labels])]);
    expect(
      asked.flatMap(({ at, expr }) =>
        labelsIn(expr)
          .filter((label) => !known.has(label))
          .map((label) => `${at}: ${label}`),
      ),
    ).toEqual([]);
  });

  it('every alarm has its runbook, which says what it means, where to look and what to do; and no runbook is left over', () => {
    for (const { alert, annotations } of alerts) {
      expect([alert, existsSync(join(folder, annotations.runbook_url))]).toEqual([alert, true]);
      const text = read(annotations.runbook_url);
      expect(text).toMatch(new RegExp(`^# ${alert}\\n\\n.{40,}\\n\\n## Look\\n\\n- [\\s\\S]{20,}\\n## Do\\n\\n- [\\s\\S]{20,}`));
      for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)\)/g))
        expect([alert, link, existsSync(join(folder, 'runbooks', link))]).toEqual([alert, link, true]);
    }
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
    expect(readdirSync(join(folder, 'runbooks')).sort()).toEqual(
      alerts.map(({ annotations }) => annotations.runbook_url.slice('runbooks/'.length)).sort(),
    );
    const index = read('README.md');
    for (const { alert, annotations } of alerts) expect(index).toContain(`[${alert}](${annotations.runbook_url})`);
  });

  it('name a broken leg within 90 s of its breaking, scraped and evaluated every 15 s', () => {
    const { PROBE_EVERY_MS, PROBE_PATIENCE_MS: patience } = concerns.probe.schema.parse({});
    const every = PROBE_EVERY_MS === 'off' ? Infinity : PROBE_EVERY_MS;
    const lineAndCheckS = 8;
    const roundS = every / 1_000 + patience / 1_000 + lineAndCheckS;
    const leg = alerts.find(({ alert }) => alert === 'BongsuLegBroken');
    expect(roundS + 15 + 15 + secondsOf(leg?.for)).toBeLessThanOrEqual(90);
    // The dead man's: nobody says anything any more.
    const silentS = Number(/> (\d+)/.exec(alerts.find(({ alert }) => alert === 'BongsuProbeSilent')?.expr ?? '')?.[1]);
    expect(silentS + 15).toBeLessThanOrEqual(90);
    expect(silentS).toBeGreaterThan(every / 1_000 + patience / 1_000 + 15);
  });
});
