import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ServiceTokenShown } from '@bongsu/access/contract';
import { accountKeys, useServiceAccounts } from '../../data/account';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { ConfirmModal } from './confirm-modal';
import { SecretModal } from './secret-modal';
import { type ServiceAct, ServiceCard } from './service-card';
import { ServiceModal } from './service-modal';

const TOKEN_DAYS = 90;

export function ServicesPanel() {
  const { t } = useTranslation();
  const services = useServiceAccounts();
  const addToken = useDeed<ServiceTokenShown>([accountKeys.services]);
  const revoke = useDeed([accountKeys.services]);
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<ServiceAct | null>(null);
  const [made, setMade] = useState<ServiceTokenShown | null>(null);
  const act = (asked: ServiceAct): void => {
    const path = `/service-accounts/${asked.service.id}`;
    if (asked.act === 'end') setEnding(asked);
    else if (asked.act === 'addToken') addToken.do({ path: `${path}/tokens`, body: { validDays: TOKEN_DAYS } }, setMade);
    else revoke.do({ path: `${path}/tokens/${asked.tokenId ?? ''}`, method: 'DELETE' });
  };

  if (services.error !== null) return <Failure error={services.error} onRetry={() => void services.refetch()} />;
  if (services.isPending) return <PageSkeleton rows={3} />;
  const { items } = services.data;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={560}>
          {t('account.services.hint')}
        </Text>
        <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {t('account.services.add')}
        </Button>
      </Group>
      {items.length === 0 ? (
        <Nothing title={t('account.services.none')}>{t('account.services.noneHint')}</Nothing>
      ) : (
        items.map((service) => <ServiceCard key={service.id} service={service} onAct={act} />)
      )}
      {adding && (
        <ServiceModal
          onMade={(shown) => {
            setAdding(false);
            setMade(shown);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {ending !== null && (
        <ConfirmModal
          title={t('account.services.end')}
          hint={`${ending.service.name}: ${t('account.services.endHint')}`}
          call={{ path: `/service-accounts/${ending.service.id}`, method: 'DELETE' }}
          onDone={() => setEnding(null)}
          onClose={() => setEnding(null)}
        />
      )}
      {made !== null && (
        <SecretModal
          title={t('account.services.tokenTitle', { name: made.account.name })}
          text={t('account.services.tokenText')}
          secret={made.token}
          onClose={() => setMade(null)}
        />
      )}
    </Stack>
  );
}
