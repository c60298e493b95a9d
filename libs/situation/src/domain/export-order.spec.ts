import type { Refusal, Result } from '@bongsu/kernel';
import { exportMarkSchema } from '../contract';
import {
  type ExportAct,
  type ExportOrder,
  type ExportStage,
  exportReference,
  exportTransitions,
  failExport,
  finishExport,
  releaseExport,
  sealedExportReference,
  takeable,
} from './export-order';

const NOW = '2026-11-22T12:00:00.000Z';
const at = (stage: ExportStage): ExportOrder => ({
  ...{ id: '01890000-0000-7000-8000-000000000001', reference: 'EXP-2026-000001', kind: 'reports', content: 'personal', incidentId: null },
  ...{ missionIds: null, fromAt: null, toAt: null, language: 'en', reason: 'An inquiry', legalBasis: 'public-task', caseReference: null },
  ...{ stage, missionId: null, orderedBy: 'her', orderedAt: NOW, address: 'inside', device: 'inside', proposalId: null, agreedBy: null },
  ...{ done: 0, total: null, failure: null, readyAt: null, availableUntil: null, copies: 0 },
});

describe('the life of an export', () => {
  const cells: Readonly<Record<ExportStage, Partial<Record<ExportAct, ExportStage>>>> = {
    waiting: { release: 'preparing' },
    preparing: { finish: 'ready', fail: 'failed' },
    ready: { letGo: 'gone' },
    failed: {},
    gone: {},
  };
  it.each(exportTransitions.states.flatMap((stage) => exportTransitions.acts.map((act) => [stage, act] as const)))('%s, %s', (stage, act) =>
    expect(exportTransitions.next(stage, act)).toBe(cells[stage][act]),
  );

  it.each(['preparing', 'ready', 'failed', 'gone'] as const)('is not released a second time when %s', (stage) =>
    expect(releaseExport(at(stage), 'him')).toMatchObject({ ok: false, refusal: { code: 'situation.export-over' } }),
  );

  it('says who agreed, and keeps the file for a day', () => {
    expect(releaseExport(at('waiting'), 'him')).toMatchObject({ ok: true, value: { stage: 'preparing', agreedBy: 'him' } });
    expect(finishExport(at('preparing'), 7, NOW)).toMatchObject({
      ok: true,
      value: { stage: 'ready', total: 7, readyAt: NOW, availableUntil: '2026-11-23T12:00:00.000Z' },
    });
    expect(failExport(at('preparing'), 'too-large')).toMatchObject({ ok: true, value: { stage: 'failed', failure: 'too-large' } });
  });

  it('is taken when it is ready, up to its end and not at it', () => {
    const code = (result: Result<null, Refusal>): string | null => (result.ok ? null : result.refusal.code);
    const ready: ExportOrder = { ...at('ready'), availableUntil: '2026-11-23T12:00:00.000Z' };
    expect(code(takeable(ready, '2026-11-23T11:59:59.999Z'))).toBeNull();
    expect(code(takeable(ready, '2026-11-23T12:00:00.000Z'))).toBe('situation.export-gone');
    for (const stage of ['waiting', 'preparing', 'failed'] as const)
      expect(code(takeable(at(stage), NOW))).toBe('situation.export-not-ready');
    expect(code(takeable(at('gone'), NOW))).toBe('situation.export-gone');
  });

  it('is named by the year and a number that runs on', () => expect(exportReference(NOW, 123)).toBe('EXP-2026-000123'));

  it('of a sealed incident has a name of its own series, which is drawn, and so has the mark of a copy', () => {
    const drawn = [31, 0, 1, 2, 30, 9];
    expect(sealedExportReference(() => drawn.shift() ?? 0)).toBe('SLE-Z012Y9');
    expect(exportMarkSchema.safeParse('SLE-Z012Y9-1-K7QF2M').success).toBe(true);
    expect(exportMarkSchema.safeParse('SLE-Z012YU-1-K7QF2M').success).toBe(false);
  });
});
