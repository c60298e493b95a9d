import { Injectable } from '@nestjs/common';
import { KnownAccounts } from '@bongsu/access';
import { IncidentDirectory } from '@bongsu/incidents';
import type { Actor } from '@bongsu/platform';
import type { ExportOrder } from '../domain/export-order';
import type { ExportCopy } from '../storage/export.store';
import { type ExportWords, exportWords } from './export-words';

/** What a copy says of itself, in the language that was asked for. */
export interface SaidMarks {
  readonly head: readonly string[];
  readonly end: string;
  readonly copy: string;
  readonly column: (code: string) => string;
}

/** The visible part of the watermark: who, when, why, by which agreement, of what, and that it is not to be passed on. */
@Injectable()
export class ExportMarks {
  constructor(
    private readonly accounts: KnownAccounts,
    private readonly incidents: IncidentDirectory,
  ) {}

  async of(order: ExportOrder, copy: ExportCopy, rows: number, reader: Actor): Promise<SaidMarks> {
    const words = exportWords[order.language];
    const people = await this.accounts.people(
      [order.orderedBy, ...(order.agreedBy === null ? [] : [order.agreedBy])],
      reader,
      'situation.take-export',
    );
    const name = (id: string): string => `${people.get(id)?.displayName ?? '–'} (${id})`;
    const { reference, reason, legalBasis, caseReference, agreedBy } = order;
    return {
      head: [
        `${words.title} ${reference} · ${words.copy} ${copy.mark}`,
        `${words.takenBy}: ${name(copy.takenBy)} · ${copy.takenAt}`,
        `${words.reason}: ${reason} · ${words.basis}: ${words.bases[legalBasis]}${caseReference === null ? '' : ` · ${words.caseReference}: ${caseReference}`}`,
        agreedBy === null ? words.noPersonalData : `${words.agreedBy}: ${name(agreedBy)}`,
        `${words.about}: ${await this.about(order, words)}`,
        agreedBy === null ? words.handle : words.handlePersonal,
      ],
      end: `${words.end} ${copy.mark} · ${String(rows)} ${words.rows}`,
      copy: words.copyColumn,
      column: (code) => words.columns[code] ?? code,
    };
  }

  private async about({ kind, incidentId, missionIds, fromAt, toAt }: ExportOrder, words: ExportWords): Promise<string> {
    const what = words.kinds[kind];
    if (incidentId !== null) return `${what}, ${(await this.incidents.codeOf(incidentId)) ?? incidentId}`;
    const where = missionIds === null ? words.everyMission : missionIds.join(' ');
    return [what, where, ...(fromAt === null || toAt === null ? [] : [`${fromAt} – ${toAt}`])].join(', ');
  }
}
