/**
 * `npm run sbom`: writes what the product is made of, as CycloneDX JSON, from the lockfile alone: the same lockfile gives the same bytes.
 *
 *   node scripts/sbom.mjs [--out <folder>]     (default: dist/sbom)
 *
 * `production.cdx.json` has what the server loads; `all.cdx.json` also the packages that are built into the board, and the tools.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { name } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const asked = process.argv.indexOf('--out');
const folder = asked === -1 ? join(root, 'dist', 'sbom') : process.argv[asked + 1];

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
/** `npm sbom --omit dev` also leaves out what both the product and a tool need, such as zod: the lockfile says what is for tools alone. */
const forProduction = new Set(
  Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true)
    .map(([path, entry]) => `${entry.name ?? path.split('node_modules/').at(-1)}@${entry.version}`),
);

/** npm's own list. On Windows npm is a script that only a shell starts. */
async function listed() {
  const { stdout } = await promisify(execFile)('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  return JSON.parse(stdout);
}

/** Without what depends on the machine and the day: folders, the address of a registry, the folder's name, time and a random number. */
function published(listed) {
  const { serialNumber: _serialNumber, metadata, components, ...rest } = listed;
  const { timestamp: _timestamp, component, ...kept } = metadata;
  const product = { ...placeless(component), type: 'application', name };
  return { ...rest, metadata: { ...kept, component: product }, components: components.map(placeless) };
}

function placeless({ externalReferences, properties, ...component }) {
  const references = (externalReferences ?? []).filter(({ type }) => type !== 'distribution');
  const facts = (properties ?? []).filter((property) => property.name !== 'cdx:npm:package:path');
  return {
    ...component,
    ...(references.length > 0 && { externalReferences: references }),
    ...(facts.length > 0 && { properties: facts }),
  };
}

function ofProduction({ components, dependencies, metadata, ...rest }) {
  const kept = components.filter(
    ({ 'bom-ref': ref, name, group, version }) =>
      forProduction.has(ref) || forProduction.has(`${group ? `${group}/` : ''}${name}@${version}`),
  );
  const refs = new Set([metadata.component['bom-ref'], ...kept.map((component) => component['bom-ref'])]);
  const among = dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((on) => refs.has(on)) }));
  return { ...rest, metadata, components: kept, dependencies: among };
}

mkdirSync(folder, { recursive: true });
const all = published(await listed());
for (const [file, bill] of [
  ['production.cdx.json', ofProduction(all)],
  ['all.cdx.json', all],
]) {
  writeFileSync(join(folder, file), `${JSON.stringify(bill, null, 2)}\n`);
  console.log(`${join(folder, file)}: ${bill.components.length} packages`);
}
