import { ActionIcon, Button, Group, Select, Stack, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDetail, TaskView } from '@bongsu/incidents/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { StateBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { MomentInput, type WallMoment } from '../../parts/moment-input';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { useShownZone } from '../../time/shown-zone';
import { instantOfWallTime } from '../../time/wall-time';
import classes from './incident.module.css';

export function TasksPanel({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const [adding, add] = useDisclosure(false);
  const manages = incident.permittedActs.includes('add-task');
  const tasks = [...incident.tasks].sort(
    (a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~'),
  );
  return (
    <Panel
      title={t('incident.tasks.title')}
      count={tasks.filter(({ state }) => state === 'open').length}
      flush
      aside={
        manages && !adding ? (
          <Button size="compact-sm" variant="light" leftSection={<IconPlus size={14} />} onClick={add.open}>
            {t('incident.tasks.add')}
          </Button>
        ) : null
      }
    >
      {adding && <NewTask incident={incident} onDone={add.close} />}
      {tasks.length === 0 && !adding && <Nothing title={t('incident.tasks.none')}>{t('incident.tasks.noneHint')}</Nothing>}
      <ul className={classes['rows']}>
        {tasks.map((task) => (
          <TaskRow key={task.id} incident={incident} task={task} manages={manages} />
        ))}
      </ul>
    </Panel>
  );
}

function TaskRow({ incident, task, manages }: { incident: IncidentDetail; task: TaskView; manages: boolean }) {
  const { t } = useTranslation();
  const deed = useDeed([keys.incident(incident.id)]);
  const act = (verb: 'complete-task' | 'cancel-task') => () =>
    deed.do({ path: paths.incident(incident.id, verb), version: incident.version, body: { taskId: task.id } });
  return (
    <li className={classes['task']} data-state={task.state}>
      <span>
        {task.title}
        <span className={classes['by']}>
          <MissionName id={task.ownerMissionId} />
          {task.state === 'open' && task.dueAt !== null && <Countdown dueAt={task.dueAt} />}
          {task.state !== 'open' && (
            <StateBadge tone={task.state === 'done' ? 'good' : 'quiet'}>
              {t(`vocabulary.taskState.${task.state}`)} {task.doneAt !== null && <Moment at={task.doneAt} />}
            </StateBadge>
          )}
        </span>
      </span>
      {manages && task.state === 'open' && (
        <Group gap={4} wrap="nowrap">
          <Button size="compact-sm" variant="default" loading={deed.pending} onClick={act('complete-task')}>
            {t('incident.tasks.done')}
          </Button>
          <Tooltip label={t('incident.tasks.cancel')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={deed.pending}
              onClick={act('cancel-task')}
              aria-label={`${t('incident.tasks.cancel')}: ${task.title}`}
            >
              <IconX size={16} />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </li>
  );
}

function NewTask({ incident, onDone }: { incident: IncidentDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { zone } = useShownZone();
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState<string | null>(incident.missionId);
  const [due, setDue] = useState<WallMoment>({ wall: '', zone });
  const deed = useDeed([keys.incident(incident.id)], { quiet: true });
  return (
    <form
      className={classes['newTask']}
      onSubmit={(event) => {
        event.preventDefault();
        const dueAt = due.wall === '' ? null : instantOfWallTime(due.wall, due.zone);
        deed.do(
          {
            path: paths.incident(incident.id, 'add-task'),
            version: incident.version,
            body: { title: title.trim(), ownerMissionId: owner, dueAt },
          },
          onDone,
        );
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t('incident.tasks.what')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          required
          maxLength={200}
          autoFocus
          error={fieldError(deed.error, 'title')}
        />
        <Select
          label={t('incident.tasks.owner')}
          data={directory.all.map(({ id }) => ({ value: id, label: directory.nameOf(id) }))}
          value={owner}
          onChange={setOwner}
          searchable
          limit={40}
          required
          error={fieldError(deed.error, 'ownerMissionId')}
        />
        <MomentInput
          label={`${t('incident.tasks.due')} (${t('parts.optional')})`}
          value={due}
          zones={[zone, incident.zone, 'UTC']}
          onChange={setDue}
          error={fieldError(deed.error, 'dueAt')}
        />
        {deed.error !== null && <Failure error={deed.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="compact-md" onClick={onDone}>
            {t('parts.cancel')}
          </Button>
          <Button type="submit" size="compact-md" loading={deed.pending} disabled={owner === null}>
            {t('incident.tasks.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
