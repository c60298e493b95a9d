import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import { LessThan } from 'typeorm';
import { SitrepEntity } from './sitrep.entity';

export type StoredSitrep = Readonly<SitrepEntity>;
/** Without the document, which can be long. */
export type SitrepHead = Omit<StoredSitrep, 'document'>;

const head = {
  id: true,
  incidentId: true,
  number: true,
  asOf: true,
  issuedAt: true,
  issuedBy: true,
  language: true,
  highlights: true,
  digest: true,
} as const;

@Injectable()
export class SitrepStore {
  constructor(private readonly database: Database) {}

  /** The incident's next number, 1, 2, 3 … without gaps: whoever issues at the same time waits here until this one is done. */
  async nextNumber(tx: Tx, incidentId: string): Promise<number> {
    const [row] = await tx.query<{ last: number }>(
      `INSERT INTO situation_sitrep_number (incident_id, last) VALUES ($1, 1)
       ON CONFLICT (incident_id) DO UPDATE SET last = situation_sitrep_number.last + 1 RETURNING last`,
      [incidentId],
    );
    if (row === undefined) throw new Error(`no number for a situation report of ${incidentId}`);
    return row.last;
  }

  async add(tx: Tx, sitrep: StoredSitrep): Promise<void> {
    await tx.manager.insert(SitrepEntity, sitrep);
  }

  /** An incident's reports below a number, the latest first. */
  list(incidentId: string, below: number | null, limit: number): Promise<SitrepHead[]> {
    const where = { incidentId, ...(below === null ? {} : { number: LessThan(below) }) };
    return this.database.source.manager.find(SitrepEntity, { select: head, where, order: { number: 'DESC' }, take: limit });
  }

  find(incidentId: string, number: number): Promise<StoredSitrep | null> {
    return this.database.source.manager.findOneBy(SitrepEntity, { incidentId, number });
  }
}
