import { composeSitrep } from '../src/domain/compose-sitrep';
import type { SitrepDocument, SitrepLanguage } from '../src/domain/sitrep-document';
import { type Ended, presentSitrep } from '../src/http/present-sitrep';
import type { Presented } from '../src/http/presented';
import { earthquake } from './earthquake';
import { alertBasis } from './telling';

/** The report of the earthquake, in words. */
export function presented(language: SitrepLanguage, highlights: string | null = null, ended: Ended | null = null): Presented {
  return presentSitrep(earthquakeReport(language, highlights), 'ab'.repeat(32), ended);
}

/** The report of the earthquake as it is stored. */
export function earthquakeReport(language: SitrepLanguage, highlights: string | null = null): SitrepDocument {
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
  return document;
}
