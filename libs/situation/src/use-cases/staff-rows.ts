import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { CLOCK, PersonalData } from '@bongsu/platform';
import { StaffStore, staffData } from '@bongsu/resources';
import { type Cell, type ExportSheet } from '../domain/export-sheet';
import { EXPORT_ROWS_MAX } from '../contract';
import { BATCH, type RowSource, type Taking, missionsLeft } from './export-rows';

type StaffRow = Awaited<ReturnType<StaffStore['page']>>[number];

const PLAIN = ['staffNo', 'missionId', 'grade', 'skills', 'languages', 'state'] as const;
const IDENTITY = ['displayName', 'phone', 'passportNo'] as const;

/** Staff for an export: those of the missions for which its asker has the right at this moment. */
@Injectable()
export class StaffRows {
  constructor(
    private readonly staff: StaffStore,
    private readonly personalData: PersonalData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when the asker's right is gone. */
  async of(taking: Taking): Promise<RowSource | null> {
    const missions = missionsLeft(taking);
    if (missions === undefined) return null;
    const rows = await this.all(missions);
    const open = taking.order.content === 'personal';
    const batch = (page: StaffRow[]) =>
      open ? this.opened(page, taking) : { rows: page.map(plainOf), ids: page.map(({ id }) => id), subjects: [] };
    return {
      columns: open ? [...PLAIN, ...IDENTITY] : PLAIN,
      total: rows.length,
      async *batches() {
        for (let at = 0; at < rows.length; at += BATCH) yield await batch(rows.slice(at, at + BATCH));
      },
    };
  }

  /** Still encrypted, in the order of their numbers; one more than can be taken out at most. */
  private async all(missions: readonly string[] | null): Promise<StaffRow[]> {
    const rows: StaffRow[] = [];
    while (rows.length <= EXPORT_ROWS_MAX) {
      const page = await this.staff.page({ limit: BATCH }, rows.at(-1)?.staffNo ?? '', missions ?? '*', this.clock.now());
      rows.push(...page.slice(0, BATCH));
      if (page.length <= BATCH) break;
    }
    return rows;
  }

  private async opened(page: readonly StaffRow[], { order, reading }: Taking): Promise<Omit<ExportSheet, 'columns'>> {
    const opened = await this.personalData.open(reading, staffData, page, { caseOf: () => order.incidentId });
    return {
      rows: opened.map(({ displayName, phone, passportNo }, at) => [
        ...plainOf(page[at] as StaffRow),
        ...[displayName.reveal(), phone?.reveal() ?? null, passportNo?.reveal() ?? null],
      ]),
      ids: page.map(({ id }) => id),
      // Nobody's data stands in a row of which it was erased.
      subjects: opened
        .filter(({ displayName }) => !displayName.isErased)
        .map(({ id }) => ({ type: 'staff', id, incidentId: order.incidentId })),
    };
  }
}

const plainOf = ({ staffNo, missionId, grade, skills, languages, state }: StaffRow): Cell[] => [
  ...[staffNo, missionId, grade, skills.join(' ')],
  ...[languages.map(({ code, level }) => `${code}:${level}`).join(' '), state],
];
