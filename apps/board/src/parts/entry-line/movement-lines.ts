import { DeploymentMoved, DeploymentOrdered, ShipmentMoved, ShipmentOrdered } from '@bongsu/dispatch/contract';
import { goods, shortName } from './amounts';
import { type SayKind, type Wording, line, say } from './line';

/** People and supplies on their way: which step, from where to where, and what is missing at the end. */
export function movementLines(wording: Wording): SayKind[] {
  const { t, missionName, itemName, time, board } = wording;
  const way = (b: { fromMissionId: string; toMissionId: string }) => ({
    from: missionName(b.fromMissionId),
    to: missionName(b.toMissionId),
  });
  const expected = (at: string | null): string => (at === null ? '' : t('entryLine.expected', { at: time(at) }));
  return [
    say(DeploymentOrdered, (b) =>
      line(t('entryLine.deploymentOrdered', { who: t('dispatch.staff', { staffNo: b.staffNo }), ...way(b) }), expected(b.expectedAt)),
    ),
    say(DeploymentMoved, (b) =>
      line(
        t(`entryLine.deployment.${b.act}`, { who: t('dispatch.staff', { staffNo: b.staffNo }), ...way(b) }),
        (b.act === 'depart' || b.act === 'return') && expected(b.expectedAt),
      ),
    ),
    say(ShipmentOrdered, (b) =>
      line(
        t('entryLine.shipmentOrdered', { what: goods(b.items, wording), ...way(b) }),
        b.heldUntil !== undefined && t('entryLine.heldUntil', { at: time(b.heldUntil) }),
      ),
    ),
    say(ShipmentMoved, (b) => {
      const what = goods(b.received ?? board.shipments[b.shipmentId]?.items ?? [], wording);
      const different = (b.received ?? []).filter(({ sent, received }) => sent !== received);
      const differences = different.map(({ itemCode, sent, received }) =>
        t(received < sent ? 'entryLine.short' : 'entryLine.over', {
          item: shortName(itemName(itemCode)),
          received,
          sent,
          count: Math.abs(sent - received),
        }),
      );
      return line(
        t(`entryLine.shipment.${b.act}`, { what, ...way(b) }),
        (b.act === 'dispatch' || b.act === 'clear') && expected(b.expectedAt),
        b.act === 'receive' && (differences.length === 0 ? t('entryLine.complete') : differences.join(', ')),
      );
    }),
  ];
}
