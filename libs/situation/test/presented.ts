import { composeSitrep } from '../src/domain/compose-sitrep';
import type { SitrepLanguage } from '../src/domain/sitrep-document';
import { presentSitrep } from '../src/http/present-sitrep';
import type { Presented } from '../src/http/presented';
import { earthquake } from './earthquake';

/** The report of the earthquake, in words. */
export function presented(language: SitrepLanguage, highlights: string | null = null): Presented {
  const { entries, incidentId, asOf } = earthquake();
  const document = composeSitrep(entries, {
    incidentId,
    number: 3,
    asOf,
    language,
    highlights,
    missionName: () => null,
    itemName: () => null,
  });
  if (document === null) throw new Error('no report was made');
  return presentSitrep(document, 'ab'.repeat(32));
}
