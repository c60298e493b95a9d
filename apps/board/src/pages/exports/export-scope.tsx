import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useDirectory } from '../../data/missions';
import { useLive } from '../../live/live-context';
import type { ExportForm } from './export-form';
import { fieldError } from '../../parts/field-error';

/** Of what: an incident, or a mission with or without a time. Only what the person may take out is offered. */
export function ExportScope({ form, put, error }: { form: ExportForm; put: (changed: Partial<ExportForm>) => void; error: unknown }) {
  const { t } = useTranslation();
  if (form.kind === 'staff') return <MissionSelect form={form} put={put} />;
  return (
    <>
      <SegmentedControl
        aria-label={t('exporting.scope.label')}
        value={form.by}
        onChange={(by) => put({ by: by === 'span' ? 'span' : 'incident' })}
        data={(['incident', 'span'] as const).map((value) => ({ value, label: t(`exporting.scope.${value}`) }))}
      />
      {form.by === 'incident' ? (
        <IncidentSelect form={form} put={put} />
      ) : (
        <>
          <MissionSelect form={form} put={put} />
          <Group grow align="flex-start">
            <TextInput
              type="date"
              label={t('exporting.scope.from')}
              value={form.fromDay}
              onChange={(event) => put({ fromDay: event.currentTarget.value })}
              required
              error={fieldError(error, 'from')}
            />
            <TextInput
              type="date"
              label={t('exporting.scope.to')}
              value={form.toDay}
              min={form.fromDay}
              onChange={(event) => put({ toDay: event.currentTarget.value })}
              required
              error={fieldError(error, 'to')}
            />
          </Group>
        </>
      )}
    </>
  );
}

function IncidentSelect({ form, put }: { form: ExportForm; put: (changed: Partial<ExportForm>) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const incidents = useLive((view) => view.state.incidents);
  const offered = Object.values(incidents).filter(({ missionId }) => may('situation.export.propose', missionId));
  return (
    <Select
      label={t('exporting.scope.incidentField')}
      placeholder={t('exporting.scope.incidentHint')}
      data={offered.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }))}
      value={form.incidentId}
      onChange={(incidentId) => put({ incidentId })}
      searchable
      required
    />
  );
}

const EVERY = '*';

function MissionSelect({ form, put }: { form: ExportForm; put: (changed: Partial<ExportForm>) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const directory = useDirectory();
  const offered = directory.all.filter(({ id }) => may('situation.export.propose', id));
  const { missionId, isNetworkWide } = form;
  return (
    <Select
      label={t('exporting.scope.mission')}
      data={[
        ...(isNetworkWide ? [{ value: EVERY, label: t('exporting.scope.everyMission') }] : []),
        ...offered.map(({ id }) => ({ value: id, label: `${directory.nameOf(id)} (${id})` })),
      ]}
      value={missionId ?? (isNetworkWide ? EVERY : null)}
      onChange={(chosen) => put({ missionId: chosen === EVERY ? null : chosen })}
      allowDeselect={false}
      searchable
      required
    />
  );
}
