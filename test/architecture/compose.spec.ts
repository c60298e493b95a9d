import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATH_METADATA } from '@nestjs/common/constants';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { z } from 'zod';
import { HealthController } from '@bongsu/platform';
import { concerns } from '@bongsu/platform/config';
import { launchConcern } from '../../apps/cli/src/supervisor/launch-settings';
import { runtimeUser } from '../../apps/cli/src/supervisor/runtime-user';

const root = join(__dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

const command = z.union([z.string(), z.array(z.string())]);
const serviceSchema = z.object({
  image: z.string(),
  build: z.string().optional(),
  restart: z.string(),
  command: command.optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  healthcheck: z.object({ test: command }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  stop_grace_period: z.string().optional(),
  read_only: z.boolean().optional(),
  user: z.string().optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()).optional(),
  tmpfs: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  networks: z.array(z.string()).optional(),
  logging: z.object({ driver: z.string() }).optional(),
  mem_limit: z.string().optional(),
  cpus: z.number().optional(),
  pids_limit: z.int().optional(),
  privileged: z.boolean().optional(),
});
const compose = z
  .object({ services: z.record(z.string(), serviceSchema), networks: z.record(z.string(), z.object({ internal: z.boolean() }).nullable()) })
  .parse(load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }));
type Service = z.infer<typeof serviceSchema>;

const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`no service ${name}`);
  return found;
};
const ours = Object.entries(compose.services).filter(([, { build }]) => build !== undefined);
const words = (said: z.infer<typeof command> | undefined): string => [said ?? []].flat().join(' ');

/** Every variable that a process of this product reads, with its schema. */
const known: Record<string, z.ZodType> = Object.assign(
  {},
  ...[launchConcern, ...Object.values(concerns)].map(({ schema }) => schema.shape),
);
const isSecret = (variable: string): boolean => known[variable]?.meta()?.['secret'] === true;
const key = 'A'.repeat(44);
const filledAs: Record<string, string> = { CURSOR_KEY: key, PERSONAL_DATA_INDEX_KEY: key, PERSONAL_DATA_KEYS: `first:${key}` };
/** The value as it is when the operator has set every variable. */
const filledIn = (value: string): string =>
  value.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name: string, kind: string, rest: string) =>
    kind === '-' ? rest : (filledAs[name] ?? `filled-${name}`),
  );

describe('docker-compose.yml', () => {
  it('runs what there is: programs of this tree, in the image of this Dockerfile', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'migrate', 'seed', 'worker']);
    for (const [, { build }] of ours) expect(existsSync(join(root, build ?? '', 'Dockerfile'))).toBe(true);
    const programs = ours.flatMap(([, each]) => [...words(each.command).matchAll(/dist\/(\S+)\.js/g)].map(([, path]) => path));
    expect(programs).toHaveLength(ours.length);
    for (const path of programs) expect(existsSync(join(root, `${String(path)}.ts`))).toBe(true);
  });

  it('takes the images of others in a named version', () => {
    const images = Object.values(compose.services).flatMap(({ build, image }) => (build === undefined ? [image] : []));
    expect(images).toEqual(['postgres:18', 'redis:8']);
  });

  it('sets no variable that nobody reads, each to a value that its schema takes', () => {
    for (const [name, { environment }] of ours)
      for (const [variable, value] of Object.entries(environment ?? {})) {
        expect([name, Object.keys(known)]).toEqual([name, expect.arrayContaining([variable])]);
        expect([variable, known[variable]?.safeParse(filledIn(value)).success]).toEqual([variable, true]);
      }
  });

  it('holds no secret: each comes from the operator, and without it nothing starts', () => {
    const places = [...text.matchAll(/\$\{(\w+)([^}]*)\}/g)].map(([, name, rest]) => ({ name: name ?? '', rest: rest ?? '' }));
    const sensitive = places.filter(({ name }) => /PASSWORD|KEY|SECRET|TOKEN/.test(name));
    expect([...new Set(sensitive.map(({ name }) => name))].sort()).toEqual(
      [...Object.keys(filledAs), 'POSTGRES_PASSWORD', 'RUNTIME_PASSWORD'].sort(),
    );
    for (const { name, rest } of sensitive) expect([name, rest]).toEqual([name, expect.stringMatching(/^:\?.{5,}/)]);
    for (const { environment } of Object.values(compose.services))
      for (const [variable, value] of Object.entries(environment ?? {})) {
        if (!isSecret(variable) && !/PASSWORD|SECRET|TOKEN/.test(variable)) continue;
        // What stands here by itself: an address without a password, or nothing.
        const written = value.replace(/\$\{[^}]*\}/g, '');
        expect([variable, written]).toEqual([variable, expect.stringMatching(/^([a-z]+:\/\/([a-z_]+:?@)?[^@:]+(:\d+)?(\/[a-z]+)?)?$/)]);
      }
    // What must be given is said where the file begins.
    const head = text.slice(0, text.indexOf('\nx-'));
    for (const { name } of sensitive) expect(head).toContain(name);
  });

  it('lets everything but the migrator log in as the account that owns nothing', () => {
    for (const [name, { environment }] of ours) {
      const { username, hostname } = new URL(filledIn(environment?.['DATABASE_URL'] ?? ''));
      expect([name, username, hostname]).toEqual([name, runtimeUser, 'postgres']);
      expect(environment?.['DATABASE_ROLE']).toBeUndefined();
      if (name !== 'migrate') expect(JSON.stringify(environment)).not.toMatch(/DATABASE_OWNER_URL|POSTGRES_PASSWORD/);
    }
    const { environment, command: run } = service('migrate');
    expect(new URL(filledIn(environment?.['DATABASE_OWNER_URL'] ?? '')).username).toBe(service('postgres').environment?.['POSTGRES_USER']);
    expect(words(run)).toContain('migrate --runtime-account');
  });

  it('migrates once, with the database there, before anything that uses the tables', () => {
    expect(service('migrate')).toMatchObject({ restart: 'no', depends_on: { postgres: { condition: 'service_healthy' } } });
    for (const name of ['api', 'worker', 'seed'])
      expect(service(name).depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        redis: { condition: 'service_healthy' },
      });
  });

  it('asks every long-running service for its health, where it answers', () => {
    const readiness = String(
      Reflect.getMetadata(PATH_METADATA, Object.getOwnPropertyDescriptor(HealthController.prototype, 'ready')?.value as object),
    );
    const ports = {
      api: concerns.http.schema.shape.PORT.parse(undefined),
      worker: concerns.worker.schema.shape.WORKER_HTTP_PORT.parse(undefined),
    };
    for (const name of ['api', 'worker'] as const)
      expect(words(service(name).healthcheck?.test)).toContain(`http://127.0.0.1:${String(ports[name])}/${readiness}'`);
    for (const [, { restart, healthcheck }] of Object.entries(compose.services)) expect(healthcheck === undefined).toBe(restart === 'no');
    expect(service('api').ports).toEqual([`127.0.0.1:${String(ports.api)}:${String(ports.api)}`]);
    for (const name of ['postgres', 'redis', 'worker']) expect(service(name).ports).toBeUndefined();
  });

  it('gives a worker longer to end than its jobs may take', () => {
    const drainMs = concerns.queues.schema.shape.QUEUE_DRAIN_MS.parse(undefined);
    expect(Number(/^(\d+)s$/.exec(service('worker').stop_grace_period ?? '')?.[1]) * 1_000).toBeGreaterThan(drainMs + 3_000);
  });

  it('keeps Redis as the queues need it', () => {
    expect(words(service('redis').command)).toMatch(/--appendonly yes.*--maxmemory-policy noeviction/);
  });

  it('closes every container: nobody is root or can become it, nothing can be written but what is said', () => {
    for (const [name, each] of Object.entries(compose.services)) {
      expect([name, each.read_only, each.cap_drop, each.security_opt]).toEqual([name, true, ['ALL'], ['no-new-privileges:true']]);
      expect([name, each.user ?? 'root']).toEqual([name, expect.not.stringMatching(/^(root|0)(:|$)/)]);
      expect([name, each.privileged ?? false]).toEqual([name, false]);
      // Places in memory have a bound too.
      for (const place of each.tmpfs ?? []) expect([name, place]).toEqual([name, expect.stringMatching(/^\/[\w/]+:size=\d+m/)]);
      // Nothing of the machine itself is inside.
      for (const volume of each.volumes ?? []) expect([name, volume]).toEqual([name, expect.stringMatching(/^[a-z]+:\//)]);
    }
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toMatch(/\nUSER node\n/);
  });

  it('bounds what every container may take, and its log', () => {
    for (const [name, each] of Object.entries(compose.services))
      expect([name, each.mem_limit, each.cpus, each.pids_limit, each.logging?.driver]).toEqual([
        name,
        expect.stringMatching(/^\d+[mg]$/),
        expect.any(Number),
        expect.any(Number),
        'local',
      ]);
    const [, redisMb] = /--maxmemory (\d+)mb/.exec(words(service('redis').command)) ?? [];
    const [, boundGb] = /^(\d+)g$/.exec(service('redis').mem_limit ?? '') ?? [];
    expect(Number(boundGb) * 1_024).toBeGreaterThanOrEqual(2 * Number(redisMb));
  });

  it('lets database and queues be reached by the house alone', () => {
    for (const name of ['postgres', 'redis']) expect([name, service(name).networks]).toEqual([name, ['data']]);
    expect(compose.networks['data']).toEqual({ internal: true });
    for (const [name, each] of ours) expect([name, each.networks]).toEqual([name, ['data', 'edge']]);
  });
});
