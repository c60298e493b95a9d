import { isOver } from './deployment';
import type { Dossier } from './dossier';
import { isOpen } from './offer';
import { shipmentIsOver } from './shipment';
import { isSettled } from './support-request';

/** Something that keeps an incident from being closed. `label` is small and holds no personal data. */
export interface Obligation {
  readonly kind: 'request-open' | 'offer-open' | 'deployment-not-returned' | 'shipment-in-transit';
  readonly subjectId: string;
  readonly label: string;
}

/** What is owed as things stand: an unsettled request, unanswered offers, people not home, goods not counted. */
export function obligationsOf({ request, offers, deployments, shipments }: Dossier): Obligation[] {
  return [
    ...(isSettled(request.state) ? [] : [{ kind: 'request-open' as const, subjectId: request.id, label: request.code }]),
    ...offers.filter(isOpen).map(({ id, hubId }) => ({ kind: 'offer-open' as const, subjectId: id, label: `${request.code} → ${hubId}` })),
    ...deployments
      .filter((each) => !isOver(each))
      .map(({ id, staffNo }) => ({ kind: 'deployment-not-returned' as const, subjectId: id, label: staffNo })),
    ...shipments
      .filter((each) => !shipmentIsOver(each))
      .map(({ id, fromMissionId }) => ({
        kind: 'shipment-in-transit' as const,
        subjectId: id,
        label: `${request.code} ← ${fromMissionId}`,
      })),
  ];
}

/** What a step opens and what it settles. */
export function obligationChanges(before: Dossier | null, after: Dossier): { opened: Obligation[]; settled: Obligation[] } {
  const owedBefore = before === null ? [] : obligationsOf(before);
  const owedAfter = obligationsOf(after);
  const isIn = (list: readonly Obligation[]) => (one: Obligation) => list.some((other) => other.subjectId === one.subjectId);
  return { opened: owedAfter.filter((one) => !isIn(owedBefore)(one)), settled: owedBefore.filter((one) => !isIn(owedAfter)(one)) };
}
