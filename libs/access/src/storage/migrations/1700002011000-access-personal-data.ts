import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEALED: Readonly<Record<string, readonly string[]>> = {
  access_account: ['email', 'display_name'],
  access_totp: ['secret'],
  access_proposal: ['payload', 'reason'],
  access_break_glass: ['reason', 'note'],
};

/**
 * Names, addresses, secrets of apps and what people wrote about why are encrypted from now on. What is there is encrypted by `bongsu personal-data seal`,
 * which has to run before anybody signs in: an address is found by its index alone. Who gave the present password is told by the journal.
 */
export class AccessPersonalData1700002011000 implements MigrationInterface {
  readonly name = 'AccessPersonalData1700002011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_account
        DROP CONSTRAINT access_account_email_key,
        ADD COLUMN email_index bytea UNIQUE,
        ADD COLUMN password_given_by text;
      ALTER TABLE access_proposal ALTER COLUMN payload TYPE text USING payload::text;
      UPDATE access_account AS a SET password_given_by = (
        SELECT e.actor_id FROM journal_entry AS e
         WHERE e.subject_type = 'account' AND e.subject_id = a.id::text AND e.kind IN ('access.account-put', 'access.password-reset')
           AND e.actor_kind = 'person'
         ORDER BY e.serial DESC LIMIT 1)
       WHERE a.password_hash IS NOT NULL;
    `);
    for (const [table, columns] of Object.entries(SEALED))
      for (const column of columns)
        await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_sealed CHECK (platform_is_sealed(${column})) NOT VALID`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(SEALED))
      for (const column of columns) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_sealed`);
    await runner.query(`
      ALTER TABLE access_proposal ALTER COLUMN payload TYPE jsonb USING to_jsonb(payload);
      ALTER TABLE access_account DROP COLUMN email_index, DROP COLUMN password_given_by, ADD CONSTRAINT access_account_email_key UNIQUE (email);
    `);
  }
}
