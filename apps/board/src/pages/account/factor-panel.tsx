import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnSecurity, RecoveryCodes } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { currentLanguage } from '../../i18n';
import { formatMoment } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';
import { FactorSetup } from './factor-setup';
import { ProofModal } from './proof-modal';
import { RecoveryCodesOnce } from './recovery-codes';

type Doing = 'setting-up' | 'renewing' | 'removing' | null;

export function FactorPanel({ security }: { security: OwnSecurity }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const now = useNow();
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const finish = (): void => {
    setCodes(null);
    setDoing(null);
    void queries.invalidateQueries({ queryKey: accountKeys.security });
  };
  if (codes !== null) return <RecoveryCodesOnce codes={codes} onKept={finish} />;
  if (doing === 'setting-up') return <FactorSetup onDone={setCodes} />;
  const { secondFactor } = security;
  if (secondFactor === null)
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('account.factor.off')}</Text>
        <Text size="sm" c="dimmed">
          {t('account.factor.offHint')}
        </Text>
        <Button onClick={() => setDoing('setting-up')}>{t('account.factor.setUp')}</Button>
      </Stack>
    );
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t('account.factor.on', { date: formatMoment(secondFactor.enrolledAt, currentLanguage(), zone, now) })}</Text>
      <Text size="sm" c={secondFactor.recoveryCodesLeft < 3 ? 'var(--warn)' : 'dimmed'}>
        {t('account.factor.left', { count: secondFactor.recoveryCodesLeft })}
      </Text>
      <Group gap="sm">
        <Button variant="default" onClick={() => setDoing('renewing')}>
          {t('account.factor.renew')}
        </Button>
        {!security.secondFactorRequired && (
          <Button variant="default" onClick={() => setDoing('removing')}>
            {t('account.factor.remove')}
          </Button>
        )}
      </Group>
      {security.secondFactorRequired && (
        <Text size="xs" c="dimmed">
          {t('account.factor.required')}
        </Text>
      )}
      {doing === 'renewing' && (
        <ProofModal<RecoveryCodes>
          title={t('account.factor.renew')}
          hint={t('account.factor.renewHint')}
          path="/me/second-factor/recovery-codes"
          onDone={(made) => setCodes(made.codes)}
          onClose={() => setDoing(null)}
        />
      )}
      {doing === 'removing' && (
        <ProofModal
          title={t('account.factor.remove')}
          hint={t('account.factor.removeHint')}
          path="/me/second-factor/remove"
          danger
          onDone={finish}
          onClose={() => setDoing(null)}
        />
      )}
    </Stack>
  );
}
