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
  state,
  end,
}: Omit<SitrepHead, 'digest' | 'language'>): SitrepView {
  const at = `/api/v1/incidents/${incidentId}/sitreps/${number}`;
  return {
    id,
    incidentId,
    number,
    asOf,
    issuedAt,
    issuedBy,
    highlights,
    state,
    endedAt: end?.endedAt ?? null,
    endedBy: end?.endedBy ?? null,
    endReason: end?.reason ?? null,
    supersededBy: end?.supersededBy ?? null,
    htmlUrl: `${at}.html`,
    pdfUrl: `${at}.pdf`,
  };
}
