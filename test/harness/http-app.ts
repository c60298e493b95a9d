import { Module, type ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessHttpModule, AccessModule, PutAccount, type RoleGrant, accessEntities } from '@bongsu/access';
import {
  Authenticator,
  type Credentials,
  Cursors,
  type Entities,
  JournalReader,
  PinoLogger,
  PlatformHttpModule,
  PlatformModule,
  SequencerModule,
  Views,
  createHttpApp,
  createLogger,
  systemActor,
  visibilityOf,
} from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from './fresh-database';
import { testSettings } from './settings';

/** A listening HTTP process for a spec, and ways to sign in to it. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: FreshDatabase;
  readonly origin: string;
  /** Makes an account with these grants and signs it in; answers its token. */
  signIn(...grants: RoleGrant[]): Promise<string>;
  call(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: never; headers: Headers }>;
  /** The cursor of a board that has everything until now. */
  cursorOf(caller: string | Credentials): Promise<string>;
  close(): Promise<void>;
}

/** Starts platform, access and the given contexts as one api on a free port, on a database of its own. */
export async function startTestApp(
  contexts: NonNullable<ModuleMetadata['imports']>,
  entities: Entities = [],
  overrides: Record<string, string> = {},
): Promise<TestApp> {
  const database = await freshDatabase();
  const settings = testSettings({ DATABASE_URL: database.url, ...overrides });
  const all = [...accessEntities, ...(entities as [])];
  @Module({
    imports: [
      PlatformModule.forProcess({ settings, entities: all, name: 'test' }),
      SequencerModule,
      PlatformHttpModule,
      AccessModule,
      AccessHttpModule,
      ...contexts,
    ],
  })
  class TestModule {}
  const app = await createHttpApp(TestModule, settings, new PinoLogger(createLogger(settings.telemetry, 'test')));
  return listening(app, database);
}

/** Opens a made process on a free port, with ways to sign in to it. */
export async function listening(app: NestFastifyApplication, database: FreshDatabase): Promise<TestApp> {
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  let accounts = 0;

  const call: TestApp['call'] = async (token, method, path, body, headers = {}) => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as never,
    };
  };

  return {
    app,
    database,
    origin,
    call,
    async signIn(...grants) {
      const email = `person-${String(++accounts)}@test.invalid`;
      const password = 'correct horse battery staple';
      await app
        .get(PutAccount, { strict: false })
        .execute({ email, password, displayName: 'Invented Person', grants }, systemActor('test', 'test-seed'));
      const { status, body } = await call(null, 'POST', '/api/v1/sessions', { email, password });
      if (status !== 201) throw new Error(`sign-in answered ${String(status)} ${JSON.stringify(body)}`);
      return (body as { token: string }).token;
    },
    async cursorOf(caller) {
      const credentials = typeof caller === 'string' ? { authorization: `Bearer ${caller}`, cookie: undefined } : caller;
      const actor = await app.get(Authenticator).authenticate(credentials, 'test-cursor');
      if (actor === null) throw new Error('nobody is signed in with this token');
      await app.get(Views).refresh();
      const position = await app.get(JournalReader).head();
      return app.get(Cursors).ofPosition(position, app.get(Views).of(visibilityOf(actor)));
    },
    async close() {
      await app.close();
      await database.drop();
    },
  };
}
