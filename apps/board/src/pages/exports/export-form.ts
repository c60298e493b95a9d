import type { LegalBasis } from '@bongsu/platform/contract';
import type { ExportContent, ExportKind } from '@bongsu/situation/contract';
import { type Language, currentLanguage } from '../../i18n';

/** What was filled in so far. `missionId` null = every mission, or none chosen yet by whoever may not ask for all. Days are of UTC, as `2026-11-22`. */
export interface ExportForm {
  readonly kind: ExportKind;
  readonly by: 'incident' | 'span';
  readonly incidentId: string | null;
  readonly missionId: string | null;
  /** Whether every mission may be asked for at once. */
  readonly isNetworkWide: boolean;
  readonly fromDay: string;
  readonly toDay: string;
  readonly content: ExportContent;
  readonly reason: string;
  readonly legalBasis: LegalBasis | null;
  readonly caseReference: string;
  readonly language: Language;
}

/** `named` are the missions of the person, `*` for headquarters: whoever has one alone need not choose it. */
export function newForm(
  preset: { readonly incidentId: string | null; readonly missionId: string | null },
  named: '*' | readonly string[],
): ExportForm {
  const { incidentId } = preset;
  const missionId = preset.missionId ?? (named !== '*' && named.length === 1 ? (named[0] ?? null) : null);
  return {
    ...{ kind: 'reports', by: preset.missionId === null ? 'incident' : 'span', incidentId, missionId, isNetworkWide: named === '*' },
    ...{ fromDay: '', toDay: '', content: 'plain', reason: '', legalBasis: null, caseReference: '', language: currentLanguage() },
  };
}

export function isComplete(form: ExportForm): boolean {
  const { kind, by, incidentId, missionId, isNetworkWide, fromDay, toDay, reason, legalBasis } = form;
  const ofIncident = kind === 'reports' && by === 'incident';
  const hasMission = missionId !== null || isNetworkWide;
  const hasTime = kind === 'staff' || (fromDay !== '' && toDay !== '' && fromDay <= toDay);
  return (ofIncident ? incidentId !== null : hasMission && hasTime) && reason.trim().length >= 5 && legalBasis !== null;
}

/** The body of POST /exports. */
export function bodyOf({
  kind,
  by,
  incidentId,
  missionId,
  fromDay,
  toDay,
  content,
  reason,
  legalBasis,
  caseReference,
  language,
}: ExportForm) {
  const ofIncident = kind === 'reports' && by === 'incident';
  const ofSpan = kind === 'reports' && by === 'span';
  return {
    ...{
      kind,
      content,
      language,
      legalBasis,
      reason: reason.trim(),
      caseReference: caseReference.trim() === '' ? null : caseReference.trim(),
    },
    incidentId: ofIncident ? incidentId : null,
    missionIds: ofIncident || missionId === null ? null : [missionId],
    from: ofSpan ? `${fromDay}T00:00:00.000Z` : null,
    to: ofSpan ? dayAfter(toDay) : null,
  };
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString();
