import type { Row, TableDefinition, UniqueIndex } from './table';

const byId = (row: Row): string => String(row.id);
const by =
  (...columns: string[]) =>
  (row: Row): string =>
    columns.map((column) => String(row[column])).join('/');
const unique = (name: string, ...columns: string[]): UniqueIndex => ({ name, keyOf: by(...columns) });

/**
 * The tables with the constraints that the migrations give them, as far as the simulation writes to them. Rows of the platform have the names of their
 * columns, rows of entities those of the entity's fields.
 */
export const schema: readonly TableDefinition[] = [
  {
    name: 'journal_entry',
    keyOf: by('serial'),
    unique: [{ name: 'journal_entry_position', keyOf: ({ position }) => (typeof position === 'number' ? String(position) : null) }],
  },
  { name: 'platform_idempotency_key', keyOf: by('actor_id', 'key') },
  { name: 'platform_promised_job', keyOf: byId, unique: [unique('platform_promised_job_job_key', 'job', 'key')] },
  { name: 'platform_follower_cursor', keyOf: by('follower') },
  { name: 'incidents_incident', keyOf: byId, unique: [unique('incidents_incident_code', 'code')] },
  { name: 'incidents_task', keyOf: byId },
  { name: 'incidents_decision_reason', keyOf: byId },
  { name: 'incidents_report', keyOf: byId },
  { name: 'incidents_code_counter', keyOf: by('country', 'year') },
  { name: 'incidents_open_obligation', keyOf: by('kind', 'subjectId') },
  { name: 'dispatch_request', keyOf: byId, unique: [unique('dispatch_request_code', 'code')] },
  { name: 'dispatch_offer', keyOf: byId },
  { name: 'dispatch_deployment', keyOf: byId },
  { name: 'dispatch_shipment', keyOf: byId },
  { name: 'dispatch_lane', keyOf: by('hubId') },
  { name: 'dispatch_request_counter', keyOf: by('incidentId') },
  { name: 'resources_staff', keyOf: byId },
  {
    name: 'resources_lot',
    keyOf: byId,
    check: ({ quantity, reserved }) => Number(reserved) >= 0 && Number(reserved) <= Number(quantity),
  },
  {
    name: 'resources_reservation',
    keyOf: byId,
    unique: [
      {
        name: 'resources_reservation_staff_once',
        keyOf: ({ kind, state, staffId }) => (kind === 'staff' && state === 'held' ? String(staffId) : null),
      },
    ],
  },
  // Not of the house: what a job leaves behind that has an effect of its own each time it runs.
  { name: 'simulation_mark', keyOf: byId },
];
