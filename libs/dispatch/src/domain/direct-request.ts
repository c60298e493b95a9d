import { type Instant, Sensitive, ok, refuse } from '@bongsu/kernel';
import type { OfferLine } from '../contract';
import { askHubs } from './ask-hubs';
import { type Decided, type Dossier, type Step, uncovered, withRequest } from './dossier';
import { type Lane } from './lane';
import { isOpen } from './offer';
import { impossibleTransition } from './refusals';
import { followThrough, moveRequestBy } from './request-progress';
import { isPlannable, lineOf, requestTransitions } from './support-request';

export interface DirectFacts {
  readonly now: Instant;
  readonly hubIds: readonly string[];
  readonly lane: Lane | undefined;
  readonly newId: () => string;
}

/** Headquarters asks a hub of its choice for lines that nobody covers, also one that was asked before. */
export function directRequest(dossier: Dossier, command: { hubId: string; lines: readonly OfferLine[] }, facts: DirectFacts): Decided {
  const { request } = dossier;
  if (!isPlannable(request.state) && request.state !== 'at-headquarters')
    return impossibleTransition(requestTransitions, 'support request', request.state, 'source');
  const refusal = unfit(request.missionId, command.hubId, facts) ?? unfitLines(dossier, command.lines);
  if (refusal !== null) return refusal;
  const ask = { offerId: facts.newId(), hubId: command.hubId, tier: 'headquarters' as const, lines: command.lines };
  return ok(followThrough(askHubs(dossier, [ask], facts.now)));
}

function unfit(missionId: string, hubId: string, { hubIds, lane }: DirectFacts) {
  const about = { field: 'hubId', facts: { hubId } };
  if (!hubIds.includes(hubId)) return refuse('invalid', 'dispatch.not-a-hub', `${hubId} is not a hub.`, 'Name one of the hubs.', about);
  if (hubId === missionId)
    return refuse('invalid', 'dispatch.own-request', 'A mission cannot be asked to help itself.', 'Name another hub.', about);
  if (lane?.state !== 'handed-over') return null;
  const facts = { hubId, handedToHubId: lane.handedToHubId };
  return refuse(
    'conflict',
    'dispatch.lane-handed-over',
    `The lane of ${hubId} is handed over to ${lane.handedToHubId}.`,
    'Name the hub that answers for it.',
    { field: 'hubId', facts },
  );
}

function unfitLines(dossier: Dossier, lines: readonly OfferLine[]) {
  for (const [at, { lineNo, count }] of lines.entries()) {
    const line = lineOf(dossier.request, lineNo);
    if (line === undefined || lines.findIndex((other) => other.lineNo === lineNo) < at) {
      return refuse(
        'invalid',
        'dispatch.unknown-line',
        `Line ${lineNo} is not part of this request, or is named twice.`,
        "Use each of the request's own line numbers at most once.",
        { field: `lines.${at}.lineNo`, facts: { lineNo } },
      );
    }
    const left = uncovered(dossier, line);
    if (count <= left) continue;
    return refuse(
      'conflict',
      'dispatch.more-than-uncovered',
      `${left} of line ${lineNo} are neither promised nor being asked for; ${count} were named.`,
      left > 0 ? `Ask for at most ${left}.` : 'Leave this line out.',
      {
        field: `lines.${at}.count`,
        facts: { lineNo, left, named: count },
      },
    );
  }
  return null;
}

/**
 * Headquarters decides that what nobody covers will not be provided. Nothing promised and nobody asked: the request is declined.
 * Otherwise it is closed short: what was promised still comes, and counts as all there is.
 */
export function declineRequest(dossier: Dossier, reason: string): Decided {
  const { request } = dossier;
  if (requestTransitions.next(request.state, 'decline') === undefined)
    return impossibleTransition(requestTransitions, 'support request', request.state, 'decline');
  const endedReason = Sensitive.of(reason);
  const nothingComes = request.lines.every(({ committed }) => committed === 0) && !dossier.offers.some(isOpen);
  if (nothingComes) return ok(moveRequestBy(withRequest(dossier, { ...request, endedReason }), 'decline', 'declined-by-headquarters'));
  const lines = request.lines.map((line) => ({ ...line, waived: line.waived + uncovered(dossier, line) }));
  const waived: Step = { dossier: withRequest(dossier, { ...request, lines, endedReason }), entries: [] };
  return ok(followThrough(waived));
}
