/**
 * Who may import whom. Each rule says why it is there; docs/architecture.md draws the same picture. test/architecture proves that each one bites.
 */

/** Imports run one way: a context may import only what stands left of it. */
const order = [
  ...['kernel', 'platform', 'access', 'missions', 'resources', 'incidents', 'people', 'cases', 'dispatch'],
  ...['outreach', 'evacuation', 'cooperation', 'situation'],
];

const spec = '(\\.(spec|it-spec|e2e-spec)\\.tsx?$|^libs/[^/]+/test(ing)?/)';
const server = '^(libs/|apps/(api|worker|cli)/)';
const npm = (names) => `(^|/)node_modules/(${names})(/|$)`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const leftwards = order
  .slice(0, -1)
  .map((library, index) =>
    forbid(
      `leftwards-${library}`,
      `${library} stands left of these; what must react to a context on its right listens to the journal instead.`,
      { path: `^libs/${library}/`, pathNot: spec },
      { path: `^libs/(${order.slice(index + 1).join('|')})/` },
    ),
  );

module.exports = {
  forbidden: [
    forbid('no-circle', 'Two files that need each other cannot be read, tested or moved alone.', {}, { circular: true }),
    forbid(
      'no-dead-end',
      'An import that leads nowhere fails at run time only.',
      { pathNot: '^test/architecture/' },
      { couldNotResolve: true, pathNot: '\\?url$' },
    ),
    ...leftwards,
    forbid(
      'libraries-know-no-program',
      'api, worker and cli compose the libraries; a library that knew them could not be used by the other two.',
      { path: '^libs/', pathNot: spec },
      { path: '^(apps|test|bench)/' },
    ),
    forbid(
      'kernel-alone',
      'The kernel is what everything stands on, the browser too: it imports nothing.',
      { path: '^libs/kernel/', pathNot: spec },
      { pathNot: '^libs/kernel/' },
    ),
    forbid(
      'contract-is-pure',
      'A contract is read by browsers and scripts: schemas and pure functions only, from zod, the kernel and contracts to its left.',
      { path: '^libs/[^/]+/src/contract/', pathNot: spec },
      { pathNot: ['^libs/[^/]+/src/contract/', '^libs/kernel/src/', npm('zod')] },
    ),
    forbid(
      'domain-is-pure',
      'A decision depends on its arguments alone, so that it can be tested without anything running: kernel and contracts only.',
      { path: '^libs/[^/]+/src/domain/', pathNot: spec },
      { pathNot: ['^libs/[^/]+/src/(domain|contract)/', '^libs/kernel/src/', '^libs/platform/src/index\\.ts$'] },
    ),
    forbid(
      'domain-takes-types-of-platform',
      'Who acts is a type of the platform, and a type is gone when the program runs; anything else of it is not for a decision.',
      { path: '^libs/[^/]+/src/domain/', pathNot: spec },
      { path: '^libs/platform/src/index\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'front-door',
      'From another library only its index or its contract may be imported: the rest may change without asking.',
      { path: '^libs/([^/]+)/', pathNot: spec },
      { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/(contract/)?index\\.ts$'] },
    ),
    forbid(
      'front-door-for-programs',
      'Programs compose the libraries through their index. The launcher reads the configuration alone, and the migrator the queue schema, so as not to load the application.',
      { path: '^apps/(api|worker|cli)/', pathNot: spec },
      {
        path: '^libs/[^/]+/src/',
        pathNot: [
          '^libs/[^/]+/src/(contract/)?index\\.ts$',
          '^libs/platform/src/config/index\\.ts$',
          '^libs/platform/src/jobs/queue-schema\\.ts$',
        ],
      },
    ),
    forbid(
      'edges-apart',
      'http and jobs translate for the use cases; they never know each other or the storage.',
      { path: '^libs/([^/]+)/src/(http|jobs)/', pathNot: [spec, '^libs/platform/'] },
      { path: '^libs/$1/src/(http|jobs|storage)/', pathNot: '^libs/$1/src/$2/' },
    ),
    forbid(
      'core-knows-no-edge',
      'Domain, storage and use cases work for HTTP and for jobs alike.',
      { path: '^libs/([^/]+)/src/(domain|storage|use-cases)/', pathNot: [spec, '^libs/platform/'] },
      { path: '^libs/$1/src/(http|jobs)/' },
    ),
    forbid(
      'storage-knows-no-use-case',
      'Rows are saved and found; when and why is decided above.',
      { path: '^libs/([^/]+)/src/storage/', pathNot: spec },
      { path: '^libs/$1/src/use-cases/' },
    ),
    forbid(
      'queues-and-sockets-in-platform',
      'The backend of the queues is chosen in one place and the sockets are guarded in one place.',
      { path: server, pathNot: [spec, '^libs/platform/'] },
      { path: npm('bullmq|ioredis|socket\\.io|@nestjs/platform-socket\\.io|@nestjs/websockets') },
    ),
    forbid(
      'typeorm-in-storage',
      'Tables are known to storage alone; a use case that held a repository could write outside the transaction.',
      {
        path: server,
        pathNot: [spec, '^libs/platform/', '^libs/[^/]+/src/storage/', '^apps/cli/src/(run-migrations|migrations|schema-drift)\\.ts$'],
      },
      { path: npm('typeorm') },
    ),
    forbid(
      'board-sees-contracts',
      'The board runs in a browser: of the libraries it may import contracts and the kernel.',
      { path: '^apps/board/src/' },
      { path: '^(libs|apps)/', pathNot: ['^apps/board/', '^libs/[^/]+/src/contract/', '^libs/kernel/src/'] },
    ),
    forbid(
      'board-without-node',
      'Neither Node nor the server’s packages exist in a browser.',
      { path: '^apps/board/src/', pathNot: spec },
      { path: [npm('@nestjs|typeorm|bullmq|ioredis|pg|fastify|socket\\.io'), '^(node:)?(fs|path|crypto|os|net|http|child_process)$'] },
    ),
    forbid(
      'programs-apart',
      'Each program is started alone. The command line may compose the api, to describe it.',
      { path: '^apps/([^/]+)/', pathNot: spec },
      { path: '^apps/[^/]+/', pathNot: ['^apps/$1/', '^apps/api/src/(api|api\\.module|openapi)\\.ts$'] },
    ),
    forbid(
      'no-development-package',
      'What runs in production is listed under dependencies.',
      { path: server, pathNot: spec },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^data/', '^test/architecture/fixtures/', '\\.(css|svg|png|woff2|json)(\\?url)?$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
};
