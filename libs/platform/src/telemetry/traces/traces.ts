import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { CLOCK } from '../../database/clock.token';
import type { PositionedEntry } from '../../journal/append';
import { Wake } from '../../journal/wake';
import { isSealed } from '../../security/visibility';
import { type JobTold, type RequestTold, type ShownTold, tellings } from '../tellings';
import type { SpanWriter } from './span-writer';

/** The name of this kind of process, as spans tell it. */
export const PROCESS_NAME = Symbol('process-name');

/** Routes that are asked all day by machines and are no part of anything. */
const NOT_TRACED = /^\/(health\/|metrics|status)/;

/**
 * One trace from a request over its entries and jobs to the frames of boards, when OTEL_EXPORTER_OTLP_TRACES_ENDPOINT says where to; otherwise
 * nobody listens and nothing is loaded. A span says what was done (route pattern, kind of entry, name of job) and how long it took; never about whom, about which
 * incident, or by whom. What is sealed has no span.
 */
@Injectable()
export class Traces implements OnModuleInit, OnApplicationShutdown {
  private writer: SpanWriter | undefined;
  private readonly leave: (() => void)[] = [];

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'tracing'>,
    @Inject(PROCESS_NAME) private readonly processName: string,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly wake: Wake,
  ) {}

  onModuleInit(): void {
    const { tracing } = this.settings;
    const url = tracing.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
    if (url === undefined) return;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the libraries are loaded by those processes alone that send spans
    const { SpanWriter: Writer } = require('./span-writer') as typeof import('./span-writer');
    const writer = (this.writer = new Writer(url, tracing, this.processName));
    const hear = {
      request: (told: RequestTold) => this.request(writer, told),
      job: (told: JobTold) => this.job(writer, told),
      shown: (told: ShownTold) => this.shown(writer, told),
    };
    tellings.on('request', hear.request).on('job', hear.job).on('shown', hear.shown);
    this.leave.push(() => void tellings.off('request', hear.request).off('job', hear.job).off('shown', hear.shown));
    this.leave.push(this.wake.on('sequenced', (entries) => this.numbered(writer, entries)));
  }

  /** After the doors are closed and jobs are drained: what is still held goes out. */
  async onApplicationShutdown(): Promise<void> {
    for (const leave of this.leave) leave();
    await this.writer?.end();
  }

  private get nowMs(): number {
    return Date.parse(this.clock.now());
  }

  private request(writer: SpanWriter, { correlationId, method, route, status, tookMs }: RequestTold): void {
    if (NOT_TRACED.test(route)) return;
    const untilMs = this.nowMs;
    writer.root({
      ...{ name: `${method} ${route}`, kind: 'server', correlationId, fromMs: untilMs - tookMs, untilMs, hasFailed: status >= 500 },
      attributes: { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status, ...idOf(correlationId) },
    });
  }

  /** From the time with which its unit of work decided until it had its number: by then it was committed. Only where it is numbered, hence once. */
  private numbered(writer: SpanWriter, entries: readonly PositionedEntry[]): void {
    const untilMs = this.nowMs;
    for (const { kind, at, correlationId, audience } of entries) {
      if (isSealed(audience)) continue;
      const attributes = { 'bongsu.entry.kind': kind, ...idOf(correlationId) };
      writer.child({ name: `entry ${kind}`, kind: 'producer', correlationId, fromMs: Date.parse(at), untilMs, attributes });
    }
  }

  private job(writer: SpanWriter, { correlationId, job, queue, attempt, outcome, tookMs }: JobTold): void {
    const untilMs = this.nowMs;
    writer.child({
      ...{ name: `job ${job}`, kind: 'consumer', correlationId, fromMs: untilMs - tookMs, untilMs, hasFailed: outcome === 'failed' },
      attributes: {
        'bongsu.job.name': job,
        'bongsu.job.queue': queue,
        'bongsu.job.attempt': attempt,
        'bongsu.job.outcome': outcome,
        ...idOf(correlationId),
      },
    });
  }

  /** From when it was decided until it was on its way to boards: how old the news was. */
  private shown(writer: SpanWriter, { entries }: ShownTold): void {
    const untilMs = this.nowMs;
    for (const [{ kind, at, correlationId }, boards] of entries) {
      const attributes = { 'bongsu.entry.kind': kind, 'bongsu.boards': boards, ...idOf(correlationId) };
      writer.child({ name: `frame ${kind}`, kind: 'producer', correlationId, fromMs: Date.parse(at), untilMs, attributes });
    }
  }
}

const idOf = (correlationId: string): { 'bongsu.correlation_id': string } => ({ 'bongsu.correlation_id': correlationId });
