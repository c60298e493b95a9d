import { Injectable } from '@nestjs/common';
import { Database } from '@bongsu/platform';

/** Which accounts there are, for whoever sets up an installation. */
@Injectable()
export class KnownAccounts {
  constructor(private readonly database: Database) {}

  /** Every account's e-mail address, lower case. */
  async emails(): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ email: string }>('SELECT email FROM access_account');
    return new Set(rows.map(({ email }) => email));
  }
}
