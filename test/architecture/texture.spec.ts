import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'fixtures', 'dist'].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const files = ['libs', 'apps', 'test']
  .flatMap((tree) => sources(join(root, tree)))
  .map((path) => ({
    path: relative(root, path),
    text: readFileSync(path, 'utf8'),
  }));
const product = files.filter(({ path }) => !/\.(spec|it-spec|e2e-spec)\.tsx?$/.test(path) && !/(^|\/)test(ing)?\//.test(path));
const pathsOf = (found: { path: string }[]): string[] => found.map(({ path }) => path);

/** A migration is one statement of what the tables are, a dictionary is one list, a fixture one story: none gains by being cut. */
const mayBeLong = /\/migrations\/|\/i18n\/(en|ko)|\.fixture\.ts$/;

describe('the texture of the house', () => {
  it('has files of one idea: at most 250 lines', () => {
    const long = product.filter(({ path, text }) => !mayBeLong.test(path) && text.split('\n').length > 251);
    expect(pathsOf(long)).toEqual([]);
  });

  it('names files in kebab-case', () => {
    expect(pathsOf(files.filter(({ path }) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.tsx?$/.test(path)))).toEqual([]);
  });

  it('has no name that says nothing', () => {
    expect(
      pathsOf(files.filter(({ path }) => /(^|-)(manager|helpers?|utils?|common|base|impl)[.-]/.test(path.split('/').at(-1) ?? ''))),
    ).toEqual([]);
    expect(
      pathsOf(
        product.filter(({ text }) =>
          /\b(class|interface|type) (\w+(Manager|Helper|Util|Utils|Impl)|I[A-Z][a-z]\w*(?=[ <{]) extends)\b/.test(text),
        ),
      ),
    ).toEqual([]);
  });

  it('has no forwardRef: modules that need each other are one', () => {
    expect(pathsOf(product.filter(({ text }) => /\bforwardRef\b/.test(text)))).toEqual([]);
  });

  it('never synchronises tables from entities', () => {
    expect(pathsOf(product.filter(({ text }) => /synchronize:\s*true/.test(text)))).toEqual([]);
  });
});
