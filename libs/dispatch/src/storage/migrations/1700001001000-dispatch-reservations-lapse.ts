import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Supplies that are promised and not sent in time are free again (domain §6.9), and the way home has a beginning of its own. A shipment
 * from before keeps its promise until somebody sends it or calls it off: nobody was told of a deadline, and no wake-up is owed for it.
 */
export class DispatchReservationsLapse1700001001000 implements MigrationInterface {
  readonly name = 'DispatchReservationsLapse1700001001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_shipment ADD COLUMN held_until timestamptz(3);
      UPDATE dispatch_shipment SET held_until = ordered_at + interval '24 hours';
      ALTER TABLE dispatch_shipment ALTER COLUMN held_until SET NOT NULL, DROP CONSTRAINT dispatch_shipment_state_check,
        ADD CONSTRAINT dispatch_shipment_state_check CHECK (state IN ('picking', 'in-transit', 'customs-hold', 'received', 'lost', 'cancelled', 'lapsed'));

      ALTER TABLE dispatch_deployment ADD COLUMN return_departed_at timestamptz(3);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_deployment DROP COLUMN return_departed_at;
      UPDATE dispatch_shipment SET state = 'cancelled' WHERE state = 'lapsed';
      ALTER TABLE dispatch_shipment DROP COLUMN held_until, DROP CONSTRAINT dispatch_shipment_state_check,
        ADD CONSTRAINT dispatch_shipment_state_check CHECK (state IN ('picking', 'in-transit', 'customs-hold', 'received', 'lost', 'cancelled'));
    `);
  }
}
