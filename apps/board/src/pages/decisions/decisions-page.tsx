import { Badge, Button, Group, Stack, Tabs, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMay } from '../../app/session';
import { NotFound } from '../../app/not-found';
import { useBreakGlass, useProposals } from '../../data/decisions';
import { WhereToBreakGlass } from '../../parts/where-to-break-glass';
import { BreakGlassList } from './break-glass-list';
import { SealedGlassModal } from './sealed-glass-modal';
import { ProposalList } from './proposal-list';

const inboxes = ['waiting', 'mine', 'ended'] as const;

/** What two persons decide, and what was opened in an emergency: what waits for one, what one began, what has ended. */
export function DecisionsPage() {
  const { t } = useTranslation();
  const may = useMay();
  const [address, setAddress] = useSearchParams();
  const waiting = useProposals('waiting').data?.length ?? 0;
  const toReview = useBreakGlass('to-review').data?.length ?? 0;
  if (!may('access.proposals.answer')) return <NotFound />;
  const reviews = may('access.break-glass.review');
  const seesGlass = reviews || may('access.break-glass');
  // In the address, so that a notice may lead to what it speaks of.
  const asked = address.get('tab');
  const shown = [...inboxes, ...(seesGlass ? ['glass'] : [])].find((tab) => tab === asked) ?? 'waiting';
  return (
    <Stack p="md" gap="md">
      <Title order={1} size="h3">
        {t('decisions.title')}
      </Title>
      <Tabs
        value={shown}
        onChange={(tab) => setAddress(tab === null || tab === 'waiting' ? {} : { tab }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="waiting" rightSection={<Count of={waiting} />}>
            {t('decisions.waiting')}
          </Tabs.Tab>
          <Tabs.Tab value="mine">{t('decisions.mine')}</Tabs.Tab>
          <Tabs.Tab value="ended">{t('decisions.ended')}</Tabs.Tab>
          {seesGlass && (
            <Tabs.Tab value="glass" rightSection={<Count of={toReview} />}>
              {t('decisions.glass.title')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        {inboxes.map((inbox) => (
          <Tabs.Panel key={inbox} value={inbox}>
            <ProposalList inbox={inbox} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="glass">
          <Stack gap="md">
            {may('access.break-glass') && <OpenGlass />}
            <BreakGlassList list="mine" />
            {reviews && <BreakGlassList list="to-review" />}
            <BreakGlassList list="reviewed" />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function OpenGlass() {
  const { t } = useTranslation();
  const [asking, ask] = useDisclosure(false);
  return (
    <Group justify="space-between" gap="sm">
      <WhereToBreakGlass />
      <Button variant="default" leftSection={<IconLock size={16} aria-hidden />} onClick={ask.open}>
        {t('seal.glass.open')}
      </Button>
      {asking && <SealedGlassModal onClose={ask.close} />}
    </Group>
  );
}

function Count({ of }: { of: number }) {
  return of === 0 ? null : (
    <Badge size="sm" color="red" variant="filled" className="figures">
      {of}
    </Badge>
  );
}
