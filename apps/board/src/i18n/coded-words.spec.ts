import { roles } from '@bongsu/access/contract';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { jurisdictionCaveats } from '@bongsu/missions/contract';
import { legalBases, lostRights } from '@bongsu/platform/contract';
import { exportEntries, exportFailures, exportStates, reducedKinds } from '@bongsu/situation/contract';
import { english } from './en';
import { korean } from './ko';

type Words = typeof english | typeof korean;

/** Every union of the contracts whose members the board says in words, and where its words are. */
const unions: readonly (readonly [string, readonly string[], (words: Words) => object])[] = [
  ['category', incidents.categories, (words) => words.vocabulary.category],
  ['channel', incidents.channels, (words) => words.vocabulary.channel],
  ['urgency', incidents.urgencies, (words) => words.vocabulary.urgency],
  ['evidence grade', incidents.evidenceGrades, (words) => words.vocabulary.evidence],
  ['alert level', incidents.alertLevels, (words) => words.vocabulary.alertLevel],
  ['incident state', incidents.incidentStates, (words) => words.vocabulary.incidentState],
  ['incident act', incidents.incidentActs, (words) => words.vocabulary.incidentAct],
  ['ground of a seal', incidents.sealGrounds, (words) => words.vocabulary.sealGround],
  ['reasoned act', incidents.reasonedActs, (words) => words.vocabulary.reasonedAct],
  ['precision', incidents.precisions, (words) => words.vocabulary.precision],
  ['basis of jurisdiction', incidents.jurisdictionBases, (words) => words.vocabulary.basis],
  ['caveat of jurisdiction', incidents.reportCaveats, (words) => words.missions.caveat],
  ['caveat of the network', jurisdictionCaveats, (words) => words.missions.caveat],
  ['report state', incidents.reportStates, (words) => words.vocabulary.reportState],
  ['task state', incidents.taskSchema.shape.state.options, (words) => words.vocabulary.taskState],
  ['what keeps an incident open', incidents.closeBlockerSchema.shape.code.options, (words) => words.vocabulary.blocker],
  ['role', roles, (words) => words.vocabulary.role],
  ['priority', dispatch.priorities, (words) => words.dispatchVocabulary.priority],
  ['request state', dispatch.requestStates, (words) => words.dispatchVocabulary.requestState],
  ['offer state', dispatch.offerStates, (words) => words.dispatchVocabulary.offerState],
  ['offer tier', dispatch.offerTiers, (words) => words.dispatchVocabulary.offerTier],
  ['reason to decline', dispatch.declineReasons, (words) => words.dispatchVocabulary.declineReason],
  ['deployment state', dispatch.deploymentStates, (words) => words.dispatchVocabulary.deploymentState],
  ['deployment act', dispatch.deploymentActs, (words) => words.dispatchVocabulary.deploymentAct],
  ['shipment state', dispatch.shipmentStates, (words) => words.dispatchVocabulary.shipmentState],
  ['shipment act', dispatch.shipmentActs, (words) => words.dispatchVocabulary.shipmentAct],
  ['shortfall', dispatch.shortfallCodes, (words) => words.dispatchVocabulary.shortfall],
  ['lost right', lostRights, (words) => words.dispatchVocabulary.lostRight],
  ['export state', exportStates, (words) => words.exporting.state],
  ['failure of an export', exportFailures, (words) => words.exporting.failure],
  ['legal basis', legalBases, (words) => words.privacy.basis],
];

/** What the house gives as reason when it moves a request or takes an offer back; the entries hold it as a plain code. */
const codedReasons = [
  'withdrawn-by-requester',
  'incident-closed',
  'declined-by-headquarters',
  'no-hub-can-cover',
  'no-hub-left',
  'nobody-answered',
  'not-planned-in-time',
  'asker-lost-right',
  'request-withdrawn',
  'nothing-arrived',
];

describe.each([
  ['English', english],
  ['Korean', korean],
] as const)('%s has words for', (_, words) => {
  it.each(unions)('every %s', (_union, members, wordsOf) => {
    const said = wordsOf(words) as Readonly<Record<string, string | undefined>>;
    expect(members.filter((member) => (said[member] ?? '').trim() === '')).toEqual([]);
  });

  it('every reason that the house gives itself', () => {
    const said: Readonly<Record<string, string>> = words.dispatchVocabulary.codedReason;
    expect(codedReasons.filter((code) => (said[code] ?? '') === '')).toEqual([]);
  });

  it('every kind of entry that changes the board, or stands in an incident’s timeline', () => {
    const said = words.entry as unknown as Readonly<Record<string, Readonly<Record<string, string>>>>;
    const inTimeline = [...exportEntries.map(({ kind }) => kind), 'platform.evidence-exported'];
    const unsaid = [...reducedKinds, ...inTimeline].filter((kind) => {
      const [context = '', name = ''] = kind.split('.');
      return (said[context]?.[name] ?? '') === '';
    });
    expect(unsaid).toEqual([]);
  });
});
