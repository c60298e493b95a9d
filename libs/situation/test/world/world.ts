import type { BoardState } from '../../src/contract';
import { type Step, pick } from '../chance';
import * as incidents from './incident-turns';
import { KnownWorld, type Stated } from './known-world';
import * as movements from './movement-turns';
import * as others from './other-turns';
import * as reports from './report-turns';
import * as requests from './request-turns';

/** What may happen, as often as it stands here. */
const turns = [
  reports.file,
  reports.file,
  incidents.open,
  reports.link,
  reports.unlink,
  reports.dismiss,
  reports.revise,
  reports.reassignReport,
  reports.propose,
  reports.reject,
  incidents.acknowledge,
  incidents.overdue,
  incidents.move,
  incidents.move,
  incidents.level,
  incidents.reviewDue,
  incidents.urgency,
  incidents.seal,
  incidents.reassign,
  incidents.addTask,
  incidents.answerTask,
  requests.request,
  requests.plan,
  requests.moveRequest,
  requests.queue,
  requests.send,
  requests.answer,
  requests.answer,
  movements.deploy,
  movements.travel,
  movements.travel,
  movements.ship,
  movements.carry,
  others.lane,
  others.refuseJob,
  others.mission,
  incidents.sitrep,
  others.ignored,
  others.share,
  others.share,
];

/** A small model of what the contexts permit, only to make histories that could have happened. */
export class World {
  private readonly known = new KnownWorld();

  /** What the step states; nothing when the world does not permit it now. */
  after(step: Step, standing: (() => BoardState) | null): Stated | null {
    return pick(turns, step.act)(this.known, step, standing);
  }
}
