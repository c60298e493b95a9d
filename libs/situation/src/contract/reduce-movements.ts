import { DeploymentMoved, DeploymentOrdered, ShipmentMoved, ShipmentOrdered } from '@bongsu/dispatch/contract';
import { type KindReducer, on, told } from './reducer';

/** People and supplies on their way. Arrival is observed at the destination, never inferred. */
export const movementReducers: readonly KindReducer[] = [
  on(DeploymentOrdered, (board, body) => {
    board.put('deployments', body.deploymentId, {
      id: body.deploymentId,
      requestId: body.requestId,
      incidentId: body.incidentId,
      staffId: body.staffId,
      staffNo: body.staffNo,
      lineNo: body.lineNo,
      state: 'ordered',
      fromMissionId: body.fromMissionId,
      toMissionId: body.toMissionId,
      departedAt: null,
      expectedAt: body.expectedAt,
      arrivedAt: null,
      returnDepartedAt: null,
    });
    return told(body.fromMissionId, body.staffNo);
  }),
  on(DeploymentMoved, (board, body) => {
    const deployment = board.edit('deployments', body.deploymentId);
    if (!deployment) return null;
    deployment.state = body.to;
    deployment.expectedAt = body.expectedAt;
    if (body.act === 'depart') deployment.departedAt = body.occurredAt;
    if (body.act === 'return') deployment.returnDepartedAt = body.occurredAt;
    if (body.act === 'arrive') {
      deployment.arrivedAt = body.occurredAt;
      board.count('deploymentsArrived');
    }
    return told(body.toMissionId, body.staffNo);
  }),

  on(ShipmentOrdered, (board, body) => {
    board.put('shipments', body.shipmentId, {
      id: body.shipmentId,
      requestId: body.requestId,
      incidentId: body.incidentId,
      state: 'picking',
      items: body.items.map((item) => ({ ...item, received: null })),
      fromMissionId: body.fromMissionId,
      toMissionId: body.toMissionId,
      departedAt: null,
      expectedAt: body.expectedAt,
      arrivedAt: null,
    });
    return told(body.fromMissionId, itemCodes(body.items));
  }),
  on(ShipmentMoved, (board, body) => {
    const shipment = board.edit('shipments', body.shipmentId);
    if (!shipment) return null;
    shipment.state = body.to;
    shipment.expectedAt = body.expectedAt;
    if (body.act === 'dispatch') shipment.departedAt = body.occurredAt;
    if (body.act === 'receive') {
      shipment.arrivedAt = body.occurredAt;
      const counted = new Map((body.received ?? []).map((item) => [item.lotId, item.received]));
      shipment.items = shipment.items.map((item) => ({ ...item, received: counted.get(item.lotId) ?? item.received }));
      board.count('shipmentsReceived');
    }
    return told(body.toMissionId, itemCodes(shipment.items));
  }),
];

function itemCodes(items: readonly { itemCode: string }[]): string {
  return [...new Set(items.map((item) => item.itemCode))].join(', ');
}
