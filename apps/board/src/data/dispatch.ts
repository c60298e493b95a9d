import { useQuery } from '@tanstack/react-query';
import type { DeploymentView, LaneView, MovementNotes, OfferView, ShipmentView, SupportRequestDetail } from '@bongsu/dispatch/contract';
import type { CatalogueItem } from '@bongsu/resources/contract';
import { get } from '../api/client';
import { currentLanguage } from '../i18n';
import { keys } from './keys';
import { readAll } from './missions';

export function useSupportRequest(id: string) {
  return useQuery({
    queryKey: keys.request(id),
    queryFn: ({ signal }) => get<SupportRequestDetail>(`/support-requests/${id}`, {}, signal),
  });
}

/** A hub's offers that wait or are promised; with their versions, which a decision has to name. */
export function useOffers(hubId: string) {
  return useQuery({
    queryKey: keys.offers(hubId),
    queryFn: ({ signal }) => readAll<OfferView>('/offers', signal, { hub: hubId }),
    enabled: hubId !== '',
  });
}

export function useDeployments(filter: { from?: string; incidentId?: string }) {
  return useQuery({
    queryKey: [...keys.deployments, filter],
    queryFn: ({ signal }) => readAll<DeploymentView>('/deployments', signal, filter),
  });
}

export function useShipments(filter: { from?: string; incidentId?: string }) {
  return useQuery({ queryKey: [...keys.shipments, filter], queryFn: ({ signal }) => readAll<ShipmentView>('/shipments', signal, filter) });
}

/** Asked when somebody opens them, and not kept: they may name people. */
export function useMovementNotes(kind: 'deployments' | 'shipments', id: string) {
  return useQuery({
    queryKey: ['movement-notes', kind, id],
    queryFn: ({ signal }) => get<MovementNotes>(`/${kind}/${id}/notes`, {}, signal),
    gcTime: 0,
  });
}

/** Queue figures come from the queue itself and not from the journal, so they are asked for every few seconds while they are looked at. */
export function useLanes() {
  return useQuery({ queryKey: keys.lanes, queryFn: ({ signal }) => readAll<LaneView>('/lanes', signal), refetchInterval: 5_000 });
}

export function useCatalogue() {
  return useQuery({ queryKey: keys.catalogue, queryFn: ({ signal }) => readAll<CatalogueItem>('/catalogue', signal), staleTime: Infinity });
}

/** The name of an item in the operator's language; its code while the catalogue is on its way. */
export function useItemName(): (itemCode: string) => string {
  const { data } = useCatalogue();
  return (itemCode) => {
    const item = data?.find((candidate) => candidate.itemCode === itemCode);
    return item === undefined ? itemCode : currentLanguage() === 'ko' ? item.nameKo : item.nameEn;
  };
}
