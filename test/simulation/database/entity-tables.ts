import { getMetadataArgsStorage } from 'typeorm';

/** In which table an entity is kept, by its own decorator. */
export function tableOf(entity: new () => object): string {
  const found = getMetadataArgsStorage().tables.find(({ target }) => target === entity);
  if (found?.name === undefined) throw new Error(`${entity.name} has no table`);
  return found.name;
}
