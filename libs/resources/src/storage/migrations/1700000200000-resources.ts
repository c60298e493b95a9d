import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Staff, supplies in lots, and what of both is promised. That nothing is promised twice is the database's word too: a lot cannot hold
 * more promises than pieces, and a person is held at most once.
 */
export class Resources1700000200000 implements MigrationInterface {
  readonly name = 'Resources1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE resources_staff (
        id uuid PRIMARY KEY,
        staff_no text NOT NULL CONSTRAINT resources_staff_no_once UNIQUE,
        display_name text NOT NULL,
        mission_id text NOT NULL,
        grade text NOT NULL,
        skills text[] NOT NULL,
        languages jsonb NOT NULL,
        visas jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('available', 'reserved', 'deployed', 'recovering', 'unavailable')),
        last_return_at timestamptz(3),
        rest_until timestamptz(3),
        synthetic boolean NOT NULL,
        version int NOT NULL
      );
      CREATE INDEX resources_staff_mission ON resources_staff (mission_id, id);

      CREATE TABLE resources_catalogue_item (
        item_code text PRIMARY KEY,
        category text NOT NULL,
        name_en text NOT NULL,
        name_ko text NOT NULL,
        unit text NOT NULL,
        weight_kg double precision,
        volume_l double precision
      );

      CREATE TABLE resources_lot (
        id uuid PRIMARY KEY,
        lot_no text NOT NULL,
        item_code text NOT NULL REFERENCES resources_catalogue_item (item_code),
        mission_id text NOT NULL,
        quantity int NOT NULL CHECK (quantity >= 0),
        reserved int NOT NULL CHECK (reserved >= 0),
        unit text NOT NULL,
        expires_at timestamptz(3),
        condition text NOT NULL CHECK (condition IN ('good', 'quarantined', 'expired', 'disposed')),
        synthetic boolean NOT NULL,
        origin_lot_id uuid REFERENCES resources_lot (id),
        version int NOT NULL,
        CONSTRAINT resources_lot_not_oversold CHECK (reserved <= quantity)
      );
      CREATE INDEX resources_lot_site ON resources_lot (mission_id, item_code);
      CREATE INDEX resources_lot_order ON resources_lot (lot_no, id);

      CREATE TABLE resources_reservation (
        id uuid PRIMARY KEY,
        offer_id uuid NOT NULL,
        line_no int NOT NULL,
        kind text NOT NULL CHECK (kind IN ('staff', 'lot')),
        staff_id uuid REFERENCES resources_staff (id) CHECK ((staff_id IS NOT NULL) = (kind = 'staff')),
        lot_id uuid REFERENCES resources_lot (id) CHECK ((lot_id IS NOT NULL) = (kind = 'lot')),
        quantity int NOT NULL CHECK (quantity > 0),
        state text NOT NULL CHECK (state IN ('held', 'consumed', 'released')),
        held_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) CHECK ((ended_at IS NULL) = (state = 'held'))
      );
      CREATE INDEX resources_reservation_offer ON resources_reservation (offer_id);
      CREATE INDEX resources_reservation_lot ON resources_reservation (lot_id) WHERE state = 'held' AND lot_id IS NOT NULL;
      CREATE UNIQUE INDEX resources_reservation_staff_once ON resources_reservation (staff_id) WHERE state = 'held' AND staff_id IS NOT NULL;

      -- What was promised stays on record.
      REVOKE DELETE ON resources_staff, resources_lot, resources_reservation FROM bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE resources_reservation, resources_lot, resources_catalogue_item, resources_staff');
  }
}
