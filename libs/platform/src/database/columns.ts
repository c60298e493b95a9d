import type { Instant } from '@bongsu/kernel';
import type { ColumnOptions } from 'typeorm';

/** A time as the house keeps it: text in UTC with milliseconds. The driver gives Date. */
const asInstant = {
  from: (value: Date | null): Instant | null => value?.toISOString() ?? null,
  to: (value: Instant | null): Instant | null => value,
};

/** Options of the columns that every context has, so that `storage` says what a column is and not how TypeORM spells it. */
export const columns = {
  text: (name: string): ColumnOptions => ({ name, type: 'text' }),
  maybeText: (name: string): ColumnOptions => ({ name, type: 'text', nullable: true }),
  texts: (name: string): ColumnOptions => ({ name, type: 'text', array: true }),
  uuid: (name: string): ColumnOptions => ({ name, type: 'uuid' }),
  maybeUuid: (name: string): ColumnOptions => ({ name, type: 'uuid', nullable: true }),
  int: (name: string): ColumnOptions => ({ name, type: 'int' }),
  maybeInt: (name: string): ColumnOptions => ({ name, type: 'int', nullable: true }),
  maybeNumber: (name: string): ColumnOptions => ({ name, type: 'double precision', nullable: true }),
  flag: (name: string): ColumnOptions => ({ name, type: 'boolean' }),
  json: (name: string): ColumnOptions => ({ name, type: 'jsonb' }),
  maybeJson: (name: string): ColumnOptions => ({ name, type: 'jsonb', nullable: true }),
  instant: (name: string): ColumnOptions => ({ name, type: 'timestamptz', precision: 3, transformer: asInstant }),
  maybeInstant: (name: string): ColumnOptions => ({ name, type: 'timestamptz', precision: 3, transformer: asInstant, nullable: true }),
} as const;
