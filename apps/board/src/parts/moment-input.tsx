import { Group, Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What was typed: a wall time and the zone that it is meant in. */
export interface WallMoment {
  wall: string;
  zone: string;
}

/** Date and time with the zone beside it: nobody has to reckon in UTC, and nobody has to guess what was meant. */
export function MomentInput({
  label,
  description,
  value,
  zones,
  onChange,
  error,
  required = false,
}: {
  label: string;
  description?: ReactNode;
  value: WallMoment;
  zones: readonly string[];
  onChange: (value: WallMoment) => void;
  error?: string | undefined;
  required?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        type="datetime-local"
        label={label}
        description={description}
        value={value.wall}
        onChange={(event) => onChange({ ...value, wall: event.currentTarget.value })}
        error={error}
        required={required}
        flex="1 1 190px"
      />
      <Select
        aria-label={`${label}: ${t('parts.zone')}`}
        data={[...new Set([value.zone, ...zones])]}
        value={value.zone}
        onChange={(zone) => onChange({ ...value, zone: zone ?? 'UTC' })}
        allowDeselect={false}
        searchable
        flex="0 1 170px"
      />
    </Group>
  );
}
