import { useQuery } from '@tanstack/react-query';
import type { BreakGlassList, BreakGlassView, DelegateView, DelegationView, ProposalInbox, ProposalView } from '@bongsu/access/contract';
import { msBetween } from '@bongsu/kernel';
import { get } from '../api/client';
import { serverNow } from '../api/server-time';
import { useMay } from '../app/session';
import { readAll } from './missions';

/** Whoever has no live line hears of nothing: she asks now and then. */
const ASK_AGAIN_MS = 30_000;
const LONGEST_TIMER_MS = 3_600_000;

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
    refetchInterval: may('situation.read') ? false : ASK_AGAIN_MS,
  });
}

export function useBreakGlass(list: BreakGlassList) {
  const may = useMay();
  return useQuery({
    queryKey: [...decisionKeys.breakGlass, list],
    queryFn: ({ signal }) => readAll<BreakGlassView>('/break-glass', signal, { list }),
    enabled: may('access.break-glass.read') && (list !== 'to-review' || may('access.break-glass.review')),
    staleTime: 0,
    refetchInterval: may('situation.read') ? false : ASK_AGAIN_MS,
  });
}

export function useDelegations(mission: string) {
  return useQuery({
    queryKey: decisionKeys.delegations(mission),
    queryFn: ({ signal }) => get<{ items: DelegationView[] }>('/delegations', { mission }, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => untilItTurns(state.data?.items ?? []),
  });
}

/** A delegation that was made for later begins without an entry that tells of it. */
function untilItTurns(delegations: readonly DelegationView[]): number | false {
  const toCome = delegations.filter(({ state }) => state === 'to-come').map(({ from }) => msBetween(serverNow(), from));
  return toCome.length === 0 ? false : Math.min(LONGEST_TIMER_MS, Math.max(1_000, Math.min(...toCome) + 500));
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
