import type { ColumnOptions } from 'typeorm';
import { isSealed } from './sealed-value';

/** Marks a column as ciphertext, and lets nothing else be written to it through TypeORM. The database checks the same. */
const onlySealed = {
  from: (value: unknown): unknown => value,
  to: (value: unknown): unknown => {
    if (typeof value === 'string' && !isSealed(value)) throw new Error('a value for an encrypted column is not encrypted');
    return value;
  },
};

/** Options of an encrypted column. */
export const sealedColumn = {
  transformer: onlySealed,
  of: (name: string): ColumnOptions => ({ name, type: 'text', transformer: onlySealed }),
  maybe: (name: string): ColumnOptions => ({ name, type: 'text', nullable: true, transformer: onlySealed }),
} as const;
