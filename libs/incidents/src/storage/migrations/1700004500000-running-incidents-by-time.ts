import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incidents that are not over, by when they happened: where each report that comes in is compared. Those that are over are the most by far. */
export class RunningIncidentsByTime1700004500000 implements MigrationInterface {
  readonly name = 'RunningIncidentsByTime1700004500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX incidents_incident_running ON incidents_incident (coalesce(occurred_at, recognised_at, opened_at))
        WHERE state NOT IN ('closed', 'reviewed');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX incidents_incident_running;');
  }
}
