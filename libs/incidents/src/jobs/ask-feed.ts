import type { UsgsAnswer } from '../use-cases/record-usgs-answer';

export interface FeedQuestion {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** The whole answer, its body included, must have come by then. */
const TIMEOUT_MS = 20_000;
/** A whole day of USGS is about 0.6 MB; counted after decompression. */
export const LARGEST_BYTES = 8 * 1024 * 1024;

/**
 * Asks a feed for a document, on the condition that it changed since (RFC 9110 §13.1). Follows no redirect: the address is configuration, and
 * nobody else names where this server goes. Whatever goes wrong is an answer too, as a class: never thrown.
 */
export async function askFeed({ url, etag, lastModified }: FeedQuestion, timeoutMs = TIMEOUT_MS): Promise<UsgsAnswer> {
  const headers = {
    accept: 'application/geo+json, application/json',
    'user-agent': 'bongsu/0.1',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
    return await answerOf(response);
  } catch (error) {
    return { kind: 'failed', reason: isTimeout(error) ? 'timeout' : 'network' };
  }
}

/** AbortSignal.timeout rejects with a DOMException of this name. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
}

async function answerOf(response: Response): Promise<UsgsAnswer> {
  if (response.status !== 200) {
    await response.body?.cancel();
    return response.status === 304 ? { kind: 'unchanged' } : { kind: 'failed', reason: `http-${response.status}` };
  }
  const document = await textUpTo(response, LARGEST_BYTES);
  if (document === null) return { kind: 'failed', reason: 'too-large' };
  return { kind: 'document', document, etag: response.headers.get('etag'), lastModified: response.headers.get('last-modified') };
}

/** The body as text, or null as soon as it grows beyond `limit` bytes. */
async function textUpTo(response: Response, limit: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
}
