import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProposalInbox } from '@bongsu/access/contract';
import { useProposals } from '../../data/decisions';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { ProposalCard } from './proposal-card';

export function ProposalList({ inbox }: { inbox: ProposalInbox }) {
  const { t } = useTranslation();
  const proposals = useProposals(inbox);
  if (proposals.error !== null) return <Failure error={proposals.error} onRetry={() => void proposals.refetch()} />;
  if (proposals.isPending) return <PageSkeleton />;
  if (proposals.data.length === 0) return <Nothing title={t(`decisions.none.${inbox}`)}>{t('decisions.noneHint')}</Nothing>;
  return (
    <Stack gap="sm">
      {proposals.data.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
    </Stack>
  );
}
