import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a request, with the missions that each row names. They are all in the request's audience; looking at the row first is quicker. */
const OF_REQUEST: readonly (readonly [table: string, missions: readonly string[]])[] = [
  ['dispatch_offer', ['hub_id', 'requesting_mission_id']],
  ['dispatch_deployment', ['from_mission_id', 'to_mission_id']],
  ['dispatch_shipment', ['from_mission_id', 'to_mission_id']],
];

/**
 * Row policies: a request is seen by its audience, and whatever belongs to it by whoever sees the request. Whether its incident is sealed is asked
 * of platform_seal and not of the row, so that nothing shows between the sealing and the moment in which the rows follow.
 */
export class DispatchEyes1700002016200 implements MigrationInterface {
  readonly name = 'DispatchEyes1700002016200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_request ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON dispatch_request USING (bongsu_concerned(audience, incident_id)) WITH CHECK (true);

      ALTER TABLE dispatch_request_counter ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON dispatch_request_counter
        USING (EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)) WITH CHECK (true);

      ALTER TABLE dispatch_movement_note ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON dispatch_movement_note
        USING (EXISTS (SELECT FROM dispatch_request WHERE dispatch_request.id = request_id)) WITH CHECK (true);

      -- What is promised to an offer is known to whoever knows the offer.
      ALTER TABLE resources_reservation ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON resources_reservation
        USING (current_setting('bongsu.reach', true) = 'house' OR EXISTS (SELECT FROM dispatch_offer WHERE dispatch_offer.id = offer_id)) WITH CHECK (true);
    `);
    for (const [table, missions] of OF_REQUEST)
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY told ON ${table}
          USING (bongsu_concerned(ARRAY[${missions.join(', ')}], incident_id) OR EXISTS (SELECT FROM dispatch_request WHERE dispatch_request.id = request_id))
          WITH CHECK (true);
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = ['resources_reservation', 'dispatch_movement_note', 'dispatch_request_counter', ...OF_REQUEST.map(([table]) => table)];
    for (const table of [...tables, 'dispatch_request'])
      await runner.query(`DROP POLICY told ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`);
  }
}
