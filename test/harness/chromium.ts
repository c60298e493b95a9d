import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

const root = join(__dirname, '../..');
const shipped = join(root, 'node_modules/@sparticuz/chromium');

/**
 * A headless Chromium with WebGL 2, for tests in a browser. On Linux x64 it comes out of an npm package, with the few libraries and the fonts
 * it needs, so that nothing has to be installed; elsewhere it is the Chrome of the machine. CHROMIUM_PATH names another one.
 */
export async function launchChromium(): Promise<Browser> {
  const browser = await launch();
  // Where browser-environment.ts looks when a test fails.
  ((globalThis as { browsers?: Browser[] }).browsers ??= []).push(browser);
  return browser;
}

async function launch(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH'];
  if (given) return chromium.launch({ executablePath: given, args: flags });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome', args: flags });
  const folder = unpacked();
  nameFonts(folder);
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: flags,
    env: {
      ...process.env,
      FONTCONFIG_PATH: join(folder, 'fonts'),
      // After the machine's own, should it have them.
      LD_LIBRARY_PATH: [process.env['LD_LIBRARY_PATH'], join(folder, 'al2023/lib')].filter(Boolean).join(':'),
    },
  });
}

/** Software rendering, the same on every machine; root has no sandbox. */
const flags = [
  ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  ...['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
];

/** Unpacked once per version, beside the packages; built aside and moved there when whole, as two runs may come at the same time. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, 'node_modules/.cache/bongsu', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const partial = `${folder}.${String(process.pid)}`;
  mkdirSync(partial, { recursive: true });
  const module = pathToFileURL(join(shipped, 'build/esm/index.js')).href;
  // The package unpacks into the temporary folder, and its libraries only where it believes itself on that platform.
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', `await (await import('${module}')).default.executablePath()`], {
    env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'nodejs22.x' },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`Chromium could not be unpacked: ${run.stderr}`);
  try {
    renameSync(partial, folder);
  } catch {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

/** The configuration that the package brings names folders of another place, and what was written here may lie elsewhere by now. */
function nameFonts(folder: string): void {
  const file = join(folder, 'fonts/fonts.conf');
  const here = `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`;
  if (readFileSync(file, 'utf8') !== here) writeFileSync(file, here);
}
