import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What gets smaller; fonts and pictures are packed already. */
const PACKED = /\.(?:js|mjs|css|json|csv|svg)$/;
const AT_LEAST_BYTES = 400;

/** Packs the built files once, so that the api sends them small without packing anything itself. */
export function packAssets(folder: string): Plugin {
  return {
    name: 'bongsu-pack-assets',
    apply: 'build',
    closeBundle() {
      for (const name of readdirSync(folder)) {
        if (!PACKED.test(name)) continue;
        const file = join(folder, name);
        const text = readFileSync(file);
        if (text.length < AT_LEAST_BYTES) continue;
        writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
        // The last percent of the largest files takes most of the time.
        const quality = text.length > 400_000 ? 9 : 11;
        writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
      }
    },
  };
}
