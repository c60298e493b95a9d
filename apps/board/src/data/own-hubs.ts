import { useMemo } from 'react';
import type { Mission } from '@bongsu/missions/contract';
import { useUser } from '../app/session';
import { useDirectory } from './missions';

/**
 * The hubs whose desk this person sits at: those of her hub-coordinator grants, else any hub among her missions, else (the whole
 * network) every hub.
 */
export function useOwnHubs(): readonly Mission[] {
  const { grants } = useUser();
  const { hubs } = useDirectory();
  return useMemo(() => {
    const coordinating = grants.filter(({ role }) => role === 'hub-coordinator');
    const relevant = coordinating.length > 0 ? coordinating : grants;
    if (relevant.some(({ missions }) => missions === '*')) return hubs;
    const own = new Set(relevant.flatMap(({ missions }) => (missions === '*' ? [] : missions)));
    return hubs.filter(({ id }) => own.has(id));
  }, [grants, hubs]);
}

/** The one hub of a person who has exactly one. */
export function useDeskHub(): { hubId: string | null } {
  const own = useOwnHubs();
  return { hubId: own.length === 1 ? (own[0]?.id ?? null) : null };
}
