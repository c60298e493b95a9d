import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { serverNow } from '../../api/server-time';
import { MomentInput } from '../../parts/moment-input';
import { KST } from '../../time/format';
import { deviceZone, wallTimeOf } from '../../time/wall-time';
import type { ReportDraft } from './draft';

/** When it happened, in the time of the place unless the caller meant another. */
export function When({
  draft,
  placeZone,
  onChange,
  error,
}: {
  draft: ReportDraft;
  placeZone: string;
  onChange: (part: Partial<ReportDraft>) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation();
  const zone = draft.zone ?? placeZone;
  const choose = (when: ReportDraft['when']): void =>
    onChange({ when, ...(when === 'exact' && draft.wall === '' ? { wall: wallTimeOf(serverNow(), zone) } : {}) });
  return (
    <Stack gap={6}>
      <div>
        <Text size="sm" fw={500} mb={3} id="when-label">
          {t('report.when')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="when-label"
          value={draft.when}
          onChange={(value) => choose(value)}
          data={[
            { value: 'now', label: t('report.whenNow') },
            { value: 'hour', label: t('report.whenHour') },
            { value: 'exact', label: t('report.whenExact') },
            { value: 'unknown', label: t('report.whenUnknown') },
          ]}
        />
      </div>
      {draft.when === 'exact' ? (
        <MomentInput
          label={t('report.whenExact')}
          value={{ wall: draft.wall, zone }}
          zones={[placeZone, KST, 'UTC', deviceZone()]}
          onChange={({ wall, zone: chosen }) => onChange({ wall, zone: chosen })}
          required
          error={error}
        />
      ) : (
        error !== undefined && (
          <Text size="sm" c="red" role="alert">
            {error}
          </Text>
        )
      )}
    </Stack>
  );
}
