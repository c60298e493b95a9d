import { Stack, Tabs, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { NotFound } from '../../app/not-found';
import { PeoplePanel } from './people-panel';
import { ServicesPanel } from './services-panel';

/** For administrators: who may come in, as what, and which programs. */
export function PeoplePage() {
  const { t } = useTranslation();
  const may = useMay();
  if (!may('access.people.manage')) return <NotFound />;
  return (
    <Stack p="md" gap="md">
      <Title order={1} size="h3">
        {t('account.people.title')}
      </Title>
      <Tabs defaultValue="people" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="people">{t('account.people.nav')}</Tabs.Tab>
          {may('access.service-accounts.manage') && <Tabs.Tab value="services">{t('account.services.title')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeoplePanel />
        </Tabs.Panel>
        <Tabs.Panel value="services">
          <ServicesPanel />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
