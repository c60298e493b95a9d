import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Names of staff are encrypted from now on (what is there: by `bongsu personal-data seal`); passport and telephone are never kept otherwise. */
export class ResourcesPersonalData1700002003200 implements MigrationInterface {
  readonly name = 'ResourcesPersonalData1700002003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE resources_staff
        ADD COLUMN phone text CONSTRAINT resources_staff_phone_sealed CHECK (platform_is_sealed(phone)),
        ADD COLUMN passport_no text CONSTRAINT resources_staff_passport_no_sealed CHECK (platform_is_sealed(passport_no)),
        ADD COLUMN passport_index bytea,
        ADD CONSTRAINT resources_staff_display_name_sealed CHECK (platform_is_sealed(display_name)) NOT VALID;
      CREATE UNIQUE INDEX resources_staff_passport_once ON resources_staff (passport_index) WHERE passport_index IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX resources_staff_passport_once;
      ALTER TABLE resources_staff DROP CONSTRAINT resources_staff_display_name_sealed, DROP COLUMN phone, DROP COLUMN passport_no, DROP COLUMN passport_index;
    `);
  }
}
