import type { Entry, NewEntry } from '@bongsu/kernel';
import { emptyBoard, reduceAll } from '../src/contract';
import { type Step, audienceOf, idOf, instantAt } from './chance';
import { World } from './world/world';

/**
 * A history such as the contexts write it: every act is one that the model of the world permits at that moment. Without latecomers
 * nobody is told how things stand, which spares a long history the keeping of the picture.
 */
export function historyOf(steps: readonly Step[], latecomers = true): Entry[] {
  const world = new World();
  const entries: Entry[] = [];
  // What latecomers are told is how things stand, so the picture of all that happened is kept beside the history.
  let stand = emptyBoard();
  let until = 0;
  const standing = () => {
    stand = reduceAll(stand, entries.slice(until));
    until = entries.length;
    return stand;
  };
  for (const step of steps) {
    const stated = world.after(step, latecomers ? standing : null);
    if (stated !== null) entries.push(entryOf(stated, entries.length, step));
  }
  return entries;
}

function entryOf(stated: Omit<NewEntry, 'audience'>, index: number, step: Step): Entry {
  return {
    ...stated,
    id: idOf(1_000_000 + index),
    // Several entries of one minute are usual; time never runs backwards here.
    at: instantAt(Math.floor(index / 3)),
    actor: { kind: 'person', id: idOf(1 + (step.c % 5)) },
    audience: audienceOf(step.seen),
    correlationId: `c-${index}`,
  };
}
