/** `npm run dev`: rebuilds the server on change, restarts api and worker, and serves the board with hot reload on http://localhost:5173. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import concurrently from 'concurrently';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const watchers = ['libs', 'apps/api', 'apps/worker', 'apps/cli'].map((tree) =>
  watch(join(root, tree), { recursive: true }, (_event, file) => {
    if (/\.(ts|json)$/.test(file ?? '') && !/\.(spec|it-spec|e2e-spec)\.ts$/.test(file)) rebuildSoon();
  }),
);

let soon;
let building = false;
let changedMeanwhile = false;

/** Editors write a file in several steps, and a branch changes many files: wait for a moment's quiet, and build one at a time. */
function rebuildSoon() {
  clearTimeout(soon);
  soon = setTimeout(rebuild, 150);
}

function rebuild() {
  if (building) {
    changedMeanwhile = true;
    return;
  }
  building = true;
  spawn(process.execPath, [join(root, 'scripts/build.mjs'), '--server'], { stdio: ['ignore', 'inherit', 'inherit'] }).on('close', () => {
    building = false;
    if (changedMeanwhile) rebuildSoon();
    changedMeanwhile = false;
  });
}

const { result } = concurrently(
  [
    {
      name: 'server',
      command: 'node dist/apps/cli/src/main.js up --watch',
      prefixColor: 'yellow',
      env: { LOG_PRETTY: process.env.LOG_PRETTY ?? 'true' },
    },
    {
      name: 'board',
      command: 'node node_modules/vite/bin/vite.js --config apps/board/vite.config.ts',
      prefixColor: 'cyan',
      env: { VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true' },
    },
  ],
  { killOthersOn: ['failure', 'success'], cwd: root },
);

// Whatever the reason for the end, Ctrl-C among them, it has been said above.
const end = () => {
  watchers.forEach((watcher) => watcher.close());
  clearTimeout(soon);
};
result.then(end, end);
