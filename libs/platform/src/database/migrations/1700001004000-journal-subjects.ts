import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was written about a subject is found by its id. It takes the place of an index that a context made on the platform's table. */
export class JournalSubjects1700001004000 implements MigrationInterface {
  readonly name = 'JournalSubjects1700001004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_entry_report;
      CREATE INDEX journal_entry_subject ON journal_entry (subject_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_entry_subject;
      CREATE INDEX journal_entry_report ON journal_entry (subject_id) WHERE subject_type = 'report';
    `);
  }
}
