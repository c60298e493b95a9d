import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { usgsDocumentSchema } from '../contract';

/** A document as it came: text, or already read as JSON by the edge. */
export type RawDocument = string | Readonly<Record<string, unknown>>;

/** The features of a USGS document, each still unread; or why the whole of it cannot be read. */
export function featuresOf(document: RawDocument): Result<{ features: readonly unknown[] }, Refusal> {
  const parsed = usgsDocumentSchema.safeParse(typeof document === 'string' ? jsonOf(document) : document);
  if (parsed.success) return ok({ features: parsed.data.features });
  const [issue] = parsed.error.issues;
  const reason =
    typeof document === 'string' && jsonOf(document) === undefined
      ? 'is not JSON'
      : `${issue?.path.join('.') || 'document'}: ${issue?.message ?? 'unreadable'}`;
  return refuse(
    'invalid',
    'incidents.feed-document-broken',
    `The document cannot be read: ${reason}.`,
    'Nothing to do: it is kept with this reason.',
  );
}

/** The bytes to keep of something broken. */
export function bytesOf(broken: unknown): Buffer {
  return Buffer.from(typeof broken === 'string' ? broken : (JSON.stringify(broken) ?? 'undefined'), 'utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
