import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ExportView } from '@bongsu/situation/contract';
import { useDirectory } from '../data/missions';

/** What an export holds, and why: to whoever asked for it and to whoever agrees. */
export function ExportAbout({
  what,
  incident,
}: {
  what: Pick<ExportView, 'kind' | 'missionIds' | 'incidentId' | 'from' | 'to' | 'reason' | 'legalBasis' | 'caseReference'>;
  /** The code of the incident, when the reader may know it. */
  incident: string | null;
}) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { kind, missionIds, incidentId, from, to, reason, legalBasis, caseReference } = what;
  const where = missionIds === null ? t('exporting.about.everyMission') : missionIds.map((id) => directory.nameOf(id)).join(', ');
  const scope =
    incidentId === null
      ? [where, ...(from === null || to === null ? [] : [t('exporting.about.span', { from: day(from), to: day(lastDayOf(to)) })])]
      : [incident ?? t('exporting.about.incident')];
  return (
    <>
      <Text size="sm">{[t(`exporting.kind.${kind}`), ...scope].join(' · ')}</Text>
      <Text size="sm">{reason}</Text>
      <Text size="xs" c="dimmed">
        {t(`privacy.basis.${legalBasis}`)}
        {caseReference !== null && ` · ${caseReference}`}
      </Text>
    </>
  );
}

const day = (instant: string): string => instant.slice(0, 10);
/** The end is the moment after the last day. */
const lastDayOf = (to: string): string => new Date(Date.parse(to) - 1).toISOString();
