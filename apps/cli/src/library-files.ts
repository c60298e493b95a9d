import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/**
 * Loads the files of the libraries whose path below `libs/` matches, and returns everything they export: TypeScript when run from
 * source by the tests, JavaScript when built. For what belongs to every library and must not be forgotten in a list.
 */
export async function loadLibraryFiles(pattern: RegExp): Promise<unknown[]> {
  const libraries = join(__dirname, '../../../libs');
  const own = extname(__filename);
  const files = filesBelow(libraries)
    .filter((file) => file.endsWith(own) && !file.endsWith(`.d${own}`))
    .filter((file) => pattern.test(relative(libraries, file).replaceAll(sep, '/')));
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  return modules.flatMap((exported) => Object.values(exported));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
