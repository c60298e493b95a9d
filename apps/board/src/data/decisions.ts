import { useQuery } from '@tanstack/react-query';
import type { BreakGlassList, BreakGlassView, DelegateView, DelegationView, ProposalInbox, ProposalView } from '@bongsu/access/contract';
import { get } from '../api/client';
import { useMay } from '../app/session';
import { readAll } from './missions';

export const decisionKeys = {
  proposals: ['proposals'] as const,
  breakGlass: ['break-glass'] as const,
  delegations: (missionId: string) => ['delegations', missionId] as const,
};

export function useProposals(inbox: ProposalInbox) {
  const may = useMay();
  return useQuery({
    queryKey: [...decisionKeys.proposals, inbox],
    queryFn: ({ signal }) => readAll<ProposalView>('/proposals', signal, { inbox }),
    enabled: may('access.proposals.answer'),
    staleTime: 0,
  });
}

export function useBreakGlass(list: BreakGlassList) {
  const may = useMay();
  return useQuery({
    queryKey: [...decisionKeys.breakGlass, list],
    queryFn: ({ signal }) => readAll<BreakGlassView>('/break-glass', signal, { list }),
    enabled: may('access.break-glass.read') && (list !== 'to-review' || may('access.break-glass.review')),
    staleTime: 0,
  });
}

export function useDelegations(mission: string) {
  return useQuery({
    queryKey: decisionKeys.delegations(mission),
    queryFn: ({ signal }) => get<{ items: DelegationView[] }>('/delegations', { mission }, signal),
    staleTime: 0,
  });
}

export function useDelegates(mission: string) {
  return useQuery({
    queryKey: [...decisionKeys.delegations(mission), 'candidates'],
    queryFn: ({ signal }) => get<{ items: DelegateView[] }>('/delegations/candidates', { mission }, signal),
    staleTime: 0,
  });
}

/** What waits for this person: proposals to answer and broken glasses to review. The figure in the menu. */
export function useDecisionsWaiting(): number {
  return (useProposals('waiting').data?.length ?? 0) + (useBreakGlass('to-review').data?.length ?? 0);
}
