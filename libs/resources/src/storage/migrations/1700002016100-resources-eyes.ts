import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = ['resources_staff', 'resources_lot'];

/**
 * Row policies: a mission's people and shelves are seen by the mission, by the hub that serves it, and by the network. What is done with them in
 * somebody's name beyond that (a promise given back, goods counted in) the house does for her, after the use case has admitted her.
 */
export class ResourcesEyes1700002016100 implements MigrationInterface {
  readonly name = 'ResourcesEyes1700002016100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of what stands at a mission: its own people, those of the hub that serves it, the network.
      CREATE FUNCTION bongsu_at_mission(mission text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_setting('bongsu.reach', true)
          WHEN 'house' THEN true
          WHEN 'network' THEN true
          WHEN 'missions' THEN mission = ANY (bongsu_tokens())
            OR EXISTS (SELECT FROM missions_hub_membership WHERE mission_id = mission AND primary_hub_id = ANY (bongsu_tokens()))
          ELSE false
        END
      $$;
    `);
    for (const table of TABLES)
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY at_mission ON ${table} USING (bongsu_at_mission(mission_id)) WITH CHECK (true);
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP POLICY at_mission ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`);
    await runner.query('DROP FUNCTION bongsu_at_mission(text)');
  }
}
