import { composeSitrep } from '../src/domain/compose-sitrep';
import type { SitrepLanguage } from '../src/domain/sitrep-document';
import { type Ended, presentSitrep } from '../src/http/present-sitrep';
import type { Presented } from '../src/http/presented';
import { earthquake } from './earthquake';
import { alertBasis } from './telling';

/** The report of the earthquake, in words. */
export function presented(language: SitrepLanguage, highlights: string | null = null, ended: Ended | null = null): Presented {
  const { entries, incidentId, asOf } = earthquake();
  const document = composeSitrep(entries, {
    incidentId,
    number: 3,
    asOf,
    language,
    highlights,
    missionName: () => null,
    itemName: () => null,
    alertBasis,
  });
  if (document === null) throw new Error('no report was made');
  return presentSitrep(document, 'ab'.repeat(32), ended);
}
