import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveBoard } from './serve-board';

@Module({})
class EmptyModule {}

describe('the built board', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-board-'));
  let app: NestFastifyApplication;
  const ask = (path: string) => app.inject({ method: 'GET', url: path });
  const build = (name: string): void => {
    writeFileSync(join(folder, 'index.html'), `<meta nonce="__CSP_NONCE__"><script src="/assets/${name}.js"></script>`);
    writeFileSync(join(folder, 'assets', `${name}.js`), `'${name}'`);
  };

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'beacon.svg'), '<svg/>');
    build('first');
    app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), { logger: false });
    await serveBoard(app, folder);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['/', '/incidents/7', '/index.html', '/missions/KR-EMB-TR?from=board'])(
    'answers %s with its page and its policy',
    async (path) => {
      const { statusCode, headers, body } = await ask(path);
      expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain('unsafe');
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(body).toContain(`<meta nonce="${nonce}">`);
      expect((await ask(path)).body).not.toContain(nonce);
      expect(body).toContain('first.js');
    },
  );

  it('keeps hashed files for ever and asks about the others', async () => {
    expect((await ask('/assets/first.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const { statusCode, headers } = await ask('/beacon.svg');
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, 'image/svg+xml', 'no-cache']);
  });

  it.each(['/assets/gone.js', '/gone.svg', '/assets/..%2f..%2fpackage.json', '/api/v1/nothing'])(
    'has nothing at %s, not even its page',
    async (path) => {
      const { statusCode, body } = await ask(path);
      expect(statusCode).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('<script');
    },
  );

  it('is served as it was built last, without a restart', async () => {
    build('second');
    expect((await ask('/')).body).toContain('second.js');
    expect((await ask('/assets/second.js')).body).toBe("'second'");
  });

  it('stays what it was while it is being built', async () => {
    rmSync(join(folder, 'index.html'));
    expect((await ask('/')).body).toContain('second.js');
  });
});
