import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { ProblemException, problemFrom, writeProblem } from '@bongsu/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * What the board may load: itself and nothing else. Mantine writes its computed sizes as inline styles; MapLibre runs its
 * worker from our own origin and decodes tiles in blobs.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built board from the api's own address; every path that is no file is the board's own (it routes in the browser). */
export async function serveBoard(app: NestFastifyApplication, folder: string | undefined): Promise<void> {
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return;
  const fastify = app.getHttpAdapter().getInstance();
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash in their names.
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const sendPage = (request: FastifyRequest, reply: FastifyReply): void => {
    if (request.url.startsWith('/api/')) {
      writeProblem(
        problemFrom(
          new ProblemException(
            404,
            'platform.no-such-address',
            'There is nothing at this address.',
            'Check the path against the API description at /api/openapi.json.',
          ),
        ),
        request,
        reply,
      );
      return;
    }
    void reply
      .header('content-security-policy', CONTENT_SECURITY_POLICY)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(page);
  };
  fastify.get('/', sendPage);
  fastify.get('/*', sendPage);
}
