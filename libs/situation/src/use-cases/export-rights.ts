import type { Permission } from '@bongsu/access/contract';
import type { ExportOrder } from '../domain/export-order';

/** What decides which rights an export takes. */
export type ExportMatter = Pick<ExportOrder, 'kind' | 'content'>;

/** The right to take rows out together, and what reading them one by one would take: asked when it is ordered, made and taken. */
export const rightsToTakeOut = (matter: ExportMatter): readonly Permission[] => ['situation.export.propose', rightToRead(matter)];

function rightToRead({ kind, content }: ExportMatter): Permission {
  if (kind === 'reports') return 'incidents.read';
  return content === 'personal' ? 'resources.staff-identity' : 'resources.read';
}
