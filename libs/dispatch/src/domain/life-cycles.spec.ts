import type { Transitions } from '@bongsu/kernel';
import { deploymentActs, deploymentStates, laneStates, offerStates, requestStates, shipmentActs, shipmentStates } from '../contract';
import { deploymentReporter, deploymentTransitions } from './deployment';
import { laneTransitions } from './lane';
import { offerTransitions } from './offer';
import { shipmentReporter, shipmentTransitions } from './shipment';
import { requestTransitions } from './support-request';

/** Every cell of a table as a sentence: what is not written here is not permitted. */
function cells<State extends string, Act extends string>({ table, states }: Transitions<State, Act>): string[] {
  return states.flatMap((from) => Object.entries(table[from]).map(([act, to]) => `${from} · ${act} → ${String(to)}`));
}

describe('the life cycles', () => {
  it('of an offer', () => {
    expect(cells(offerTransitions)).toEqual([
      'queued · send → sent',
      'queued · lapse → escalated',
      'queued · handOver → escalated',
      'queued · withdraw → withdrawn',
      'sent · accept → accepted',
      'sent · acceptPart → part-accepted',
      'sent · decline → declined',
      'sent · lapse → escalated',
      'sent · handOver → escalated',
      'sent · withdraw → withdrawn',
      'part-accepted · fulfil → fulfilled',
      'part-accepted · withdraw → withdrawn',
      'accepted · fulfil → fulfilled',
      'accepted · withdraw → withdrawn',
    ]);
    expect([...offerTransitions.states].sort()).toEqual([...offerStates].sort());
  });

  it('of a support request', () => {
    expect(cells(requestTransitions)).toEqual([
      'submitted · source → sourcing',
      'submitted · refer → at-headquarters',
      'submitted · withdraw → withdrawn',
      'sourcing · commitPart → part-committed',
      'sourcing · commit → committed',
      'sourcing · refer → at-headquarters',
      'sourcing · withdraw → withdrawn',
      'part-committed · source → sourcing',
      'part-committed · commit → committed',
      'part-committed · refer → at-headquarters',
      'part-committed · withdraw → withdrawn',
      'committed · source → sourcing',
      'committed · commitPart → part-committed',
      'committed · fulfil → fulfilled',
      'committed · withdraw → withdrawn',
      'at-headquarters · source → sourcing',
      'at-headquarters · commitPart → part-committed',
      'at-headquarters · commit → committed',
      'at-headquarters · decline → declined',
      'at-headquarters · withdraw → withdrawn',
      'fulfilled · release → released',
      'released · close → closed',
    ]);
    expect([...requestTransitions.states].sort()).toEqual([...requestStates].sort());
  });

  it('of a deployment', () => {
    expect(cells(deploymentTransitions)).toEqual([
      'ordered · mobilise → mobilising',
      'ordered · depart → en-route',
      'ordered · cancel → cancelled',
      'mobilising · depart → en-route',
      'mobilising · cancel → cancelled',
      'en-route · arrive → arrived',
      'arrived · start-task → on-task',
      'arrived · release → released',
      'on-task · release → released',
      'released · return → returning',
      'returning · confirm-return → returned',
    ]);
    expect([...deploymentTransitions.states].sort()).toEqual([...deploymentStates].sort());
    expect(Object.keys(deploymentReporter).sort()).toEqual([...deploymentActs].sort());
  });

  it('of a shipment', () => {
    expect(cells(shipmentTransitions)).toEqual([
      'picking · dispatch → in-transit',
      'picking · cancel → cancelled',
      'picking · lapse → lapsed',
      'in-transit · hold → customs-hold',
      'in-transit · receive → received',
      'in-transit · report-lost → lost',
      'customs-hold · clear → in-transit',
      'customs-hold · report-lost → lost',
    ]);
    expect([...shipmentTransitions.states].sort()).toEqual([...shipmentStates].sort());
    expect(Object.keys(shipmentReporter).sort()).toEqual([...shipmentActs].sort());
  });

  it('of a lane', () => {
    expect(cells(laneTransitions)).toEqual([
      'open · pause → paused',
      'open · handOver → handed-over',
      'paused · resume → open',
      'paused · handOver → handed-over',
      'handed-over · takeBack → open',
    ]);
    expect([...laneTransitions.states].sort()).toEqual([...laneStates].sort());
  });
});
