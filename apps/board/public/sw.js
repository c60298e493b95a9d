/*
 * Lets the board's pages open without a line. Pages: from the network, for three seconds; then, or when there is none, as they were kept. Built files
 * never change under their names: once kept they are never asked for again. Nothing that the API answers, no socket and no report passes through here.
 */
const CACHE = 'bongsu-pages-1';
const FILES_AT_MOST = 160;
const PAGE_WITHIN_MS = 3000;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const { keep, page } = event.data ?? {};
  if (Array.isArray(keep)) event.waitUntil(keepAll(keep, page));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(pageFor(request, url));
  else if (url.pathname.startsWith('/assets/') || /^\/[\w-]+\.(?:js|svg)$/.test(url.pathname)) event.respondWith(fileFor(request, url));
});

/** Every address of the board is one of two pages. */
const nameOf = (url) => (url.pathname === '/text' ? '/text' : '/');

async function pageFor(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(nameOf(url));
  const fresh = fetch(request).then(async (response) => {
    // What the server answers at the root may be either page; it says which.
    const is = response.headers.get('x-bongsu-page');
    if (response.ok && !response.redirected && is !== null) await cache.put(is === 'text' ? '/text' : '/', response.clone());
    return response;
  });
  if (kept === undefined) return fresh;
  fresh.catch(() => undefined);
  const late = new Promise((resolve) => setTimeout(() => resolve(undefined), PAGE_WITHIN_MS));
  const first = await Promise.race([fresh.catch(() => undefined), late]);
  return first !== undefined && first.status < 500 ? first : kept;
}

async function fileFor(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url.pathname);
  if (kept !== undefined) {
    // These few have no hash in their names.
    if (!url.pathname.startsWith('/assets/')) void refresh(cache, request, url);
    return kept;
  }
  const response = await fetch(request);
  if (response.ok) await cache.put(url.pathname, response.clone());
  return response;
}

async function refresh(cache, request, url) {
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(url.pathname, response);
  } catch {
    // The kept one will do.
  }
}

async function keepAll(addresses, page) {
  const cache = await caches.open(CACHE);
  const pageName = page === '/text' ? '/text' : '/';
  if ((await cache.match(pageName)) === undefined) {
    const response = await fetch(page);
    const is = response.headers.get('x-bongsu-page');
    if (response.ok && is !== null) await cache.put(is === 'text' ? '/text' : '/', response);
  }
  for (const address of addresses) {
    const { pathname } = new URL(address);
    if ((await cache.match(pathname)) === undefined) await cache.add(new Request(address, { cache: 'force-cache' })).catch(() => undefined);
  }
  const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/assets/'));
  for (const old of files.slice(0, Math.max(0, files.length - FILES_AT_MOST))) await cache.delete(old);
}
