import { Autocomplete, Button, Group, Select, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findPlaces, placeNamed } from '../../data/known-places';
import { useCountries } from '../../data/missions';
import { usePlaces } from '../../data/places';
import { currentLanguage } from '../../i18n';
import { type ReportDraft, placeTyped, pointInText } from './draft';

const OFFERED = 8;

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
  const countries = useCountries();
  const places = usePlaces();
  const offered = useMemo(() => findPlaces(draft.place, places, OFFERED), [draft.place, places]);
  const named = (text: string) => placeNamed(text, places);
  const airport = draft.pointIs === 'region' ? named(draft.place)?.airport : null;
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
          data={offered.map(({ label }) => label)}
          // They were found already, by more than their letters.
          filter={({ options }) => options}
          value={draft.place}
          onChange={(text) => onChange(placeTyped(text, draft, named))}
          // Enter chooses a place here; a report whose place is half typed is not filed by it.
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.preventDefault();
          }}
          onOptionSubmit={(label) => onChange(placeTyped(label, { ...draft, point: null }, named))}
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
          {airport != null && (
            <Text size="xs" c="dimmed">
              {t('report.pointOfAirport', { airport })}
            </Text>
          )}
        </Group>
      )}
      <PlaceHint draft={draft} offers={offered.length} />
    </div>
  );
}

/** Words alone are no point: says so where no known city has this name, or several have. */
function PlaceHint({ draft: { place, point, countryIso2 }, offers }: { draft: ReportDraft; offers: number }) {
  const { t } = useTranslation();
  const words = place.trim();
  const unplaced = point === null && words.length > 1 && pointInText(words) === null;
  return (
    <Text size="sm" mt={unplaced ? 5 : 0} role="status" c={offers === 0 ? 'var(--warn)' : 'dimmed'}>
      {unplaced &&
        (offers > 0
          ? t('report.placeChoose')
          : t(countryIso2 === null ? 'report.placeNotFound' : 'report.placeNotFoundInCountry', { place: words }))}
    </Text>
  );
}
