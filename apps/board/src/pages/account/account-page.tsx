import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUser } from '../../app/session';
import { useOwnSecurity } from '../../data/account';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { FactorPanel } from './factor-panel';
import { PasskeysPanel } from './passkeys-panel';
import { PasswordForm } from './password-form';
import { SessionsPanel } from './sessions-panel';

/** Everything about one's own way in. */
export function AccountPage() {
  const { t } = useTranslation();
  const user = useUser();
  const security = useOwnSecurity();
  return (
    <Stack p="md" gap="md" maw={860} mx="auto">
      <div>
        <Title order={1} size="h3">
          {t('account.title')}
        </Title>
        <Text size="sm" c="dimmed">
          {user.displayName} · {user.email}
        </Text>
        <Text size="xs" c="dimmed">
          {t('account.id')} <span className="figures">{user.id}</span>
        </Text>
      </div>
      {security.error !== null && <Failure error={security.error} onRetry={() => void security.refetch()} />}
      {security.isPending ? (
        <PageSkeleton rows={4} />
      ) : (
        security.data !== undefined && (
          <>
            <Panel title={t('account.factor.title')}>
              <FactorPanel security={security.data} />
            </Panel>
            <Panel title={t('account.password.title')}>
              <PasswordForm security={security.data} />
            </Panel>
          </>
        )
      )}
      <PasskeysPanel />
      <Panel title={t('account.sessions.title')}>
        <SessionsPanel />
      </Panel>
    </Stack>
  );
}
