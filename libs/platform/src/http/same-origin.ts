/**
 * From which page a browser sends a request: one of our own, somebody else's, or no browser told. `Sec-Fetch-Site` and `Origin` are written by the
 * browser and cannot be set by a page's script (W3C Fetch Metadata; RFC 6454). A sibling domain (`same-site`) is somebody else.
 */
export type RequestOrigin = 'own' | 'foreign' | 'untold';

interface Told {
  readonly origin?: string | undefined;
  readonly host?: string | undefined;
  readonly 'sec-fetch-site'?: string | string[] | undefined;
}

/** `publicOrigin`: where browsers reach us when a proxy stands before us, such as https://bongsu.example. */
export function requestOrigin({ origin, host, 'sec-fetch-site': site }: Told, publicOrigin: string | undefined): RequestOrigin {
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  if (site === 'same-origin') return 'own';
  if (origin === undefined) return 'untold';
  return isOurs(origin, host, publicOrigin) ? 'own' : 'foreign';
}

/** `null`, as sandboxed frames and files send it, is nobody's. */
function isOurs(origin: string, host: string | undefined, publicOrigin: string | undefined): boolean {
  if (host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)) return true;
  return publicOrigin !== undefined && origin === new URL(publicOrigin).origin;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether a method may change something (RFC 9110 §9.2.1). */
export function isChanging(method: string): boolean {
  return !safeMethods.has(method);
}
