import type { SitrepView } from '../contract';
import type { SitrepHead } from '../storage/sitrep.store';

export function sitrepView({
  id,
  incidentId,
  number,
  asOf,
  issuedAt,
  issuedBy,
  highlights,
}: Omit<SitrepHead, 'digest' | 'language'>): SitrepView {
  const at = `/api/v1/incidents/${incidentId}/sitreps/${number}`;
  return { id, incidentId, number, asOf, issuedAt, issuedBy, highlights, htmlUrl: `${at}.html`, pdfUrl: `${at}.pdf` };
}
