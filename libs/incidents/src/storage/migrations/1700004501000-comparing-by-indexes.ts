import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a comparison asks beside: the events of a feed behind a report, the reports of feeds behind an incident (of a large crisis few of a great many),
 * and whether a report was proposed for an incident before, whatever became of it.
 */
export class ComparingByIndexes1700004501000 implements MigrationInterface {
  readonly name = 'ComparingByIndexes1700004501000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX incidents_feed_event_report ON incidents_feed_event (report_id) WHERE report_id IS NOT NULL;
      CREATE INDEX incidents_report_of_feed ON incidents_report (incident_id) WHERE feed IS NOT NULL AND incident_id IS NOT NULL;
      CREATE INDEX incidents_duplicate_proposal_of_incident ON incidents_duplicate_proposal (incident_id, report_id);
      DROP INDEX incidents_duplicate_proposal_incident;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX incidents_duplicate_proposal_incident ON incidents_duplicate_proposal (incident_id) WHERE state = 'proposed';
      DROP INDEX incidents_feed_event_report, incidents_report_of_feed, incidents_duplicate_proposal_of_incident;
    `);
  }
}
