import {
  LaneChanged,
  OfferAccepted,
  OfferDeclined,
  OfferEscalated,
  OfferFulfilled,
  type OfferLine,
  OfferPartAccepted,
  OfferQueued,
  OfferSent,
  OfferWithdrawn,
  PlanMade,
  RequestMoved,
  RequestShared,
  RequestSubmitted,
} from '@bongsu/dispatch/contract';
import { codedReason } from '../coded-reason';
import { type Asked, amounts } from './amounts';
import { type SayKind, type Wording, line, say } from './line';

/** Requests, plans, offers and the hubs' lanes. */
export function requestLines(wording: Wording): SayKind[] {
  const { t, missionName, time, board } = wording;
  const code = (id: string): string | undefined => board.requests[id]?.code;
  const request = (id: string): string => code(id) ?? t('entryLine.someRequest');
  const asked = (lines: readonly Asked[]): string => amounts(lines, wording);
  const offered = (requestId: string, lines: readonly OfferLine[]): string => {
    const known = board.requests[requestId]?.lines ?? [];
    return asked(lines.map(({ lineNo, count }) => ({ count, line: known.find((one) => one.lineNo === lineNo)?.line ?? null })));
  };
  const missing = (requestId: string, gaps: readonly { lineNo: number; missing: number }[]): string =>
    gaps.length === 0
      ? t('entryLine.allCovered')
      : t('entryLine.missing', {
          what: offered(
            requestId,
            gaps.map((gap) => ({ lineNo: gap.lineNo, count: gap.missing })),
          ),
        });

  return [
    say(RequestSubmitted, (b) =>
      line(
        t('entryLine.requested', {
          mission: missionName(b.missionId),
          what: asked(b.lines.map(({ line: one }) => ({ count: one.count, line: one }))),
        }),
        `${b.priority} ${t(`dispatchVocabulary.priority.${b.priority}`)}`,
        t('entryLine.neededBy', { at: time(b.neededBy) }),
        b.code,
      ),
    ),
    say(RequestShared, (b) => line(t('entryLine.requestShared', { code: b.code, missions: b.missions.map(missionName).join(', ') }))),
    say(PlanMade, (b) => {
      const hubs = [...new Set(b.choices.map(({ hubId }) => missionName(hubId)))].join(', ');
      return line(
        hubs === '' ? t('entryLine.planEmpty', { code: request(b.requestId) }) : t('entryLine.plan', { code: request(b.requestId), hubs }),
        missing(b.requestId, b.shortfalls),
      );
    }),
    say(RequestMoved, (b) =>
      line(
        t('entryLine.requestMoved', {
          code: request(b.requestId),
          from: t(`dispatchVocabulary.requestState.${b.from}`),
          to: t(`dispatchVocabulary.requestState.${b.to}`),
        }),
        codedReason(b.reason, t),
      ),
    ),
    say(OfferQueued, (b) =>
      line(
        t('entryLine.offerQueued', { hub: missionName(b.hubId), what: offered(b.requestId, b.lines) }),
        t(`dispatchVocabulary.offerTier.${b.tier}`),
      ),
    ),
    say(OfferSent, (b) =>
      line(t('entryLine.offerSent', { hub: missionName(b.hubId) }), t('entryLine.answerBy', { at: time(b.ackDueAt) }), code(b.requestId)),
    ),
    say(OfferAccepted, (b) => line(t('entryLine.offerAccepted', { hub: missionName(b.hubId), what: offered(b.requestId, b.accepted) }))),
    say(OfferPartAccepted, (b) =>
      line(
        t('entryLine.offerPartAccepted', { hub: missionName(b.hubId), what: offered(b.requestId, b.accepted) }),
        t('entryLine.restElsewhere'),
      ),
    ),
    say(OfferDeclined, (b) =>
      line(
        t('entryLine.offerDeclined', { hub: missionName(b.hubId), reason: t(`dispatchVocabulary.declineReason.${b.reason}`) }),
        code(b.requestId),
      ),
    ),
    say(OfferEscalated, (b) =>
      line(
        t('entryLine.offerEscalated', { hub: missionName(b.hubId) }),
        t('entryLine.nowAsked', { to: b.toHubId === null ? t('parts.headquarters') : missionName(b.toHubId) }),
      ),
    ),
    say(OfferWithdrawn, (b) => line(t('entryLine.offerWithdrawn', { hub: missionName(b.hubId) }), codedReason(b.reason, t))),
    say(OfferFulfilled, (b) => line(t('entryLine.offerFulfilled', { hub: missionName(b.hubId) }), code(b.requestId))),
    say(LaneChanged, (b) =>
      line(
        t('entryLine.lane', { hub: missionName(b.hubId), to: t(`dispatchVocabulary.laneState.${b.to}`) }),
        b.handedToHubId !== null && t('entryLine.laneTo', { hub: missionName(b.handedToHubId) }),
      ),
    ),
  ];
}
