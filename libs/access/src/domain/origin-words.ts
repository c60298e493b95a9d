/** Where a sign-in came from, in as few words as let its owner recognise it: never the user agent or the whole address. */

const browsers: readonly [pattern: RegExp, name: string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bWhale\//, 'Whale'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly [pattern: RegExp, name: string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** `Firefox, Windows`; `script` for what is no browser. */
export function deviceWords(userAgent: string | undefined): string {
  const found = (list: typeof browsers): string | undefined => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = found(browsers);
  if (browser === undefined) return 'script';
  return [browser, found(systems)].filter(Boolean).join(', ');
}

/** The network without its last part: `203.0.113.*`, `2001:db8:1::*`. */
export function coarseAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(mapped)?.[1];
  if (four !== undefined) return `${four}.*`;
  return mapped.includes(':') ? `${blocksOf(mapped).slice(0, 3).join(':')}::*` : 'unknown';
}

/**
 * What counts as one address when tries are counted: an IPv4 address, or an IPv6 network of 64 bits, as whoever has one address of it has all.
 */
export function countedAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  return mapped.includes(':') ? blocksOf(mapped).slice(0, 4).join(':') : mapped;
}

/** The eight blocks of an IPv6 address, `::` filled with zeros. */
function blocksOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right];
}
