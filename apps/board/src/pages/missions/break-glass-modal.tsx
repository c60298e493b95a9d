import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountKeys } from '../../data/account';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
import { GlassFields, glassToOpen, noWish } from '../decisions/glass-fields';

/** Opens another mission's data for a short time; says beforehand who will know of it. */
export function BreakGlassModal({ missionId, name, onClose }: { missionId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState(noWish);
  const deed = useDeed([decisionKeys.breakGlass, accountKeys.me], { quiet: true });
  const toOpen = glassToOpen(wish);
  return (
    <Modal opened onClose={onClose} title={t('decisions.glass.dialog', { name })} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deed.do({ path: '/break-glass', body: { subject: { type: 'mission', id: missionId }, ...toOpen } }, onClose);
        }}
      >
        <Stack gap="md">
          <Alert color="orange">{t('decisions.glass.warning')}</Alert>
          <GlassFields wish={wish} onChange={setWish} error={deed.error} />
          {deed.error !== null && <Failure error={deed.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" color="red" loading={deed.pending} disabled={toOpen === null}>
              {t('decisions.glass.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
