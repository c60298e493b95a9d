import type { MigrationInterface, QueryRunner } from 'typeorm';

const FREE_TEXT = ['summary', 'details', 'place_text', 'source_note'] as const;

/**
 * The free text of reports is encrypted from now on. Rows that are there stay readable to the one command that encrypts them
 * (`bongsu personal-data seal`); nothing new gets in unencrypted.
 */
export class IncidentsPersonalData1700002003100 implements MigrationInterface {
  readonly name = 'IncidentsPersonalData1700002003100';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of FREE_TEXT)
      await runner.query(
        `ALTER TABLE incidents_report ADD CONSTRAINT incidents_report_${column}_sealed CHECK (platform_is_sealed(${column})) NOT VALID`,
      );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of FREE_TEXT) await runner.query(`ALTER TABLE incidents_report DROP CONSTRAINT incidents_report_${column}_sealed`);
  }
}
