/** What whoever needs the database is told at once while it does not answer; it counts as unavailable (see faults). */
export class DatabaseAway extends Error {
  /** PostgreSQL Appendix A, class 08: connection_failure. */
  readonly code = '08006';

  constructor() {
    super('the database does not answer');
    this.name = 'DatabaseAway';
  }
}
