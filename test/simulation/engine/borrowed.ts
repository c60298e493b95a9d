import timersPromises from 'node:timers/promises';
import pg from 'pg';
import { newId } from '@bongsu/kernel';
import type { World } from './world';
import { Chance } from './chance';
import { thisMachine } from './machine';
import { SimulatedClient } from '../database/client';

interface Timer {
  cancelled: boolean;
  unref(): Timer;
  ref(): Timer;
}

/**
 * While a story is told, what the house takes from outside is the story's: timers, the clock, random numbers of ids, and connections to PostgreSQL.
 * Returns what gives everything back.
 */
export function borrow(world: World, seed: number): () => void {
  const back = [
    replace(globalThis, 'setTimeout', ((run: (...words: unknown[]) => void, ms = 0, ...words: unknown[]) =>
      timer(
        world,
        () => ms,
        () => run(...words),
        false,
      )) as unknown as typeof setTimeout),
    replace(globalThis, 'setImmediate', ((run: (...words: unknown[]) => void, ...words: unknown[]) =>
      timer(
        world,
        () => 0,
        () => run(...words),
        false,
      )) as unknown as typeof setImmediate),
    replace(globalThis, 'setInterval', ((run: () => void, ms = 0) =>
      timer(world, () => ms * world.laziness * world.chance.between(0.6, 1.2), run, true)) as unknown as typeof setInterval),
    ...(['clearTimeout', 'clearInterval', 'clearImmediate'] as const).map((name) => replace(globalThis, name, cancel as never)),
    replace(globalThis, 'Date', datesOf(world)),
    replace(performance, 'now', () => world.sinceBeginMs),
    replace(timersPromises, 'setTimeout', ((ms = 0) => world.wait(ms, thisMachine())) as typeof timersPromises.setTimeout),
    replace(timersPromises, 'setImmediate', (() => world.wait(0, thisMachine())) as typeof timersPromises.setImmediate),
    replace(pg, 'Client', SimulatedClient as unknown as typeof pg.Client),
    borrowIds(seed),
  ];
  return () => back.reverse().forEach((give) => give());
}

/** The time of day is that of the machine on which it is asked for. */
function datesOf(world: World): DateConstructor {
  const nowMs = (): number => thisMachine()?.nowMs ?? world.nowMs;
  return new Proxy(Date, {
    construct: (real, words: unknown[]) => Reflect.construct(real, words.length === 0 ? [nowMs()] : words) as Date,
    get: (real, name) => (name === 'now' ? nowMs : (Reflect.get(real, name) as unknown)),
  });
}

function timer(world: World, ms: () => number, run: () => void, again: boolean): Timer {
  const handle: Timer = { cancelled: false, unref: () => handle, ref: () => handle };
  const machine = thisMachine();
  const put = (): void =>
    void world.after(
      ms(),
      () => {
        if (handle.cancelled) return;
        if (again) put();
        run();
      },
      machine,
    );
  put();
  return handle;
}

function cancel(handle: Timer | undefined): void {
  if (handle !== undefined && handle !== null) handle.cancelled = true;
}

/** Ids are sorted by in places, so they must follow from the seed as well. What is left of the numbers drawn before is used up first. */
function borrowIds(seed: number): () => void {
  const chance = new Chance(seed ^ 0x1d5);
  let drawn = false;
  const fill = (bytes: Uint8Array): Uint8Array => {
    drawn = true;
    for (let at = 0; at < bytes.length; at++) bytes[at] = chance.below(256);
    return bytes;
  };
  const give = replace(globalThis.crypto, 'getRandomValues', fill as unknown as typeof globalThis.crypto.getRandomValues);
  while (!drawn) newId();
  return give;
}

function replace<Thing extends object, Name extends keyof Thing>(thing: Thing, name: Name, by: Thing[Name]): () => void {
  const own = Object.getOwnPropertyDescriptor(thing, name);
  Object.defineProperty(thing, name, { value: by, configurable: true, writable: true, enumerable: own?.enumerable ?? false });
  return () => {
    if (own === undefined) Reflect.deleteProperty(thing, name);
    else Object.defineProperty(thing, name, own);
  };
}
