import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lists of one incident, and of the mission that asked: rows that may lie far back among all that ever were. */
export class ListsByIncident1700004502000 implements MigrationInterface {
  readonly name = 'ListsByIncident1700004502000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX dispatch_offer_incident ON dispatch_offer (incident_id, id);
      CREATE INDEX dispatch_offer_requesting ON dispatch_offer (requesting_mission_id, id);
      CREATE INDEX dispatch_deployment_incident ON dispatch_deployment (incident_id, id);
      CREATE INDEX dispatch_shipment_incident ON dispatch_shipment (incident_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP INDEX dispatch_offer_incident, dispatch_offer_requesting, dispatch_deployment_incident, dispatch_shipment_incident;',
    );
  }
}
