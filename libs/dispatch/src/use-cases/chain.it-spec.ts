import { IncidentObligations } from '@bongsu/incidents';
import { newId } from '@bongsu/kernel';
import {
  type DispatchWorld,
  KIT,
  coordinatorOf,
  headquarters,
  house,
  officerOf,
  refusal,
  startDispatchWorld,
  unwrapped,
} from '../../test/dispatch-world';
import type { OfferView, SupportRequestDetail } from '../contract';
import { AcceptOffer } from './accept-offer';
import { AcceptOfferPart } from './accept-offer-part';
import { ChangeLane } from './change-lane';
import { DeclineOffer } from './decline-offer';
import { DeliverOffer } from './deliver-offer';
import { DirectRequest } from './direct-request';
import { EndSupportRequest } from './end-support-request';
import { EscalateOffer } from './escalate-offer';
import { EscalateUndecidedRequest } from './escalate-undecided-request';
import { HandOverLane } from './hand-over-lane';
import { MoveDeployment } from './move-deployment';
import { MoveShipment } from './move-shipment';
import { PlanSupportRequest } from './plan-support-request';
import { ReadDispatch } from './read-dispatch';
import { ReadLanes } from './read-lanes';
import { WaitingOffers } from './waiting-offers';
import { WithdrawSupportRequest } from './withdraw-support-request';

/** For Ankara: Warsaw is the primary hub, Riyadh the alternate, Paris comes third. */
const ANKARA = 'KR-EMB-TR';
const WARSAW = 'KR-EMB-PL';
const RIYADH = 'KR-EMB-SA';
const PARIS = 'KR-EMB-FR';
const now = { occurredAt: null, expectedAt: null, ifVersion: undefined };

describe('from request to help', () => {
  let world: DispatchWorld;
  let incidentId: string;
  beforeAll(async () => {
    world = await startDispatchWorld();
  });
  beforeEach(async () => {
    await world.reset();
    incidentId = await world.incident();
  });
  afterAll(() => world.close());

  const kits = (count: number, minimum = 1) => ({ kind: 'supply' as const, itemCode: KIT, count, minimum });
  const consuls = (count: number) => ({ kind: 'staff' as const, skill: 'consular' as const, count });
  const accept = (offer: OfferView) =>
    world.get(AcceptOffer).execute({ offerId: offer.id, lines: [], ifVersion: undefined }, coordinatorOf(offer.hubId));
  const decline = (offer: OfferView) =>
    world
      .get(DeclineOffer)
      .execute({ offerId: offer.id, reason: 'own-crisis', note: null, ifVersion: undefined }, coordinatorOf(offer.hubId));
  const overdue = async (offer: OfferView): Promise<void> => {
    await world.query(`UPDATE dispatch_offer SET ack_due_at = now() - interval '1 second' WHERE id = $1`, [offer.id]);
    unwrapped(await world.get(EscalateOffer).execute({ offerId: offer.id }, house));
  };
  const shelf = (lotId: string) => world.query('SELECT quantity, reserved FROM resources_lot WHERE id = $1', [lotId]);
  const staffState = async (staffId: string) =>
    (await world.query<{ state: string }>('SELECT state FROM resources_staff WHERE id = $1', [staffId]))[0]?.state;

  it('nobody answers: hub, alternate, headquarters; headquarters directs', async () => {
    await world.lot(WARSAW, 5);
    await world.lot(PARIS, 5);
    const { id } = await world.submit(incidentId, [kits(2)]);
    const planned = await world.planAndDeliver(id);
    expect(planned).toMatchObject({
      state: 'sourcing',
      offers: [{ hubId: WARSAW, tier: 'hub', state: 'sent' }],
      plan: { choices: [{ reason: { code: 'nearest-capable-hub', rank: 1 } }], shortfalls: [] },
    });
    await expect(world.get(EscalateOffer).execute({ offerId: planned.offers[0]!.id }, house)).rejects.toThrow('not overdue yet');

    await overdue(planned.offers[0]!);
    const alternate = await world.planAndDeliver(id);
    expect(alternate.offers).toMatchObject([
      { state: 'escalated' },
      { hubId: RIYADH, tier: 'alternate', state: 'sent', escalatedFromOfferId: planned.offers[0]!.id },
    ]);

    await overdue(alternate.offers[1]!);
    expect(await world.planAndDeliver(id)).toMatchObject({ state: 'at-headquarters', offers: [{}, { state: 'escalated' }] });

    const command = { requestId: id, hubId: PARIS, lines: [{ lineNo: 1, count: 2 }], ifVersion: undefined };
    expect(refusal(await world.get(DirectRequest).execute(command, officerOf(ANKARA)))).toMatchObject({ code: 'access.forbidden' });
    unwrapped(await world.get(DirectRequest).execute(command, headquarters));
    const directed = await world.planAndDeliver(id);
    expect(directed).toMatchObject({ state: 'sourcing', offers: [{}, {}, { hubId: PARIS, tier: 'headquarters', state: 'sent' }] });
    unwrapped(await accept(directed.offers[2]!));
    expect(await world.read(id)).toMatchObject({ state: 'committed', lines: [{ committed: 2 }] });
  });

  it('an answered offer is not escalated by a late clock', async () => {
    await world.lot(WARSAW, 5);
    const { id } = await world.submit(incidentId, [kits(2)]);
    const { offers } = await world.planAndDeliver(id);
    unwrapped(await accept(offers[0]!));
    await overdue(offers[0]!);
    expect((await world.read(id)).offers).toMatchObject([{ state: 'accepted' }]);
  });

  it('part is taken, the rest is asked of the next hub; all declined: headquarters, which closes it short', async () => {
    await world.lot(WARSAW, 10);
    await world.lot(RIYADH, 10);
    const { id } = await world.submit(incidentId, [kits(8)]);
    const { offers } = await world.planAndDeliver(id);
    unwrapped(
      await world
        .get(AcceptOfferPart)
        .execute({ offerId: offers[0]!.id, lines: [{ lineNo: 1, count: 5 }], ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    const rest = await world.planAndDeliver(id);
    expect(rest).toMatchObject({
      state: 'part-committed',
      lines: [{ committed: 5 }],
      offers: [{ state: 'part-accepted' }, { hubId: RIYADH, tier: 'hub', lines: [{ count: 3 }], state: 'sent' }],
    });
    unwrapped(await decline(rest.offers[1]!));
    const none = await world.planAndDeliver(id);
    expect(none).toMatchObject({
      state: 'at-headquarters',
      plan: { shortfalls: [{ missing: 3, code: 'insufficient-quantity', belowMinimum: false }] },
    });
    expect(none.permittedActs).toEqual(expect.arrayContaining(['decline', 'direct', 'withdraw']));

    unwrapped(await world.get(EndSupportRequest).decline({ requestId: id, reason: 'no transport', ifVersion: undefined }, headquarters));
    expect(await world.read(id)).toMatchObject({ state: 'committed', lines: [{ committed: 5 }], endedReason: 'no transport' });
  });

  it('supplies: from the shelf to a counted lot, with a difference that is asked for again', async () => {
    const lotId = await world.lot(WARSAW, 10, { expiresAt: '2099-01-01T00:00:00.000Z' });
    const other = await world.lot(RIYADH, 10);
    const { id } = await world.submit(incidentId, [kits(6)]);
    unwrapped(await accept((await world.planAndDeliver(id)).offers[0]!));
    const { shipments } = await world.read(id);
    const shipmentId = shipments[0]!.id;
    expect(await shelf(lotId)).toEqual([{ quantity: 10, reserved: 6 }]);

    const move = (act: 'dispatch' | 'receive', hubId: string, counted: { lotId: string; received: number; note: string | null }[] = []) =>
      world.get(MoveShipment).execute({ shipmentId, act, counted, ...now }, act === 'dispatch' ? coordinatorOf(hubId) : officerOf(hubId));
    expect(refusal(await move('receive', ANKARA))).toMatchObject({ code: 'dispatch.impossible-transition' });
    unwrapped(await move('dispatch', WARSAW));
    expect(await shelf(lotId)).toEqual([{ quantity: 4, reserved: 0 }]);
    expect(refusal(await move('receive', ANKARA, [{ lotId, received: 5, note: null }]))).toMatchObject({
      code: 'dispatch.discrepancy-needs-note',
    });
    unwrapped(await move('receive', ANKARA, [{ lotId, received: 5, note: 'one crushed' }]));

    expect(
      await world.query(
        'SELECT quantity, lot_no = (SELECT lot_no FROM resources_lot WHERE id = $1) AS same_no, expires_at IS NOT NULL AS dated FROM resources_lot WHERE origin_lot_id = $1',
        [lotId],
      ),
    ).toEqual([{ quantity: 5, same_no: true, dated: true }]);
    expect(await world.read(id)).toMatchObject({
      state: 'part-committed',
      lines: [{ committed: 5, arrived: 5 }],
      offers: [{ state: 'fulfilled' }],
      shipments: [{ items: [{ sent: 6, received: 5, discrepancyNote: 'one crushed' }] }],
    });
    expect((await world.planAndDeliver(id)).offers).toMatchObject([
      { state: 'fulfilled' },
      { hubId: RIYADH, lines: [{ count: 1 }], state: 'sent' },
    ]);
    unwrapped(await accept((await world.read(id)).offers[1]!));
    expect(await shelf(other)).toEqual([{ quantity: 10, reserved: 1 }]);
  });

  it('people: ordered, seen at the destination, released, home and at rest', async () => {
    const staffId = await world.person(WARSAW);
    const { id } = await world.submit(incidentId, [consuls(1)]);
    unwrapped(await accept((await world.planAndDeliver(id)).offers[0]!));
    const deploymentId = (await world.read(id)).deployments[0]!.id;
    const report = (act: 'mobilise' | 'depart' | 'arrive' | 'start-task' | 'release' | 'return' | 'confirm-return', at: string) =>
      world.get(MoveDeployment).execute({ deploymentId, act, ...now }, officerOf(at));

    expect(await staffState(staffId)).toBe('reserved');
    unwrapped(await report('depart', WARSAW));
    expect(await staffState(staffId)).toBe('deployed');
    expect(refusal(await report('arrive', WARSAW))).toMatchObject({ code: 'access.forbidden' });
    expect(refusal(await report('arrive', PARIS))).toMatchObject({ code: 'dispatch.not-found' });
    unwrapped(await report('arrive', ANKARA));
    expect(await world.read(id)).toMatchObject({
      state: 'fulfilled',
      lines: [{ arrived: 1 }],
      offers: [{ state: 'fulfilled' }],
      deployments: [{ state: 'arrived', expectedAt: expect.any(String) as string }],
    });

    unwrapped(await world.get(EndSupportRequest).release({ requestId: id, ifVersion: undefined }, officerOf(ANKARA)));
    expect(refusal(await world.get(EndSupportRequest).close({ requestId: id, ifVersion: undefined }, officerOf(ANKARA)))).toMatchObject({
      code: 'dispatch.movements-open',
    });
    unwrapped(await report('return', ANKARA));
    expect((await world.read(id)).deployments).toMatchObject([{ state: 'returning', returnDepartedAt: expect.any(String) as string }]);
    unwrapped(await report('confirm-return', WARSAW));
    expect(
      await world.query(`SELECT state, rest_until - last_return_at = interval '3 days' AS three_days FROM resources_staff WHERE id = $1`, [
        staffId,
      ]),
    ).toEqual([{ state: 'recovering', three_days: true }]);
    expect(unwrapped(await world.get(EndSupportRequest).close({ requestId: id, ifVersion: undefined }, officerOf(ANKARA))).state).toBe(
      'closed',
    );
    expect(await world.query('SELECT count(*)::int AS open FROM incidents_open_obligation WHERE settled_at IS NULL')).toEqual([
      { open: 0 },
    ]);

    const again = await world.submit(incidentId, [consuls(1)]);
    expect((await world.planAndDeliver(again.id)).plan?.shortfalls).toMatchObject([{ code: 'all-on-rest' }]);
  });

  it.each([
    ['she is released', (report: (act: 'release') => Promise<unknown>) => report('release')],
    [
      'the whole request is released',
      (_: unknown, requestId: string) => world.get(EndSupportRequest).release({ requestId, ifVersion: undefined }, officerOf(ANKARA)),
    ],
  ])('people: the rights of duty at the destination while on task, until %s', async (_, end) => {
    const [staffId, accountId] = [await world.person(WARSAW), newId()];
    const { id } = await world.submit(incidentId, [consuls(1)]);
    unwrapped(await accept((await world.planAndDeliver(id)).offers[0]!));
    const deploymentId = (await world.read(id)).deployments[0]!.id;
    const report = async (act: 'depart' | 'arrive' | 'start-task' | 'release') =>
      unwrapped(await world.get(MoveDeployment).execute({ deploymentId, act, ...now }, officerOf(act === 'depart' ? WARSAW : ANKARA)));
    const rights = () =>
      world.query('SELECT account_id, mission_id, until_at IS NULL AS open FROM access_deployment_grant WHERE deployment_id = $1', [
        deploymentId,
      ]);
    await world.query('UPDATE resources_staff SET account_id = $2 WHERE id = $1 RETURNING 1', [staffId, accountId]);
    await report('depart');
    await report('arrive');
    expect(await rights()).toEqual([]);
    await report('start-task');
    expect(await rights()).toEqual([{ account_id: accountId, mission_id: ANKARA, open: true }]);
    await end(report, id);
    expect(await rights()).toEqual([{ account_id: accountId, mission_id: ANKARA, open: false }]);
  });

  it('withdrawn: what was promised is free again, what is on its way comes to its end', async () => {
    const staffIds = [await world.person(WARSAW), await world.person(WARSAW)];
    const lotId = await world.lot(WARSAW, 10);
    const { id } = await world.submit(incidentId, [consuls(2), kits(4)]);
    unwrapped(await accept((await world.planAndDeliver(id)).offers[0]!));
    const { deployments } = await world.read(id);
    unwrapped(await world.get(MoveDeployment).execute({ deploymentId: deployments[0]!.id, act: 'depart', ...now }, coordinatorOf(WARSAW)));
    const withdrawn = unwrapped(
      await world
        .get(WithdrawSupportRequest)
        .execute({ requestId: id, reason: 'roads open again', ifVersion: undefined }, officerOf(ANKARA)),
    );
    expect(withdrawn).toMatchObject({ state: 'withdrawn', shipments: [{ state: 'cancelled' }], endedReason: 'roads open again' });
    expect(withdrawn.deployments.map(({ state }) => state).sort()).toEqual(['cancelled', 'en-route']);
    expect(await shelf(lotId)).toEqual([{ quantity: 10, reserved: 0 }]);
    expect((await Promise.all(staffIds.map(staffState))).sort()).toEqual(['available', 'deployed']);
    expect(
      (await world.query<{ kind: string }>('SELECT kind FROM incidents_open_obligation WHERE settled_at IS NULL')).map(({ kind }) => kind),
    ).toEqual(['deployment-not-returned']);
    expect(await world.kinds()).not.toContain('offer-withdrawn');
    expect((await world.planAndDeliver(id)).state).toBe('withdrawn');
  });

  it('a paused lane keeps its offers until it is resumed, or until the request has to be decided', async () => {
    await world.lot(WARSAW, 9);
    const lane = (act: 'pause' | 'resume' | 'takeBack') =>
      world.get(ChangeLane).execute({ hubId: WARSAW, act, reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW));
    unwrapped(await lane('pause'));
    expect(refusal(await lane('pause'))).toMatchObject({ code: 'dispatch.impossible-transition' });
    const first = await world.submit(incidentId, [kits(1)]);
    expect((await world.planAndDeliver(first.id)).offers).toMatchObject([{ state: 'queued', ackDueAt: null }]);
    unwrapped(await lane('resume'));
    const waiting = await world.get(WaitingOffers).inOpenLane(WARSAW, 'open-incidents');
    expect(waiting).toHaveLength(1);
    for (const offerId of waiting) unwrapped(await world.get(DeliverOffer).execute({ offerId }, house));
    expect((await world.read(first.id)).offers).toMatchObject([{ state: 'sent' }]);

    unwrapped(await lane('pause'));
    const second = await world.submit(incidentId, [kits(1)]);
    await world.planAndDeliver(second.id);
    const undecided = () => world.get(EscalateUndecidedRequest).execute({ requestId: second.id }, house);
    await expect(undecided()).rejects.toThrow('not overdue yet');
    expect((await world.read(second.id)).offers).toMatchObject([{ hubId: WARSAW, state: 'queued' }]);
    await world.query(`UPDATE dispatch_request SET decision_due_at = now() - interval '1 second' WHERE id = $1`, [second.id]);
    unwrapped(await undecided());
    expect((await world.read(second.id)).offers).toMatchObject([
      { hubId: WARSAW, state: 'escalated' },
      { hubId: RIYADH, state: 'queued' },
    ]);
  });

  it('an offer that waited in its lane until its request should have been decided is not sent, whichever clock is heard first', async () => {
    await world.lot(WARSAW, 9);
    const lane = (act: 'pause' | 'resume') =>
      world.get(ChangeLane).execute({ hubId: WARSAW, act, reason: 'move of office', ifVersion: undefined }, coordinatorOf(WARSAW));
    unwrapped(await lane('pause'));
    const { id } = await world.submit(incidentId, [kits(1)]);
    const [waiting] = (await world.planAndDeliver(id)).offers;
    await world.query(`UPDATE dispatch_request SET decision_due_at = now() WHERE id = $1`, [id]);
    unwrapped(await lane('resume'));
    unwrapped(await world.get(DeliverOffer).execute({ offerId: waiting!.id }, house));
    const { offers } = await world.read(id);
    expect(offers).toMatchObject([
      { hubId: WARSAW, state: 'escalated', sentAt: null },
      { hubId: RIYADH, state: 'queued' },
    ]);
    unwrapped(await world.get(DeliverOffer).execute({ offerId: offers[1]!.id }, house));
    expect((await world.read(id)).offers[1]).toMatchObject({ hubId: RIYADH, state: 'sent' });
  });

  it('a lane that is handed over: its offers go to the other hub, and so do those that come later', async () => {
    await world.lot(WARSAW, 9);
    await world.lot(PARIS, 9);
    const first = await world.submit(incidentId, [kits(1)]);
    await world.planAndDeliver(first.id);
    expect(
      refusal(
        await world
          .get(HandOverLane)
          .execute({ hubId: WARSAW, toHubId: null, reason: 'flood', ifVersion: undefined }, coordinatorOf(RIYADH)),
      ),
    ).toMatchObject({ code: 'access.forbidden' });
    const lane = unwrapped(
      await world.get(HandOverLane).execute({ hubId: WARSAW, toHubId: null, reason: 'flood', ifVersion: undefined }, coordinatorOf(WARSAW)),
    );
    expect(lane).toMatchObject({ state: 'handed-over', handedToHubId: PARIS });
    expect((await world.planAndDeliver(first.id)).offers).toMatchObject([
      { hubId: WARSAW, state: 'escalated' },
      { hubId: PARIS, tier: 'hub', state: 'sent' },
    ]);

    const second = await world.submit(incidentId, [kits(1)]);
    expect((await world.planAndDeliver(second.id)).offers).toMatchObject([{ hubId: PARIS, state: 'sent' }]);
    expect(
      refusal(await world.get(HandOverLane).execute({ hubId: PARIS, toHubId: WARSAW, reason: 'x', ifVersion: undefined }, headquarters)),
    ).toMatchObject({ code: 'dispatch.target-lane-not-open' });
    const lanes = (await world.get(ReadLanes).all(headquarters)).items;
    expect(lanes).toHaveLength(16);
    expect(lanes.find(({ hubId }) => hubId === WARSAW)).toMatchObject({
      state: 'handed-over',
      handedToHubId: PARIS,
      offersWaiting: 0,
      version: 2,
    });
    expect(lanes.find(({ hubId }) => hubId === PARIS)).toMatchObject({ state: 'open', offersWaiting: 2, offersOverdue: 0 });
  });

  it('an incident that is closed takes no new request, and what is owed stands in its way', async () => {
    await world.lot(WARSAW, 9);
    const { id } = await world.submit(incidentId, [kits(1)]);
    await world.planAndDeliver(id);
    const owed = await world.query<{ kind: string; label: string }>(
      'SELECT kind, label FROM incidents_open_obligation WHERE settled_at IS NULL ORDER BY kind',
    );
    expect(owed).toEqual([
      { kind: 'offer-open', label: expect.stringContaining(WARSAW) as string },
      { kind: 'request-open', label: expect.stringMatching(/^TUR-\d{4}-\d{4}-S1$/) as string },
    ]);
    expect(world.get(IncidentObligations)).toBeDefined();
    await world.query(`UPDATE incidents_incident SET state = 'closed' WHERE id = $1`, [incidentId]);
    await expect(world.submit(incidentId, [kits(1)])).rejects.toThrow('incidents.incident-closed');
    expect(await world.query('SELECT count(*)::int AS requests FROM dispatch_request')).toEqual([{ requests: 1 }]);
  });

  it('is seen by who asks, who is asked and headquarters, and by nobody else', async () => {
    await world.lot(RIYADH, 9);
    const { id } = await world.submit(incidentId, [kits(1)]);
    const sees = async (mission: string): Promise<boolean> => (await world.get(ReadDispatch).request(id, officerOf(mission))).ok;
    expect(await Promise.all([ANKARA, WARSAW, RIYADH, PARIS].map(sees))).toEqual([true, true, false, false]);
    const { offers } = await world.planAndDeliver(id);
    expect(await Promise.all([ANKARA, WARSAW, RIYADH, PARIS].map(sees))).toEqual([true, true, true, false]);
    expect(
      refusal(
        await world
          .get(DeclineOffer)
          .execute({ offerId: offers[0]!.id, reason: 'other', note: null, ifVersion: undefined }, coordinatorOf(PARIS)),
      ),
    ).toMatchObject({ code: 'dispatch.not-found', kind: 'not-found' });
    expect(
      refusal(
        await world
          .get(DeclineOffer)
          .execute({ offerId: offers[0]!.id, reason: 'other', note: null, ifVersion: undefined }, coordinatorOf(WARSAW)),
      ),
    ).toMatchObject({ code: 'access.forbidden' });
    expect(
      refusal(
        await world.get(DeclineOffer).execute({ offerId: offers[0]!.id, reason: 'other', note: null, ifVersion: 1 }, coordinatorOf(RIYADH)),
      ),
    ).toMatchObject({ code: 'dispatch.stale', kind: 'stale', facts: { version: 2 } });
    const shared = await world.query<{ audience: string[] }>(
      `SELECT audience FROM journal_entry WHERE kind IN ('dispatch.request-shared', 'incidents.incident-shared') ORDER BY serial`,
    );
    expect(shared.slice(-2)).toEqual([{ audience: [RIYADH] }, { audience: [RIYADH] }]);
  });

  it('planning the same request in two workers at once asks each hub once', async () => {
    await world.lot(WARSAW, 9);
    const { id } = await world.submit(incidentId, [kits(3)]);
    await Promise.all([1, 2, 3].map(() => world.get(PlanSupportRequest).execute({ requestId: id }, house)));
    const detail: SupportRequestDetail = await world.read(id);
    expect(detail.offers).toHaveLength(1);
    expect(await world.kinds()).toEqual(['request-submitted', 'plan-made', 'offer-queued', 'request-moved']);
  });
});
