import type { Problem } from '@bongsu/platform/contract';
import { ApiError } from './problem';
import { noteServerDate } from './server-time';

/**
 * The one way to the HTTP API: same origin, the session in an httpOnly cookie, JSON both ways. Answers are typed by the
 * contract and not parsed a second time: a server one version ahead may send a field more, and the board must still open.
 */
const ROOT = '/api/v1';

/** A line that swallows everything never says so: after this the server counts as not reached. Long enough for a thin one. */
const ANSWER_WITHIN_MS = 30_000;

export type QueryValue = string | number | boolean | null | undefined;

export interface Sending {
  body?: unknown;
  /** The version that the decision was based on; sent as If-Match. */
  version?: number | undefined;
  /** Makes a repeated POST one deed: the same key for every attempt of one submission. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export async function get<T>(path: string, query: Readonly<Record<string, QueryValue>> = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const suffix = search.size > 0 ? `?${search.toString()}` : '';
  return request<T>('GET', `${path}${suffix}`, { signal });
}

export async function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, sending: Sending = {}): Promise<T> {
  return request<T>(method, path, sending);
}

/** A file as the server made it, with the name that it was given. */
export async function getFile(path: string): Promise<{ readonly name: string | null; readonly blob: Blob }> {
  const response = await reach('GET', path, new Headers(), {});
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null;
  return { name, blob: await response.blob() };
}

async function request<T>(method: string, path: string, sending: Sending & { signal?: AbortSignal | undefined }): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  if (sending.body !== undefined) headers.set('content-type', 'application/json');
  if (sending.version !== undefined) headers.set('if-match', `"${String(sending.version)}"`);
  if (sending.idempotencyKey !== undefined) headers.set('idempotency-key', sending.idempotencyKey);

  const response = await reach(method, path, headers, sending);
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The answer of the server when it is a yes; everything else is thrown as what it is. */
async function reach(
  method: string,
  path: string,
  headers: Headers,
  sending: Pick<Sending, 'body'> & { signal?: AbortSignal | undefined },
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`${ROOT}${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(sending.body === undefined ? {} : { body: JSON.stringify(sending.body) }),
      signal: AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), ...(sending.signal === undefined ? [] : [sending.signal])]),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, null);
  }
  noteServerDate(response.headers.get('date'));
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  return response;
}

async function problemOf(response: Response): Promise<Problem | null> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : null;
  } catch {
    return null;
  }
}
