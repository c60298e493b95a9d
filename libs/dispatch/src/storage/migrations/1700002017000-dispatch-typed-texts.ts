import type { MigrationInterface, QueryRunner } from 'typeorm';

const SEALED: readonly (readonly [table: string, column: string])[] = [
  ['dispatch_request', 'justification'],
  ['dispatch_request', 'ended_reason'],
  ['dispatch_offer', 'decline_note'],
  ['dispatch_shipment', 'discrepancy_notes'],
];

/**
 * What people type about a request is encrypted from now on, and has a time. Notes on a count leave the items of a shipment for a column of their
 * own; what lies in clear is encrypted by `bongsu personal-data seal`.
 */
export class DispatchTypedTexts1700002017000 implements MigrationInterface {
  readonly name = 'DispatchTypedTexts1700002017000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_shipment ADD COLUMN discrepancy_notes text;
      UPDATE dispatch_shipment SET
        discrepancy_notes = (SELECT jsonb_object_agg(item->>'lotId', item->>'discrepancyNote')::text
                               FROM jsonb_array_elements(items) AS item WHERE item->>'discrepancyNote' IS NOT NULL),
        items = (SELECT coalesce(jsonb_agg(item - 'discrepancyNote' ORDER BY at), '[]') FROM jsonb_array_elements(items) WITH ORDINALITY AS listed (item, at));

      -- When a request ended was not kept; its time counts from here.
      ALTER TABLE dispatch_request ADD COLUMN ended_at timestamptz(3);
      UPDATE dispatch_request SET ended_at = now() WHERE state IN ('released', 'closed', 'declined', 'withdrawn');
    `);
    for (const [table, column] of SEALED)
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_sealed CHECK (platform_is_sealed(${column})) NOT VALID;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, column] of SEALED) await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_sealed;`);
    // What was encrypted stays so: the notes go, and the figures remain.
    await runner.query(`
      ALTER TABLE dispatch_request DROP COLUMN ended_at;
      ALTER TABLE dispatch_shipment DROP COLUMN discrepancy_notes;
      UPDATE dispatch_shipment SET items = (
        SELECT coalesce(jsonb_agg(item || '{"discrepancyNote": null}' ORDER BY at), '[]') FROM jsonb_array_elements(items) WITH ORDINALITY AS listed (item, at));
    `);
  }
}
