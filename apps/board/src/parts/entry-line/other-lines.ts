import { BreakGlassOpened, ProposalMade, SealListChanged } from '@bongsu/access/contract';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import { JobRefused } from '@bongsu/platform/contract';
import { SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from '@bongsu/situation/contract';
import { kindWords } from '../kind-words';
import { sayKind } from '../say-entry';
import { type SayKind, type Wording, line, say } from './line';

/** The network itself, and situation reports. */
export function otherLines({ t, missionName, personName }: Wording): SayKind[] {
  return [
    say(MissionStatusChanged, (b) =>
      line(
        t('entryLine.missionStatus', {
          mission: missionName(b.missionId),
          from: t(`missions.status.${b.from}`),
          to: t(`missions.status.${b.to}`),
        }),
        t(`missions.statusReason.${b.reason}`),
      ),
    ),
    say(SealListChanged, (b) =>
      line(
        t(b.change === 'added' ? 'seal.list.lineAdded' : 'seal.list.lineTaken'),
        personName(b.accountId),
        b.why !== 'sealer' && t(`seal.list.why.${b.why}`),
      ),
    ),
    say(BreakGlassOpened, (b) => line(sayKind(BreakGlassOpened.kind, t), t(`decisions.glass.reason.${b.reasonCode}`))),
    say(ProposalMade, (b) => line(sayKind(ProposalMade.kind, t), kindWords(b.proposal, t))),
    say(JobRefused, (b) =>
      line(
        t('entryLine.jobRefused', { mission: missionName(b.missionId) }),
        t(`dispatchVocabulary.lostRight.${b.why}`),
        t('entryLine.somebodyNeeded'),
      ),
    ),
    say(SitrepIssued, (b) => line(t('entryLine.sitrepIssued', { number: b.number }))),
    say(SitrepWithdrawn, (b) => line(t('entryLine.sitrepWithdrawn', { number: b.number }), t('entryLine.doNotRely'))),
    say(SitrepSuperseded, (b) => line(t('entryLine.sitrepSuperseded', { number: b.number, by: b.byNumber }))),
  ];
}
