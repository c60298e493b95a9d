import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mission network: missions, who is responsible for which country, and who helps whom first. */
export class Missions1700000002000 implements MigrationInterface {
  readonly name = 'Missions1700000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE missions_mission (
        id text PRIMARY KEY,
        name_en text NOT NULL,
        name_ko text NOT NULL,
        type text NOT NULL CHECK (type IN ('embassy', 'consulate-general', 'branch', 'consular-office', 'representative-office', 'permanent-mission')),
        country_iso2 text NOT NULL,
        located_in_iso2 text NOT NULL,
        city_en text NOT NULL,
        city_ko text NOT NULL,
        lat double precision NOT NULL CHECK (lat BETWEEN -90 AND 90),
        lng double precision NOT NULL CHECK (lng BETWEEN -180 AND 180),
        coord_accuracy_km double precision NOT NULL,
        timezone text NOT NULL,
        airport_iata text,
        airport_size text CHECK (airport_size IN ('large', 'medium')),
        airport_km double precision,
        phone text,
        status text NOT NULL CHECK (status IN ('open', 'relocated', 'planned', 'upgrade-planned', 'unverified', 'temporary-office', 'suspended', 'restricted')),
        status_as_of text,
        note text,
        status_decided boolean NOT NULL DEFAULT false,
        version int NOT NULL DEFAULT 1
      );
      CREATE INDEX missions_mission_country ON missions_mission (country_iso2);

      CREATE TABLE missions_jurisdiction (
        country_iso2 text PRIMARY KEY,
        name_en text NOT NULL,
        name_ko text NOT NULL,
        mission_id text REFERENCES missions_mission,
        basis text NOT NULL CHECK (basis IN ('resident', 'concurrent', 'unknown')),
        caveat text,
        planned_mission_id text REFERENCES missions_mission,
        CHECK ((basis = 'unknown') = (mission_id IS NULL))
      );

      CREATE TABLE missions_hub_membership (
        mission_id text PRIMARY KEY REFERENCES missions_mission,
        primary_hub_id text NOT NULL REFERENCES missions_mission,
        alternate_hub_id text NOT NULL REFERENCES missions_mission,
        illustrative boolean NOT NULL,
        CHECK (primary_hub_id <> alternate_hub_id)
      );

      GRANT SELECT, INSERT, UPDATE, DELETE ON missions_mission, missions_jurisdiction, missions_hub_membership TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE missions_hub_membership, missions_jurisdiction, missions_mission');
  }
}
