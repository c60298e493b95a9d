import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Says of the journal that its serials were counted from one, as long as that is so: what is known need not be looked for while everybody waits for
 * the journal to become parts, which takes this rule away again. From here on it holds for what is written; the next one reads what is there. A journal
 * whose serials already begin with a month was brought back from its parts; it is read through when it becomes parts again.
 */
export class JournalBound1700003900000 implements MigrationInterface {
  readonly name = 'JournalBound1700003900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF (SELECT coalesce(max(serial), 0) < 1000000000000000 FROM journal_entry) THEN
          ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_counted CHECK (serial < 1000000000000000) NOT VALID;
        END IF;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE journal_entry DROP CONSTRAINT IF EXISTS journal_entry_counted');
  }
}

/** In a transaction of its own, so that everybody writes and reads on meanwhile. */
export class JournalBoundHolds1700003901000 implements MigrationInterface {
  readonly name = 'JournalBoundHolds1700003901000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'journal_entry'::regclass AND conname = 'journal_entry_counted') THEN
          ALTER TABLE journal_entry VALIDATE CONSTRAINT journal_entry_counted;
        END IF;
      END $$`);
  }

  down(): Promise<void> {
    return Promise.resolve();
  }
}
