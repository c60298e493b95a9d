import { type Instant, type Refusal, type Result, addMs, drawnLetters, ok, refuse, transitions } from '@bongsu/kernel';
import { EXPORT_KEPT_MS, type ExportContent, type ExportFailure, type ExportKind, type ExportState, type OrderExport } from '../contract';

/** How far an export is in its own row; how a waiting one ends otherwise, its proposal says. */
export type ExportStage = Extract<ExportState, 'waiting' | 'preparing' | 'ready' | 'failed' | 'gone'>;
export type ExportAct = 'release' | 'finish' | 'fail' | 'letGo';

export const exportTransitions = transitions<ExportStage, ExportAct>({
  waiting: { release: 'preparing' },
  preparing: { finish: 'ready', fail: 'failed' },
  ready: { letGo: 'gone' },
  failed: {},
  gone: {},
});

/** What somebody asked for, from where, and how far it is. */
export interface ExportOrder {
  readonly id: string;
  readonly reference: string;
  readonly kind: ExportKind;
  readonly content: ExportContent;
  readonly incidentId: string | null;
  readonly missionIds: string[] | null;
  readonly fromAt: Instant | null;
  readonly toAt: Instant | null;
  readonly language: 'en' | 'ko';
  readonly reason: string;
  readonly legalBasis: OrderExport['legalBasis'];
  readonly caseReference: string | null;
  readonly stage: ExportStage;
  /** Where the right to take out is asked for; null = the whole network. */
  readonly missionId: string | null;
  readonly orderedBy: string;
  readonly orderedAt: Instant;
  readonly address: string;
  readonly device: string;
  readonly proposalId: string | null;
  readonly agreedBy: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly failure: ExportFailure | null;
  readonly readyAt: Instant | null;
  readonly availableUntil: Instant | null;
  readonly copies: number;
}

/** A second person agreed, or none had to: from now on it is being made. Once. */
export function releaseExport(order: ExportOrder, agreedBy: string | null): Result<ExportOrder, Refusal> {
  const stage = exportTransitions.next(order.stage, 'release');
  return stage === undefined ? released : ok({ ...order, stage, agreedBy });
}

/** The file is there, for a day. */
export function finishExport(order: ExportOrder, rows: number, now: Instant): Result<ExportOrder, Refusal> {
  const stage = exportTransitions.next(order.stage, 'finish');
  if (stage === undefined) return released;
  return ok({ ...order, stage, done: rows, total: rows, readyAt: now, availableUntil: addMs(now, EXPORT_KEPT_MS) });
}

export function failExport(order: ExportOrder, failure: ExportFailure): Result<ExportOrder, Refusal> {
  const stage = exportTransitions.next(order.stage, 'fail');
  return stage === undefined ? released : ok({ ...order, stage, failure });
}

/** Whether the file can be had now. */
export function takeable({ stage, availableUntil }: ExportOrder, now: Instant): Result<null, Refusal> {
  if (stage === 'gone' || (availableUntil !== null && availableUntil <= now)) return exportGone;
  if (stage !== 'ready')
    return refuse('conflict', 'situation.export-not-ready', 'There is no file yet.', 'Wait until it was made.', { facts: { stage } });
  return ok(null);
}

/** `SLE-7K3M9Q`: of a sealed incident. Drawn, see {@link drawnLetters}. */
export function sealedExportReference(below: (limit: number) => number): string {
  return `SLE-${drawnLetters(6, below)}`;
}

/** `EXP-2026-000123`: the year in which it was asked for, and a number that runs on over the years. */
export function exportReference(orderedAt: Instant, number: number): string {
  return `EXP-${orderedAt.slice(0, 4)}-${String(number).padStart(6, '0')}`;
}

export const exportGone = refuse(
  'gone',
  'situation.export-gone',
  'This file is no longer kept.',
  'Ask for a new export if it is still needed.',
);
const released = refuse('conflict', 'situation.export-over', 'This export is no longer where that can be done.', 'Read it again.');
