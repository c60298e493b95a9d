import { Autocomplete, Button, Group, Select } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCountries, useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { countryName } from '../../map/country-codes';
import { type ReportDraft, placeTyped } from './draft';

/** The place in the caller's words; a known city or typed coordinates become a point at once. */
export function Where({
  draft,
  onChange,
  errorOf,
}: {
  draft: ReportDraft;
  onChange: (part: Partial<ReportDraft>) => void;
  errorOf: (field: string) => string | undefined;
}) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const { all } = useDirectory();
  const countries = useCountries();
  const cities = useMemo(
    () =>
      new Map(
        all.map((mission) => [
          `${language === 'ko' ? mission.cityKo : mission.cityEn}, ${countryName(mission.locatedInIso2, language)}`,
          mission,
        ]),
      ),
    [all, language],
  );
  const countryChoices = useMemo(
    () =>
      (countries.data ?? [])
        .map(({ iso2, nameEn, nameKo }) => ({ value: iso2, label: language === 'ko' ? nameKo : nameEn }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [countries.data, language],
  );
  return (
    <div>
      <Group gap="sm" align="flex-start">
        <Autocomplete
          label={t('report.where')}
          description={t('report.whereHint')}
          placeholder={t('report.wherePlaceholder')}
          leftSection={<IconMapPin size={16} aria-hidden />}
          data={[...cities.keys()]}
          limit={8}
          value={draft.place}
          onChange={(text) => onChange(placeTyped(text, draft, cities))}
          maxLength={300}
          size="md"
          flex={2}
          miw={240}
          error={errorOf('place.text') ?? errorOf('place.lat') ?? errorOf('place')}
        />
        <Select
          label={t('report.country')}
          description={t('report.countryHint')}
          data={countryChoices}
          value={draft.countryIso2}
          onChange={(countryIso2) =>
            onChange({ countryIso2, countryBy: 'hand', ...(countryIso2 === draft.countryIso2 ? {} : { point: null }) })
          }
          searchable
          clearable
          limit={60}
          size="md"
          flex={1}
          miw={170}
          error={errorOf('countryIso2')}
        />
      </Group>
      {draft.point !== null && (
        <Group gap="xs" mt={5}>
          <span className="figures" style={{ fontSize: 13 }}>
            {t('report.point')}: {draft.point.lat.toFixed(4)}, {draft.point.lng.toFixed(4)} ({t(`vocabulary.precision.${draft.pointIs}`)})
          </span>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange({ point: null })}>
            {t('report.clearPoint')}
          </Button>
        </Group>
      )}
    </div>
  );
}
