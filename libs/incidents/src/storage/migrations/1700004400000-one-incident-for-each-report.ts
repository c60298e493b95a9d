import type { MigrationInterface, QueryRunner } from 'typeorm';

const seenWith = (incident: string): string => `
        bongsu_sees(audience)
        OR coalesce(left(audience[1], 5), '') <> 'seal:'
           AND (filed_by = current_setting('bongsu.person', true) OR incident_id IS NOT NULL AND ${incident})`;

/**
 * Who sees the incident sees its report: the incident is looked up by its id for each report that it decides. Said as EXISTS, PostgreSQL may read all
 * incidents into a table of its own first, for one page of reports.
 */
export class OneIncidentForEachReport1700004400000 implements MigrationInterface {
  readonly name = 'OneIncidentForEachReport1700004400000';

  async up(runner: QueryRunner): Promise<void> {
    await this.say(runner, 'coalesce((SELECT true FROM incidents_incident WHERE incidents_incident.id = incident_id), false)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.say(runner, 'EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)');
  }

  private async say(runner: QueryRunner, incident: string): Promise<void> {
    for (const policy of ['told', 'changed'])
      await runner.query(`ALTER POLICY ${policy} ON incidents_report USING (${seenWith(incident)});`);
  }
}
