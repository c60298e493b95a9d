import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealMember } from '@bongsu/access/contract';
import { useDeed } from '../../data/deed';
import { keys } from '../../data/keys';
import { paths } from '../../data/paths';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { sayDone } from '../../parts/say-done';
import classes from './seal.module.css';

interface TakeOffProps {
  incidentId: string;
  member: SealMember;
  isMe: boolean;
  onCancel: () => void;
}

/** Says what taking somebody off the list does to her, and asks why; the reason is kept as it is for whoever is put on it. */
export function TakeOff({ incidentId, member: { accountId, displayName: name }, isMe, onCancel }: TakeOffProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const deed = useDeed([keys.incident(incidentId)], { quiet: true });
  const takeOff = (): void =>
    deed.do({ method: 'DELETE', path: paths.sealName(incidentId, accountId), body: { reason: reason.trim() } }, () =>
      sayDone(t('seal.list.taken', { name }), t),
    );
  return (
    <form
      className={classes['sure']}
      aria-label={t('seal.list.offOf', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        takeOff();
      }}
    >
      <span role="alert">{isMe ? t('seal.list.offSelf') : t('seal.list.offSure', { name })}</span>
      <TextInput
        label={t('seal.list.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
        maxLength={500}
        autoFocus
        error={fieldError(deed.error, 'reason')}
      />
      {deed.error !== null && <Failure error={deed.error} />}
      <Group gap={8} justify="flex-end">
        <Button size="compact-sm" mih={36} variant="default" onClick={onCancel}>
          {t('parts.cancel')}
        </Button>
        <Button type="submit" size="compact-sm" mih={36} color="red" loading={deed.pending} disabled={reason.trim() === ''}>
          {t('seal.list.off')}
        </Button>
      </Group>
    </form>
  );
}
