import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMs, days } from '@bongsu/kernel';
import { serverNow } from '../../api/server-time';
import { decisionKeys, useDelegates } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { MomentInput, type WallMoment } from '../../parts/moment-input';
import { useShownZone } from '../../time/shown-zone';
import { instantOfWallTime, wallTimeOf } from '../../time/wall-time';

export function DelegateModal({ missionId, onClose }: { missionId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const people = useDelegates(missionId);
  const [toAccountId, setTo] = useState<string | null>(null);
  const [from, setFrom] = useState<WallMoment>({ wall: '', zone });
  const [until, setUntil] = useState<WallMoment>({ zone, wall: wallTimeOf(addMs(serverNow(), days(7)), zone) });
  const deed = useDeed([decisionKeys.delegations(missionId)], { quiet: true });
  const instant = ({ wall, zone: of }: WallMoment): string | null => (wall === '' ? null : instantOfWallTime(wall, of));
  return (
    <FormModal
      title={t('decisions.delegation.name')}
      submit={t('decisions.delegation.submit')}
      pending={deed.pending}
      incomplete={toAccountId === null || until.wall === ''}
      failure={(deed.error ?? people.error) !== null && <Failure error={deed.error ?? people.error} />}
      onSubmit={() =>
        deed.do({ path: '/delegations', body: { missionId, toAccountId, from: instant(from), until: instant(until) } }, onClose)
      }
      onClose={onClose}
    >
      <Text size="sm">{t('decisions.delegation.hint')}</Text>
      <Select
        label={t('decisions.delegation.to')}
        data={(people.data?.items ?? []).map(({ id, displayName, role }) => ({
          value: id,
          label: `${displayName}, ${t(`vocabulary.role.${role}`)}`,
        }))}
        value={toAccountId}
        onChange={setTo}
        searchable
        required
        nothingFoundMessage={t('decisions.delegation.nobody')}
        error={fieldError(deed.error, 'toAccountId')}
      />
      <MomentInput
        label={t('decisions.delegation.from')}
        description={t('decisions.delegation.fromHint')}
        value={from}
        zones={[zone, 'UTC']}
        onChange={setFrom}
        error={fieldError(deed.error, 'from')}
      />
      <MomentInput
        label={t('decisions.delegation.until')}
        value={until}
        zones={[zone, 'UTC']}
        onChange={setUntil}
        required
        error={fieldError(deed.error, 'until')}
      />
    </FormModal>
  );
}
