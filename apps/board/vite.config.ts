import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { packAssets } from './pack-assets';

/**
 * The board is built to static files that the api serves from the same origin, so that a policy of `default-src 'self'`
 * holds: no inline script or style, no data: fonts, nothing loaded from outside. In development the api runs beside it.
 */
const fromRepo = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: fromRepo('apps/board'),
  base: '/',
  plugins: [react(), packAssets(fromRepo('dist/board/assets'))],
  resolve: {
    alias: [
      { find: /^@bongsu\/kernel$/, replacement: fromRepo('libs/kernel/src/index.ts') },
      { find: /^@bongsu\/([a-z]+)\/contract$/, replacement: `${fromRepo('libs')}/$1/src/contract/index.ts` },
    ],
  },
  server: {
    port: 5173,
    proxy: { '/api': api, '/live': { target: api, ws: true } },
  },
  build: {
    outDir: fromRepo('dist/board'),
    emptyOutDir: true,
    rolldownOptions: { input: { index: fromRepo('apps/board/index.html'), text: fromRepo('apps/board/text.html') } },
    assetsInlineLimit: 0,
    // MapLibre alone is larger than Vite's default; it is loaded only with the map.
    chunkSizeWarningLimit: 1200,
  },
});
