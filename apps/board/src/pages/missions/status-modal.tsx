import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Mission, type MissionStatusAct, type StatusChangeReason, statusChangeReasons } from '@bongsu/missions/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';

export function StatusModal({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const { t } = useTranslation();
  const [act, setAct] = useState<MissionStatusAct | null>(null);
  const [reason, setReason] = useState<StatusChangeReason | null>(null);
  const [note, setNote] = useState('');
  const deed = useDeed([keys.mission(mission.id), ['missions']], { quiet: true });
  return (
    <FormModal
      title={t('missions.detail.changeStatus')}
      submit={t('missions.detail.changeStatus')}
      stands={t(`missions.status.${mission.status}`)}
      pending={deed.pending}
      incomplete={act === null || reason === null}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => {
        const text = note.trim();
        deed.do(
          { path: paths.missionStatus(mission.id), version: mission.version, body: { act, reason, note: text === '' ? null : text } },
          onClose,
        );
      }}
      onClose={onClose}
    >
      <Select
        label={t('missions.detail.act')}
        data={mission.permittedActs.map((value) => ({ value, label: t(`missions.statusAct.${value}`) }))}
        value={act}
        onChange={(value) => setAct(value)}
        required
        error={fieldError(deed.error, 'act')}
      />
      <Select
        label={t('parts.reason')}
        data={statusChangeReasons.map((value) => ({ value, label: t(`missions.statusReason.${value}`) }))}
        value={reason}
        onChange={(value) => setReason(value)}
        required
        error={fieldError(deed.error, 'reason')}
      />
      <Textarea
        label={t('parts.note')}
        placeholder={t('missions.detail.notePlaceholder')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={300}
        autosize
        minRows={2}
        error={fieldError(deed.error, 'note')}
      />
    </FormModal>
  );
}
