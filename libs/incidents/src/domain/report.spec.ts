import { aReport } from '../../../../test/specimens/incidents';
import {
  type ReportAct,
  type ReportState,
  correctReport,
  dismissReport,
  linkReport,
  reassignReport,
  reportTransitions,
  unlinkReport,
} from './report';

const incidentId = '018630b0-0000-7000-8000-000000000001';
const otherIncidentId = '018630b0-0000-7000-8000-000000000009';

const permitted: Record<ReportState, Partial<Record<ReportAct, ReportState>>> = {
  unlinked: { link: 'linked', dismiss: 'dismissed' },
  linked: { unlink: 'unlinked' },
  dismissed: { link: 'linked' },
};
const states: ReportState[] = ['unlinked', 'linked', 'dismissed'];
const acts: ReportAct[] = ['link', 'unlink', 'dismiss'];
const inState = (state: ReportState) => aReport({ state, incidentId: state === 'linked' ? incidentId : null });

function act(state: ReportState, which: ReportAct) {
  const report = inState(state);
  if (which === 'link') return linkReport(report, otherIncidentId);
  return which === 'unlink' ? unlinkReport(report, incidentId) : dismissReport(report);
}

describe('what becomes of a report', () => {
  it('is in the table and nowhere else', () => {
    expect(reportTransitions.table).toEqual(permitted);
  });

  it.each(states.flatMap((state) => acts.map((which) => [state, which, permitted[state][which]] as const)))(
    '%s, "%s" → %s',
    (state, which, to) => {
      const result = act(state, which);
      if (to === undefined) expect(result).toMatchObject({ ok: false, refusal: { kind: 'conflict' } });
      else expect(result).toMatchObject({ ok: true, value: { state: to, incidentId: to === 'linked' ? otherIncidentId : null } });
    },
  );

  it('is not linked twice: the answer says where it is', () => {
    expect(linkReport(inState('linked'), otherIncidentId)).toMatchObject({
      refusal: { code: 'incidents.report-already-linked', facts: { incidentId } },
    });
  });

  it('is not unlinked from an incident that it is not linked to', () => {
    expect(unlinkReport(inState('linked'), otherIncidentId)).toMatchObject({ refusal: { code: 'incidents.report-not-linked-here' } });
  });
});

describe('correcting a report', () => {
  it('leaves what was said, by whom and when, and points to what is known now', () => {
    const earlier = aReport({ nationals: { low: 1, best: 1, high: 1 } });
    expect(correctReport(earlier, 'the-correction')).toEqual({ ok: true, value: { ...earlier, correctedByReportId: 'the-correction' } });
  });

  it('happens once: the correction is what one corrects next', () => {
    expect(correctReport(aReport({ correctedByReportId: 'the-correction' }), 'another')).toMatchObject({
      refusal: { code: 'incidents.report-already-corrected', field: 'correctsReportId', facts: { correctedByReportId: 'the-correction' } },
    });
  });
});

describe('giving a report to another mission', () => {
  it('is a decision of a person: no longer an estimate', () => {
    const estimated = aReport({
      jurisdiction: {
        missionId: 'KR-CG-TR-ISTANBUL',
        countryIso2: 'TR',
        basis: 'nearest-in-country',
        estimate: true,
        caveat: 'verify',
        caveatCodes: ['far-from-mission'],
        candidates: [],
      },
    });
    expect(reassignReport(estimated, 'KR-EMB-TR')).toMatchObject({
      value: {
        jurisdiction: { missionId: 'KR-EMB-TR', basis: 'assigned', estimate: false, caveat: null, caveatCodes: [], countryIso2: 'TR' },
      },
    });
  });

  it('is refused when it is there already, and for a report that was dismissed', () => {
    expect(reassignReport(aReport(), 'KR-EMB-TR')).toMatchObject({ refusal: { code: 'incidents.report-already-assigned' } });
    expect(reassignReport(inState('dismissed'), 'KR-EMB-GR')).toMatchObject({ refusal: { code: 'incidents.report-impossible-act' } });
  });
});
