import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'vite';
import board from '../vite.config';

/** The story page: the whole board on an invented situation, for working on its looks without an api. Never part of the product's build. */
const here = fileURLToPath(new URL('.', import.meta.url));

// eslint-disable-next-line no-restricted-syntax -- Vite reads the default export
export default mergeConfig(
  board,
  defineConfig({
    root: here,
    publicDir: fileURLToPath(new URL('../public', import.meta.url)),
    build: { outDir: fileURLToPath(new URL('../../../dist/board-story', import.meta.url)) },
  }),
);
