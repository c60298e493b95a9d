/** How much of a past the bare house has. */
export interface Kept {
  /** As many reports. */
  readonly incidents: number;
  readonly entriesEach: number;
  /** The newest incident has so many more. */
  readonly moreOfTheNewest: number;
}

/** Tables with a key and a body, filled to the size of the product's. */
export const FILLED = ({ incidents, entriesEach, moreOfTheNewest }: Kept): string[] => [
  'CREATE TABLE bare_report (id uuid PRIMARY KEY, at timestamptz NOT NULL, body jsonb NOT NULL)',
  'CREATE TABLE bare_past_report (id bigint PRIMARY KEY, body jsonb NOT NULL)',
  'CREATE TABLE bare_incident (id bigint PRIMARY KEY, body jsonb NOT NULL)',
  'CREATE TABLE bare_entry (position bigint PRIMARY KEY, incident bigint NOT NULL, body jsonb NOT NULL)',
  'CREATE TABLE bare_board (one int PRIMARY KEY, body text NOT NULL)',
  `INSERT INTO bare_report SELECT gen_random_uuid(), now(), jsonb_build_object('facts', repeat('A', 450)) FROM generate_series(1, ${incidents})`,
  `INSERT INTO bare_past_report SELECT n, jsonb_build_object('id', n, 'facts', repeat('A', 700)) FROM generate_series(1, ${incidents}) AS n`,
  `INSERT INTO bare_incident SELECT n, jsonb_build_object('id', n, 'facts', repeat('A', 420)) FROM generate_series(1, ${incidents}) AS n`,
  `INSERT INTO bare_entry SELECT n, 1 + (n - 1) / ${entriesEach}, jsonb_build_object('id', n, 'facts', repeat('A', 400)) FROM generate_series(1, ${incidents * entriesEach}) AS n`,
  `INSERT INTO bare_entry SELECT ${incidents * entriesEach} + n, ${incidents}, jsonb_build_object('id', n, 'facts', repeat('A', 400)) FROM generate_series(1, ${moreOfTheNewest}) AS n`,
  'CREATE INDEX bare_entry_incident ON bare_entry (incident, position)',
  'VACUUM (ANALYZE)',
  'CHECKPOINT',
];

/** A durable INSERT, as in the floor of intake. */
export const KEEP = 'INSERT INTO bare_report (id, at, body) VALUES ($1, now(), $2)';
export const ONE = (table: string): string => `SELECT * FROM ${table} WHERE id = $1`;
export const PAGE = (table: string): string => `SELECT * FROM ${table} ORDER BY id DESC LIMIT $1`;
export const TIMELINE = 'SELECT * FROM bare_entry WHERE incident = $1 ORDER BY position DESC LIMIT $2';
export const BOARD = 'SELECT body FROM bare_board';
