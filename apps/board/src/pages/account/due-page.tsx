import { Button, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DueAct } from '@bongsu/access/contract';
import { useSession } from '../../app/session';
import { accountKeys, useOwnSecurity } from '../../data/account';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Gate } from '../sign-in/gate';
import { FactorSetup } from './factor-setup';
import { PasswordForm } from './password-form';
import { RecoveryCodesOnce } from './recovery-codes';

/** What must be done before the board opens: a password of one's own, a second factor. */
export function DuePage({ due }: { due: DueAct }) {
  const { t } = useTranslation();
  const { signOut } = useSession();
  const [error, setError] = useState<unknown>(null);
  const password = due === 'password-change';
  return (
    <Gate wide>
      <div>
        <Title order={2} size="h4">
          {t(password ? 'account.due.passwordTitle' : 'account.due.factorTitle')}
        </Title>
        <Text size="sm" c="dimmed">
          {t(password ? 'account.due.passwordText' : 'account.due.factorText')}
        </Text>
      </div>
      {password ? <OwnPassword /> : <OwnFactor />}
      {error !== null && <Failure error={error} />}
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => void signOut().catch(setError)}>
        {t('shell.user.signOut')}
      </Button>
    </Gate>
  );
}

function OwnPassword() {
  const security = useOwnSecurity();
  if (security.error !== null) return <Failure error={security.error} onRetry={() => void security.refetch()} />;
  return security.data === undefined ? <PageSkeleton rows={3} /> : <PasswordForm security={security.data} />;
}

function OwnFactor() {
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes === null) return <FactorSetup onDone={setCodes} />;
  return <RecoveryCodesOnce codes={codes} onKept={() => void queries.invalidateQueries({ queryKey: accountKeys.me })} />;
}
