/** Why a PostgreSQL that answers is none to work with. */
type NoWrites = 'standby' | 'read-only';

export interface WritesRow {
  readonly refuses: NoWrites | null;
}

/**
 * Tells the primary from a standby, and from an old primary that somebody has fenced off by `default_transaction_read_only`. Both answer every
 * other question as if all were well.
 */
export const TAKES_WRITES = `
  SELECT CASE WHEN pg_is_in_recovery() THEN 'standby' WHEN current_setting('transaction_read_only') = 'on' THEN 'read-only' END AS refuses`;

const words: Readonly<Record<NoWrites, string>> = {
  standby: 'the database is a standby and takes no writes: DATABASE_URL must lead to the primary',
  'read-only': 'the database was made read-only and takes no writes: DATABASE_URL must lead to the primary',
};

/** In one sentence why it takes no writes; null when it does. */
export function whyNoWrites(rows: readonly WritesRow[]): string | null {
  const refuses = rows[0]?.refuses ?? null;
  return refuses === null ? null : words[refuses];
}

/** A database that takes no writes is as good as none: what decides never reads one that may be behind. */
export class TakesNoWrites extends Error {
  /** PostgreSQL Appendix A, class 25: read_only_sql_transaction. */
  readonly code = '25006';

  constructor(why: string) {
    super(why);
    this.name = 'TakesNoWrites';
  }
}
