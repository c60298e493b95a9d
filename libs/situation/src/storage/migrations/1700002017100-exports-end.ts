import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who asked for an export and why, and who took it, is kept for two years like the record of readings: the application may not delete it, and this
 * function, which it may call, deletes nothing sooner. A file whose key stands is not let go of.
 */
export class ExportsEnd1700002017100 implements MigrationInterface {
  readonly name = 'ExportsEnd1700002017100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION situation_release_exports(before timestamptz) RETURNS TABLE (count bigint, digest text)
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        DECLARE over uuid[];
        BEGIN
          SELECT array_agg(due.id) INTO over FROM (
            SELECT id FROM situation_export AS export
             WHERE ordered_at < least(before, now() - interval '2 years')
               AND NOT EXISTS (SELECT FROM situation_export_copy AS copy
                                WHERE copy.export_id = export.id AND copy.taken_at >= least(before, now() - interval '2 years'))
               AND NOT EXISTS (SELECT FROM platform_data_key AS key
                                WHERE key.subject_type = 'export' AND key.subject_id = export.id::text AND key.destroyed_at IS NULL)
             ORDER BY id LIMIT 1000) AS due;
          DELETE FROM situation_export_copy WHERE export_id = ANY(over);
          RETURN QUERY WITH gone AS (DELETE FROM situation_export WHERE id = ANY(over) RETURNING id)
            SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(gone.id::text, E'\\n' ORDER BY gone.id), ''), 'UTF8')), 'hex') FROM gone;
        END $$;
      REVOKE ALL ON FUNCTION situation_release_exports FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION situation_release_exports TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION situation_release_exports');
  }
}
