import type { Actor, Originators, PresentRights } from '@bongsu/platform';
import { HUBS, POSTS } from './missions';

const person = (id: string, role: string, missions: readonly string[] | '*'): Actor => ({
  ...{ kind: 'person', id, grants: [{ role, missions }], seals: [], correlationId: id },
});

/** Headquarters, and one person at each mission. */
export const headquarters = person('headquarters', 'headquarters-watch-officer', '*');
export const people: ReadonlyMap<string, Actor> = new Map([
  ...POSTS.map((id): [string, Actor] => [id, person(`officer-${id}`, 'head-of-mission', [id])]),
  ...HUBS.map((id): [string, Actor] => [id, person(`hub-${id}`, 'hub-coordinator', [id])]),
]);

const known: readonly Actor[] = [headquarters, ...people.values()];

/** Rights do not change in the simulation, but for people who leave. */
export class SimulatedOriginators implements Originators {
  constructor(private readonly gone: ReadonlySet<string>) {}

  has(): boolean {
    return true;
  }

  async presentRights(originator: { kind: string; id: string }): Promise<PresentRights> {
    if (originator.kind !== 'person') return { as: 'house' };
    const actor = known.find(({ id }) => id === originator.id);
    if (actor === undefined || this.gone.has(originator.id)) return { lost: 'account-ended' };
    const { correlationId: _, ...rights } = actor;
    return { as: rights };
  }
}
