import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMs, days } from '@bongsu/kernel';
import { fieldError } from '../../api/problem';
import { serverNow } from '../../api/server-time';
import { decisionKeys, useDelegates } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
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
    <Modal opened onClose={onClose} title={t('decisions.delegation.name')} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deed.do({ path: '/delegations', body: { missionId, toAccountId, from: instant(from), until: instant(until) } }, onClose);
        }}
      >
        <Stack gap="md">
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
          {deed.error !== null && <Failure error={deed.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" loading={deed.pending} disabled={toAccountId === null || until.wall === ''}>
              {t('decisions.delegation.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
