import { Button, Group, SegmentedControl, SimpleGrid, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Priority, type SupportRequestView, priorities } from '@bongsu/dispatch/contract';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import { addMs, hours } from '@bongsu/kernel';
import { serverNow } from '../../api/server-time';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { MissionSelect } from '../../parts/mission-select';
import { MomentInput, type WallMoment } from '../../parts/moment-input';
import { KST } from '../../time/format';
import { deviceZone, instantOfWallTime, wallTimeOf } from '../../time/wall-time';
import { type DraftLine, linesToSend, newStaffLine, newSupplyLine } from './draft-lines';
import { LineFields } from './line-fields';

/** Asks for people and supplies. Which hub sends them is the plan's business and not the asker's. */
export function RequestForm({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const deed = useDeed<SupportRequestView>([keys.incident(incident.id)], { quiet: true });
  const zone = incident.zone === 'UTC' ? (directory.find(incident.missionId)?.timezone ?? 'UTC') : incident.zone;
  const [missionId, setMissionId] = useState<string | null>(incident.missionId);
  const [priority, setPriority] = useState<Priority>(incident.urgency === 'U1' ? 'P1' : 'P2');
  const [neededBy, setNeededBy] = useState<WallMoment>(() => ({ wall: wallTimeOf(addMs(serverNow(), hours(24)), zone), zone }));
  const [justification, setJustification] = useState('');
  const [lines, setLines] = useState<DraftLine[]>(() => [newStaffLine()]);
  const needed = instantOfWallTime(neededBy.wall, neededBy.zone);
  const complete =
    missionId !== null && needed !== null && lines.length > 0 && lines.every((line) => line.kind === 'staff' || line.itemCode !== null);

  const submit = (): void => {
    const body = {
      incidentId: incident.id,
      missionId,
      priority,
      neededBy: needed,
      justification: justification.trim(),
      lines: linesToSend(lines),
    };
    deed.do({ path: '/support-requests', body }, (request) => {
      notifications.show({ color: 'celadon', message: t('dispatch.form.sent', { code: request.code }) });
      onClose();
    });
  };
  return (
    <FormModal
      title={t('dispatch.form.title', { code: incident.code })}
      size="xl"
      submit={t('dispatch.form.submit')}
      pending={deed.pending}
      incomplete={!complete}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <MissionSelect
          label={t('dispatch.form.mission')}
          value={missionId}
          onChange={setMissionId}
          required
          error={fieldError(deed.error, 'missionId')}
        />
        <div>
          <Text size="sm" fw={500} mb={3} id="priority-label">
            {t('dispatch.form.priority')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="priority-label"
            value={priority}
            onChange={(value) => setPriority(value)}
            data={priorities.map((value) => ({ value, label: `${value} ${t(`dispatchVocabulary.priority.${value}`)}` }))}
          />
        </div>
      </SimpleGrid>
      <MomentInput
        label={t('dispatch.form.neededBy')}
        value={neededBy}
        zones={[zone, KST, 'UTC', deviceZone()]}
        onChange={setNeededBy}
        required
        error={fieldError(deed.error, 'neededBy')}
      />
      <Textarea
        label={t('dispatch.form.justification')}
        description={t('dispatch.form.justificationHint')}
        value={justification}
        onChange={(event) => setJustification(event.currentTarget.value)}
        required
        maxLength={2000}
        autosize
        minRows={2}
        error={fieldError(deed.error, 'justification')}
      />
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          line={line}
          index={index}
          error={deed.error}
          onChange={(changed) => setLines(lines.map((before) => (before.key === line.key ? changed : before)))}
          onRemove={() => setLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      {lines.length === 0 && <Text c="dimmed">{t('dispatch.form.noLines')}</Text>}
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={15} />}
          onClick={() => setLines([...lines, newStaffLine()])}
        >
          {t('dispatch.form.addStaff')}
        </Button>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconPlus size={15} />}
          onClick={() => setLines([...lines, newSupplyLine()])}
        >
          {t('dispatch.form.addSupply')}
        </Button>
      </Group>
    </FormModal>
  );
}
