import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type RouteMarks, answerNothingThere } from '@bongsu/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What a page of the board may do: load from its own address, and style itself with elements that carry this page's number. */
const pagePolicy = (nonce: string): string =>
  policy([`style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data: blob:", "form-action 'self'"]);

/** The same for what a page loads: the map's worker is bound by the policy of its own file. */
const filePolicy = policy([]);

function policy(more: readonly string[]): string {
  const always = [
    "default-src 'self'",
    "script-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return [...always, ...more].join('; ');
}

/**
 * Serves the built board from the api's own address; every path that is no file is the board's own (it routes in the browser). What was built
 * anew is served from the next request on, without a restart: the files are looked for on disk, and the page is read again when it changed.
 */
export async function serveBoard(app: NestFastifyApplication, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return;
  const pages = { picture: pageOf(join(folder, 'index.html')), text: pageOf(join(folder, 'text.html')) };
  await pages.picture();
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  // Built files carry a hash in their names; one that is gone is not found, and never the page.
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    // The build packs them once (apps/board/pack-assets.ts): a thin line is not kept waiting for what could be smaller.
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    setHeaders: (reply) => void reply.header('content-security-policy', filePolicy),
  });
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path.startsWith('/api/')) {
      answerNothingThere(request, reply);
      return reply;
    }
    if (LONE_FILE.test(path) && path !== '/index.html')
      return reply.header('content-security-policy', filePolicy).header('cache-control', 'no-cache').sendFile(path.slice(1));
    const nonce = randomBytes(18).toString('base64');
    const which = pageFor(request, path);
    return reply
      .header('x-bongsu-page', which)
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send((await pages[which]()).replaceAll(NONCE, nonce));
  };
  const fastify = app.getHttpAdapter().getInstance();
  // Pages are files: they wait for nobody, however much the api has to do.
  const always = { config: { admission: 'always' } satisfies RouteMarks };
  fastify.get('/', always, answer);
  fastify.get('/*', always, answer);
}

type Page = 'picture' | 'text';

/** The text board has an address of its own; at the root it is what its reader chose, unless she asks for the full one. */
function pageFor({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>, path: string): Page {
  if (path === '/text') return 'text';
  const asksForFull = new URL(url, 'http://board').searchParams.has('full');
  return path === '/' && !asksForFull && /(?:^|;\s*)bongsu_view=text(?:;|$)/.test(headers.cookie ?? '') ? 'text' : 'picture';
}

/** What stands in the built page where the number of each page goes. */
const NONCE = '__CSP_NONCE__';

/** The few files beside the page; the board's own paths have no dot. */
const LONE_FILE = /^\/[\w-]+(\.[\w-]+)+$/;

/** The page as it is on disk; while it is being built anew, as it was. */
function pageOf(file: string): () => Promise<string> {
  let known: { readonly changedAt: number; readonly text: string } | undefined;
  return async () => {
    try {
      const { mtimeMs: changedAt } = await stat(file);
      if (known?.changedAt !== changedAt) known = { changedAt, text: await readFile(file, 'utf8') };
    } catch (error) {
      if (known === undefined) throw error;
    }
    return known.text;
  };
}
