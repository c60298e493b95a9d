import { Alert, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { BreakGlassView } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { decisionKeys } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { fieldError } from '../../parts/field-error';
import { FormModal } from '../../parts/form-modal';
import { GlassFields, glassToOpen, noWish } from './glass-fields';

/** Opens a sealed incident whose code one was told; says beforehand that everybody on its list will know at once. */
export function SealedGlassModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [code, setCode] = useState('');
  const [wish, setWish] = useState(noWish);
  const deed = useDeed<BreakGlassView>([decisionKeys.breakGlass, accountKeys.me, ['incident']], { quiet: true });
  const toOpen = glassToOpen(wish);
  const open = (): void =>
    deed.do({ path: '/break-glass', body: { subject: { type: 'incident', id: code }, ...toOpen } }, ({ subject }) => {
      onClose();
      void navigate(`/incidents/${subject.id}`);
    });
  return (
    <FormModal
      title={t('seal.glass.dialog')}
      submit={t('decisions.glass.submit')}
      danger
      pending={deed.pending}
      incomplete={toOpen === null || code === ''}
      failure={<AccountFailure error={deed.error} />}
      onSubmit={open}
      onClose={onClose}
    >
      <Alert color="orange">{t('seal.glass.warning')}</Alert>
      <TextInput
        label={t('seal.glass.code')}
        description={t('seal.glass.codeHint')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.trim().toUpperCase())}
        required
        autoComplete="off"
        data-autofocus
        error={fieldError(deed.error, 'subject.id')}
      />
      <GlassFields wish={wish} onChange={setWish} error={deed.error} />
    </FormModal>
  );
}
