import type { Entry, EntryDefinition } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import { type BoardState, SitrepIssued } from '../src/contract';

/**
 * The board worked out another way: not by folding, but by asking the whole history about each thing ("what did the last move
 * of this incident say?"). Slow and short-sighted about what is pruned, hence only for histories below the limits.
 */
export function boardByAsking(entries: readonly Entry[]): Omit<BoardState, 'recent'> {
  const ask = new History(entries);
  return {
    incidents: byId(
      [...ask.of(incidents.IncidentOpened), ...ask.of(incidents.IncidentShared)],
      ({ body }) => body.incidentId,
      ({ body }) => incidentOf(ask, body.incidentId),
    ),
    reports: byId(
      [...ask.of(incidents.ReportFiled), ...ask.of(incidents.ReportShared)],
      ({ body }) => body.reportId,
      ({ body }) => reportOf(ask, body.reportId),
    ),
    proposals: byId(
      ask.of(incidents.DuplicateProposed).filter((proposed) => isOpenProposal(ask, proposed)),
      ({ body }) => body.proposalId,
      ({ body }) => ({
        id: body.proposalId,
        reportId: body.reportId,
        incidentId: body.incidentId,
        distanceKm: body.distanceKm,
        minutesApart: body.minutesApart,
        sameCategory: body.sameCategory,
      }),
    ),
    requests: byId(
      [...ask.of(dispatch.RequestSubmitted), ...ask.of(dispatch.RequestShared)],
      ({ body }) => body.requestId,
      ({ body }) => requestOf(ask, body.requestId),
    ),
    offers: byId(
      ask.of(dispatch.OfferQueued),
      ({ body }) => body.offerId,
      (queued) => offerOf(ask, queued),
    ),
    deployments: byId(
      ask.of(dispatch.DeploymentOrdered),
      ({ body }) => body.deploymentId,
      (ordered) => deploymentOf(ask, ordered),
    ),
    shipments: byId(
      ask.of(dispatch.ShipmentOrdered),
      ({ body }) => body.shipmentId,
      (ordered) => shipmentOf(ask, ordered),
    ),
    lanes: byId(
      ask.of(dispatch.LaneChanged),
      ({ body }) => body.hubId,
      ({ body }) => ({ hubId: body.hubId, state: body.to, handedToHubId: body.handedToHubId, reason: body.reason }),
    ),
    missionStatuses: byId(
      ask.of(MissionStatusChanged),
      ({ body }) => body.missionId,
      ({ body }) => body.to,
    ),
    totals: {
      reports: ask.of(incidents.ReportFiled).length,
      incidentsOpened: ask.of(incidents.IncidentOpened).length,
      requests: ask.of(dispatch.RequestSubmitted).length,
      deploymentsArrived: ask
        .of(dispatch.DeploymentOrdered)
        .flatMap((ordered) =>
          ask.after(ordered, dispatch.DeploymentMoved, (body) => body.deploymentId === ordered.body.deploymentId && body.act === 'arrive'),
        ).length,
      shipmentsReceived: ask
        .of(dispatch.ShipmentOrdered)
        .flatMap((ordered) =>
          ask.after(ordered, dispatch.ShipmentMoved, (body) => body.shipmentId === ordered.body.shipmentId && body.act === 'receive'),
        ).length,
    },
  };
}

type Stated<Body> = Entry<string, Body> & { readonly index: number };
type BodyOf<Definition> = Definition extends EntryDefinition<string, infer Body> ? Body : never;

class History {
  private readonly indexed: readonly (Entry & { index: number })[];

  constructor(entries: readonly Entry[]) {
    this.indexed = entries.map((entry, index) => ({ ...entry, index }));
  }

  /** The same history, before an entry. */
  until(index: number): History {
    return new History(this.indexed.slice(0, index));
  }

  knowsReport(reportId: string): boolean {
    return [...this.of(incidents.ReportFiled), ...this.of(incidents.ReportShared)].some(({ body }) => body.reportId === reportId);
  }

  of<Body>(definition: EntryDefinition<string, Body>): Stated<Body>[] {
    return this.indexed.filter((entry): entry is Stated<Body> => definition.is(entry));
  }

  after<Body>(birth: { index: number }, definition: EntryDefinition<string, Body>, about: (body: Body) => boolean): Stated<Body>[] {
    return this.of(definition).filter((entry) => entry.index > birth.index && about(entry.body));
  }
}

/** The statements that say all about one thing at their time; what is said later counts from the last of them. */
type Whole = { readonly index: number; readonly at: string };

function incidentOf(ask: History, id: string): BoardState['incidents'][string] {
  const mine = (of: { incidentId: string }): boolean => of.incidentId === id;
  const opened = ask
    .of(incidents.IncidentOpened)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      at,
      body: {
        ...body,
        state: 'signal' as const,
        alertLevel: 'none' as const,
        alertReviewAt: null,
        openedAt: at,
        acknowledgedAt: null,
        ackOverdue: false,
        closedAt: null,
        seal: null,
        tasks: [],
      },
    }));
  const shared = ask
    .of(incidents.IncidentShared)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({ index, at, body }));
  const wholes = [...opened, ...shared].sort((a, b) => a.index - b.index);
  const [first, whole] = [wholes[0], wholes.at(-1)];
  if (!first || !whole) throw new Error(`nobody told of ${id}`);
  const all = <Body extends { incidentId: string }>(definition: EntryDefinition<string, Body>, since: Whole = whole): Stated<Body>[] =>
    ask.after(since, definition, mine);
  const lead = all(incidents.IncidentReassigned).at(-1);
  const acknowledgedAt = all(incidents.IncidentAcknowledged, lead ?? whole).at(-1)?.at ?? (lead ? null : whole.body.acknowledgedAt);
  const lifeCycle = all(incidents.IncidentMoved);
  const lastNotReview = lifeCycle.filter((move) => move.body.to !== 'reviewed').at(-1);
  const level = all(incidents.AlertLevelDecided).at(-1)?.body;
  const sealed = ask.of(incidents.IncidentSealed).map(({ index, incidentId, body }) => ({ index, incidentId, seal: body.ground }));
  const unsealed = ask.of(incidents.IncidentUnsealed).map(({ index, incidentId }) => ({ index, incidentId, seal: null }));
  const seal = [...sealed, ...unsealed]
    .filter((entry) => entry.incidentId === id && entry.index > whole.index)
    .sort((a, b) => a.index - b.index);
  const { code, title, category, countryIso2, lat, lng, zone, occurredAt, openedAt } = whole.body;
  return {
    id,
    code,
    title,
    category,
    countryIso2,
    lat,
    lng,
    zone,
    occurredAt,
    openedAt,
    acknowledgedAt,
    ackDueAt: lead ? (lead.body.ackDueAt ?? null) : whole.body.ackDueAt,
    urgency: all(incidents.UrgencyChanged).at(-1)?.body.to ?? whole.body.urgency,
    missionId: lead?.body.to ?? whole.body.missionId,
    state: lifeCycle.at(-1)?.body.to ?? whole.body.state,
    alertLevel: level?.to ?? whole.body.alertLevel,
    alertReviewAt: level ? level.reviewAt : whole.body.alertReviewAt,
    ackOverdue:
      acknowledgedAt === null &&
      ((lead === undefined && whole.body.ackOverdue) || all(incidents.IncidentAckOverdue, lead ?? whole).length > 0),
    closedAt: lastNotReview ? (lastNotReview.body.to === 'closed' ? lastNotReview.at : null) : whole.body.closedAt,
    seal: seal.length > 0 ? (seal.at(-1)?.seal ?? null) : (whole.body.seal ?? null),
    lastSitrepNumber: Math.max(0, ...all(SitrepIssued, first).map((sitrep) => sitrep.body.number)),
    tasks: tasksOf(ask, first, id),
    reportIds: reportsOf(ask, first, id),
    lastEntryAt: first.at,
  };
}

function tasksOf(ask: History, first: Whole, incidentId: string): BoardState['incidents'][string]['tasks'] {
  const mine = (of: { incidentId: string }): boolean => of.incidentId === incidentId;
  const added = ask.after(first, incidents.TaskAdded, mine).map(({ index, body: { taskId: id, title, ownerMissionId, dueAt } }) => ({
    index,
    task: { id, title, ownerMissionId, dueAt, overdue: false },
  }));
  const told = ask
    .of(incidents.IncidentShared)
    .filter(({ body }) => mine(body))
    .flatMap(({ index, body }) => body.tasks.map((task) => ({ index, task })));
  const statements = [...added, ...told].sort((a, b) => a.index - b.index);
  return byId(
    statements,
    ({ task }) => task.id,
    ({ index, task }) => {
      const same = (of: { taskId: string }): boolean => of.taskId === task.id;
      const [answer] = [...ask.after({ index }, incidents.TaskCompleted, same), ...ask.after({ index }, incidents.TaskCancelled, same)];
      const state =
        answer === undefined
          ? ('open' as const)
          : answer.kind === incidents.TaskCompleted.kind
            ? ('done' as const)
            : ('cancelled' as const);
      return {
        ...task,
        state,
        overdue: state === 'open' && (task.overdue || ask.after({ index }, incidents.TaskOverdue, same).length > 0),
      };
    },
  );
}

/** The reports whose last word about this incident was that they belong to it. */
function reportsOf(ask: History, first: Whole, incidentId: string): string[] {
  const named = new Set(
    [...ask.of(incidents.ReportFiled), ...ask.of(incidents.ReportLinked), ...ask.of(incidents.ReportShared)].map(
      (entry) => entry.body.reportId,
    ),
  );
  return [...named].filter((reportId) => {
    const mine = (of: { reportId: string }): boolean => of.reportId === reportId;
    const before = ask.until(first.index);
    const held = before.knowsReport(reportId) && reportOf(before, reportId).incidentId === incidentId;
    const words = [
      { index: first.index, belongs: held },
      ...ask.after(first, incidents.ReportFiled, mine).map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      ...ask.after(first, incidents.ReportShared, mine).map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      // That it went to another incident is news for this one only where the board knows that it was here.
      ...ask
        .after(first, incidents.ReportLinked, mine)
        .filter(({ index, body }) => body.incidentId === incidentId || ask.until(index).knowsReport(reportId))
        .map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      ...ask
        .after(first, incidents.ReportUnlinked, (body) => mine(body) && body.incidentId === incidentId)
        .map(({ index }) => ({ index, belongs: false })),
    ].sort((a, b) => a.index - b.index);
    return words.at(-1)?.belongs ?? false;
  });
}

function reportOf(ask: History, id: string): BoardState['reports'][string] {
  const mine = (of: { reportId: string }): boolean => of.reportId === id;
  const filed = ask
    .of(incidents.ReportFiled)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      body: {
        ...body,
        enteredAt: at,
        nationalsBest: body.nationals?.best ?? null,
        magnitude: body.feed?.magnitude ?? null,
        correctedByReportId: null,
        dismissed: false,
      },
    }));
  const shared = ask
    .of(incidents.ReportShared)
    .filter(({ body }) => mine(body))
    .map(({ index, body }) => ({ index, body }));
  const whole = [...filed, ...shared].sort((a, b) => a.index - b.index).at(-1);
  if (!whole) throw new Error(`nobody told of ${id}`);
  const { body } = whole;
  const revised = ask.after(whole, incidents.ReportRevised, mine).at(-1)?.body ?? body;
  const reassigned = ask.after(whole, incidents.ReportReassigned, mine).at(-1)?.body;
  const lastLink = ask.after(whole, incidents.ReportLinked, mine).at(-1);
  const incidentId = lastLink?.body.incidentId ?? body.incidentId;
  const unlinked = ask.after(lastLink ?? whole, incidents.ReportUnlinked, mine).some((entry) => entry.body.incidentId === incidentId);
  return {
    id,
    code: body.code,
    category: body.category,
    urgency:
      ask
        .after(whole, incidents.ReportRevised, mine)
        .map((entry) => entry.body.urgency)
        .filter((urgency) => urgency !== undefined)
        .at(-1) ?? body.urgency,
    evidenceGrade: body.evidenceGrade,
    channel: body.channel,
    countryIso2: body.countryIso2,
    enteredAt: body.enteredAt,
    nationalsBest: body.nationalsBest,
    missionId: reassigned?.to ?? body.missionId,
    estimate: reassigned === undefined && body.estimate,
    lat: revised.lat,
    lng: revised.lng,
    magnitude: revised.magnitude,
    occurredAt: revised.occurredAt,
    incidentId: unlinked ? null : incidentId,
    correctedByReportId:
      ask.after(whole, incidents.ReportFiled, (later) => later.correctsReportId === id).at(-1)?.body.reportId ?? body.correctedByReportId,
    // Somebody may find later that it was about something after all.
    dismissed: (lastLink === undefined && body.dismissed) || ask.after(lastLink ?? whole, incidents.ReportDismissed, mine).length > 0,
  };
}

function isOpenProposal(ask: History, proposed: Stated<BodyOf<typeof incidents.DuplicateProposed>>): boolean {
  const { reportId, incidentId, proposalId } = proposed.body;
  const mine = (of: { reportId: string }): boolean => of.reportId === reportId;
  const before = ask.until(proposed.index);
  if (!before.knowsReport(reportId)) return false;
  const then = reportOf(before, reportId);
  const settled = [
    ...ask.after(proposed, incidents.ReportLinked, mine),
    ...ask.after(proposed, incidents.ReportShared, (body) => mine(body) && body.incidentId !== null),
    ...ask.after(proposed, incidents.DuplicateRejected, (body) => body.proposalId === proposalId),
    ...ask.after(proposed, incidents.ReportDismissed, mine),
  ];
  return settled.length === 0 && !then.dismissed && then.incidentId !== incidentId;
}

function requestOf(ask: History, id: string): BoardState['requests'][string] {
  const mine = (of: { requestId: string }): boolean => of.requestId === id;
  const submitted = ask
    .of(dispatch.RequestSubmitted)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      body: {
        ...body,
        submittedAt: at,
        state: 'submitted' as const,
        choices: [],
        shortfalls: [],
        lines: body.lines.map((line) => ({ ...line, committed: 0, arrived: 0 })),
      },
    }));
  const shared = ask
    .of(dispatch.RequestShared)
    .filter(({ body }) => mine(body))
    .map(({ index, body: { missions: _, ...body } }) => ({ index, body }));
  const whole = [...submitted, ...shared].sort((a, b) => a.index - b.index).at(-1);
  if (!whole) throw new Error(`nobody told of ${id}`);
  const moves = ask.after(whole, dispatch.RequestMoved, mine);
  const plan = ask.after(whole, dispatch.PlanMade, mine).at(-1)?.body ?? whole.body;
  const { requestId: _, lines, ...body } = whole.body;
  const lastOf = (lineNo: number) =>
    moves
      .flatMap((move) => move.body.lines)
      .filter((line) => line.lineNo === lineNo)
      .at(-1);
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? body.state,
    lines: lines.map(({ lineNo, line, committed, arrived }) => ({
      lineNo,
      line,
      committed: lastOf(lineNo)?.committed ?? committed,
      arrived: lastOf(lineNo)?.arrived ?? arrived,
    })),
    choices: plan.choices,
    shortfalls: plan.shortfalls,
  };
}

function offerOf(ask: History, queued: Stated<BodyOf<typeof dispatch.OfferQueued>>): BoardState['offers'][string] {
  const { offerId: id, escalatedFromOfferId: _, ...body } = queued.body;
  const mine = (of: { offerId: string }): boolean => of.offerId === id;
  const states = (
    [
      [dispatch.OfferSent, 'sent'],
      [dispatch.OfferAccepted, 'accepted'],
      [dispatch.OfferPartAccepted, 'part-accepted'],
      [dispatch.OfferDeclined, 'declined'],
      [dispatch.OfferEscalated, 'escalated'],
      [dispatch.OfferWithdrawn, 'withdrawn'],
      [dispatch.OfferFulfilled, 'fulfilled'],
    ] as const
  )
    .flatMap(([definition, state]) =>
      ask.after(queued, definition as EntryDefinition<string, { offerId: string }>, mine).map(({ index }) => ({ index, state })),
    )
    .sort((a, b) => a.index - b.index);
  const accepted = [...ask.after(queued, dispatch.OfferAccepted, mine), ...ask.after(queued, dispatch.OfferPartAccepted, mine)].at(-1)?.body
    .accepted;
  return {
    ...body,
    id,
    state: states.at(-1)?.state ?? 'queued',
    accepted: accepted ?? [],
    ackDueAt: ask.after(queued, dispatch.OfferSent, mine).at(-1)?.body.ackDueAt ?? null,
    queuedAt: queued.at,
    declineReason: ask.after(queued, dispatch.OfferDeclined, mine).at(-1)?.body.reason ?? null,
    escalatedToHubId: ask.after(queued, dispatch.OfferEscalated, mine).at(-1)?.body.toHubId ?? null,
  };
}

function deploymentOf(ask: History, ordered: Stated<BodyOf<typeof dispatch.DeploymentOrdered>>): BoardState['deployments'][string] {
  const { deploymentId: id, offerId: _, ...body } = ordered.body;
  const moves = ask.after(ordered, dispatch.DeploymentMoved, (of) => of.deploymentId === id);
  const when = (act: string): string | null => moves.filter((move) => move.body.act === act).at(-1)?.body.occurredAt ?? null;
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? 'ordered',
    expectedAt: (moves.at(-1)?.body ?? body).expectedAt,
    departedAt: when('depart'),
    arrivedAt: when('arrive'),
    returnDepartedAt: when('return'),
  };
}

function shipmentOf(ask: History, ordered: Stated<BodyOf<typeof dispatch.ShipmentOrdered>>): BoardState['shipments'][string] {
  const { shipmentId: id, offerId: _, ...body } = ordered.body;
  const moves = ask.after(ordered, dispatch.ShipmentMoved, (of) => of.shipmentId === id);
  const when = (act: string): string | null => moves.filter((move) => move.body.act === act).at(-1)?.body.occurredAt ?? null;
  const counted = moves.find((move) => move.body.received !== null)?.body.received ?? [];
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? 'picking',
    expectedAt: (moves.at(-1)?.body ?? body).expectedAt,
    departedAt: when('dispatch'),
    arrivedAt: when('receive'),
    items: body.items.map((item) => ({ ...item, received: counted.find(({ lotId }) => lotId === item.lotId)?.received ?? null })),
  };
}

function byId<Item, Row>(items: readonly Item[], id: (item: Item) => string, row: (item: Item) => Row): Record<string, Row> {
  return Object.fromEntries(items.map((item) => [id(item), row(item)]));
}
