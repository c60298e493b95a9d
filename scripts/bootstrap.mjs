/**
 * Makes a fresh clone ready before `npm start`, `npm test` and their kind; see prepare.mjs. This file is written so that an old Node can
 * still read it and say what is wrong.
 *
 *   node scripts/bootstrap.mjs [--install-only]
 */
const version = process.versions.node.split('.').map(Number);

if (version[0] > 20 || (version[0] === 20 && version[1] >= 19)) {
  import('./prepare.mjs');
} else {
  console.error(
    'Bongsu needs Node 20.19 or newer and this is ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org and run the command again.',
  );
  process.exitCode = 1;
}
