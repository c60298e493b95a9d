import type { NewEntry } from '@bongsu/kernel';
import { ExportReleased } from '../contract';
import type { ExportOrder } from '../domain/export-order';

/** What every entry about an export says. Network-wide eyes alone are told; an entry about a sealed incident is sealed. */
export const exportAbout = ({ id, reference, incidentId }: ExportOrder) => ({
  subject: { type: 'export', id },
  incidentId,
  audience: [] as string[],
  body: { exportId: id, reference },
});

export function exportReleased(order: ExportOrder): NewEntry {
  return ExportReleased.of({ ...exportAbout(order), body: { ...exportAbout(order).body, agreedBy: order.agreedBy } });
}
