import { z } from 'zod';
import { concern, secretMeta } from './concern';

const HEADERS = /^[\w-]+=[^,]+(,[\w-]+=[^,]+)*$/;

/** Where spans go. The names are those of OpenTelemetry, which collectors and their manuals know. */
export const tracingConcern = concern('tracing', {
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: 'Where spans are sent (OTLP over HTTP, such as http://127.0.0.1:4318/v1/traces); no tracing when empty' }),
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: z
    .string()
    .regex(HEADERS, 'must be name=value, with commas between')
    .optional()
    .meta(secretMeta('Headers for that address, such as authorization=Bearer …; name=value with commas between')),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .meta({ description: 'Which share of all traces is sent; a trace is sent whole or not at all' }),
});
