import type { Instant } from '@bongsu/kernel';
import type { ColumnOptions } from 'typeorm';

/** A time as the house keeps it, text in UTC with milliseconds; the driver gives Date. */
const asInstant = {
  from: (value: Date | null): Instant | null => value?.toISOString() ?? null,
  to: (value: Instant | null): Instant | null => value,
};

export const instantColumn = (name: string): ColumnOptions => ({ name, type: 'timestamptz', precision: 3, transformer: asInstant });
export const maybeInstantColumn = (name: string): ColumnOptions => ({ ...instantColumn(name), nullable: true });
export const textColumn = (name: string): ColumnOptions => ({ name, type: 'text' });
export const maybeTextColumn = (name: string): ColumnOptions => ({ name, type: 'text', nullable: true });
export const numberColumn = (name: string): ColumnOptions => ({ name, type: 'double precision' });
export const maybeNumberColumn = (name: string): ColumnOptions => ({ name, type: 'double precision', nullable: true });
