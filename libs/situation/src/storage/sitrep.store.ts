import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import type { EntityManager } from 'typeorm';
import { In, LessThan } from 'typeorm';
import type { SitrepState } from '../contract';
import { SitrepEndEntity, SitrepEntity } from './sitrep.entity';

export type IssuedSitrep = Readonly<SitrepEntity>;
export type SitrepEnd = Readonly<SitrepEndEntity>;

/** Whether it is in force, and what ended it. */
export interface SitrepStanding {
  readonly state: SitrepState;
  readonly end: SitrepEnd | null;
}
export type StoredSitrep = IssuedSitrep & SitrepStanding;
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

  async add(tx: Tx, sitrep: IssuedSitrep): Promise<void> {
    await tx.manager.insert(SitrepEntity, sitrep);
  }

  /** One report as it stands; whoever ends a report of this incident at the same time waits here until this one is done. */
  async lock(tx: Tx, incidentId: string, number: number): Promise<SitrepHead | null> {
    await tx.query('SELECT last FROM situation_sitrep_number WHERE incident_id = $1 FOR UPDATE', [incidentId]);
    const issued = await tx.manager.findOne(SitrepEntity, { select: head, where: { incidentId, number } });
    return issued === null ? null : standing(tx.manager, issued);
  }

  async end(tx: Tx, end: SitrepEnd): Promise<void> {
    await tx.manager.insert(SitrepEndEntity, end);
  }

  /** An incident's reports below a number, the latest first. */
  async list(incidentId: string, below: number | null, limit: number): Promise<SitrepHead[]> {
    const { manager } = this.database.source;
    const where = { incidentId, ...(below === null ? {} : { number: LessThan(below) }) };
    const issued = await manager.find(SitrepEntity, { select: head, where, order: { number: 'DESC' }, take: limit });
    const ends = issued.length === 0 ? [] : await manager.findBy(SitrepEndEntity, { sitrepId: In(issued.map(({ id }) => id)) });
    return issued.map((sitrep) => stood(sitrep, ends.find(({ sitrepId }) => sitrepId === sitrep.id) ?? null));
  }

  async find(incidentId: string, number: number): Promise<StoredSitrep | null> {
    const { manager } = this.database.source;
    const issued = await manager.findOneBy(SitrepEntity, { incidentId, number });
    return issued === null ? null : standing(manager, issued);
  }
}

async function standing<Sitrep extends { id: string }>(manager: EntityManager, sitrep: Sitrep): Promise<Sitrep & SitrepStanding> {
  return stood(sitrep, await manager.findOneBy(SitrepEndEntity, { sitrepId: sitrep.id }));
}

const stood = <Sitrep extends object>(sitrep: Sitrep, end: SitrepEnd | null): Sitrep & SitrepStanding => ({
  ...sitrep,
  state: end?.state ?? 'issued',
  end,
});
