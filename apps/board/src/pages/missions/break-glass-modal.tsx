import { Alert } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountKeys } from '../../data/account';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
import { FormModal } from '../../parts/form-modal';
import { GlassFields, glassToOpen, noWish } from '../decisions/glass-fields';

/** Opens another mission's data for a short time; says beforehand who will know of it. */
export function BreakGlassModal({ missionId, name, onClose }: { missionId: string; name: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState(noWish);
  const deed = useDeed([decisionKeys.breakGlass, accountKeys.me], { quiet: true });
  const toOpen = glassToOpen(wish);
  return (
    <FormModal
      title={t('decisions.glass.dialog', { name })}
      submit={t('decisions.glass.submit')}
      danger
      pending={deed.pending}
      incomplete={toOpen === null}
      failure={deed.error !== null && <Failure error={deed.error} />}
      onSubmit={() => deed.do({ path: '/break-glass', body: { subject: { type: 'mission', id: missionId }, ...toOpen } }, onClose)}
      onClose={onClose}
    >
      <Alert color="orange">{t('decisions.glass.warning')}</Alert>
      <GlassFields wish={wish} onChange={setWish} error={deed.error} />
    </FormModal>
  );
}
