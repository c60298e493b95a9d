import { type Attributes, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  type IdGenerator,
  NodeTracerProvider,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Settings } from '../../config/concerns';
import { rootSpanIdOf, traceIdOf } from './trace-ids';

/** A span that is over. */
export interface Done {
  readonly name: string;
  readonly kind: 'server' | 'producer' | 'consumer';
  readonly correlationId: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly attributes: Attributes;
  readonly hasFailed?: boolean;
}

const kinds = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const;
const FLUSH_WITHIN_MS = 3_000;

/** Hands spans to a collector, in batches and in the background; what the collector does not take in time is dropped, never waited for. */
export class SpanWriter {
  private readonly ids = new GivenIds();
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;

  constructor(url: string, settings: Settings['tracing'], processName: string) {
    const exporter = new OTLPTraceExporter({ url, headers: headersOf(settings.OTEL_EXPORTER_OTLP_TRACES_HEADERS), timeoutMillis: 5_000 });
    this.provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': `bongsu-${processName}`, 'service.namespace': 'bongsu' }),
      idGenerator: this.ids,
      // By the trace's id alone: every process comes to the same verdict on a trace.
      sampler: new TraceIdRatioBasedSampler(settings.OTEL_TRACES_SAMPLER_ARG),
      spanProcessors: [new BatchSpanProcessor(exporter, { maxQueueSize: 8_192, maxExportBatchSize: 512, scheduledDelayMillis: 1_000 })],
    });
    this.tracer = this.provider.getTracer('bongsu');
  }

  /** The first span of a trace, from which the others hang. A caller who sends one correlation id with many requests gets one such span for each. */
  root(done: Done): void {
    this.ids.next = { traceId: traceIdOf(done.correlationId), spanId: rootSpanIdOf(done.correlationId) };
    this.write(done, ROOT_CONTEXT);
    this.ids.next = null;
  }

  /** A span below the first one, in whichever process that was. */
  child(done: Done): void {
    const parent = {
      traceId: traceIdOf(done.correlationId),
      spanId: rootSpanIdOf(done.correlationId),
      traceFlags: TraceFlags.SAMPLED,
      isRemote: true,
    };
    this.write(done, trace.setSpanContext(ROOT_CONTEXT, parent));
  }

  async end(): Promise<void> {
    const bound = new Promise<void>((resolve) => setTimeout(resolve, FLUSH_WITHIN_MS).unref());
    await Promise.race([this.provider.shutdown().catch(() => undefined), bound]);
  }

  private write({ name, kind, fromMs, untilMs, attributes, hasFailed }: Done, context: typeof ROOT_CONTEXT): void {
    const span = this.tracer.startSpan(name, { kind: kinds[kind], startTime: fromMs, attributes }, context);
    if (hasFailed === true) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(Math.max(fromMs, untilMs));
  }
}

/** Random ids, but for a span that is given its own. */
class GivenIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  next: { readonly traceId: string; readonly spanId: string } | null = null;

  generateTraceId = (): string => this.next?.traceId ?? this.random.generateTraceId();
  generateSpanId = (): string => this.next?.spanId ?? this.random.generateSpanId();
}

function headersOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
  });
  return Object.fromEntries(pairs);
}
