import { Logger } from '@nestjs/common';
import { borrow } from './engine/borrowed';
import { World } from './engine/world';
import { type Checked, verdictOn } from './checker/verdict';
import { Witness } from './checker/witness';
import { serves } from './database/client';
import { Hints } from './database/server';
import { SimulatedDatabase } from './database/simulated-database';
import { Fleet } from './house/fleet';
import { simulatedMissions } from './house/missions';
import { fillShelves } from './house/shelves';
import type { Story } from './house/story';
import { strike } from './house/troubles';
import { Crowd } from './people/crowd';
import type { Protection } from './protections';
import { QueueServer } from './queues/queue-server';
import { BAD_WEATHER_MS, type Schedule } from './schedule';
import { Weather } from './weather';

/** All deadlines and tries come to their end within this, those too that were set by a clock five minutes ahead; what is still owed then is lost. */
const REST_WITHIN_MS = 420_000;
const LOOK_EVERY_MS = 500;

export interface Told {
  /** What was found wrong, in words; empty when all invariants hold. */
  readonly wrong: readonly string[];
  readonly story: readonly string[];
  readonly kinds: Checked['kinds'];
  readonly counts: Checked['counts'] & { readonly steps: number; readonly seconds: number };
}

export interface Telling {
  readonly lacks?: readonly Protection[];
  /** Whether to keep the story line by line. */
  readonly tells?: boolean;
}

/** Lets a schedule happen to the whole house and checks every invariant once it has come to rest. */
export async function tell(schedule: Schedule, { lacks = [], tells = false }: Telling = {}): Promise<Told> {
  Logger.overrideLogger(false);
  const world = new World(schedule.salt, tells);
  const giveBack = borrow(world, schedule.salt);
  try {
    const weather = new Weather(world, schedule.climate);
    const missing = new Set(lacks);
    const database = new SimulatedDatabase(world, weather, missing);
    const server = { database, hints: new Hints(world, weather) };
    serves(world, server);
    const queues = new QueueServer(world, weather);
    const story: Story = { world, weather, server, queues, missions: await simulatedMissions(), lacks: missing, gone: new Set() };
    fillShelves(database);
    const witness = new Witness(database, world);
    const fleet = new Fleet(story);
    const crowd = new Crowd(story, fleet);
    fleet.start();
    for (const act of schedule.acts) world.after(act.atMs, () => crowd.does(act));
    for (const fault of schedule.faults) world.after(fault.atMs, () => strike(story, fleet, fault));
    await world.until(() => false, BAD_WEATHER_MS + 100);
    weather.isBad = false;
    world.laziness = 12;
    for (const machine of fleet.machines) machine.clockOffMs = 0;
    const came = await rest(story, fleet, crowd);
    const { wrong, counts, kinds } = await verdictOn({ story, fleet, crowd, witness, came });
    return { wrong, story: world.story, kinds, counts: { ...counts, steps: world.steps, seconds: world.sinceBeginMs / 1_000 } };
  } finally {
    giveBack();
  }
}

/** Whether everything that was asked was answered, everything owed was done, and everybody has heard of everything. */
async function rest({ world, server, queues }: Story, fleet: Fleet, crowd: Crowd): Promise<boolean> {
  const { database } = server;
  const isQuiet = (): boolean => {
    if (!database.isUp || !queues.isUp) return false;
    const entries = [...database.table('journal_entry').rows.values()];
    if (entries.some(({ position }) => position === null)) return false;
    if ([...database.table('platform_promised_job').rows.values()].some((row) => row.kept_at === null && row.dead_at === null))
      return false;
    const cursor = database.table('platform_follower_cursor').rows.get('queues')?.position;
    if (cursor !== entries.length || !crowd.isQuiet || fleet.machines.length < 4) return false;
    return fleet.serving.every(({ position }) => position === entries.length);
  };
  const endMs = world.sinceBeginMs + REST_WITHIN_MS;
  let quietFor = 0;
  while (world.sinceBeginMs < endMs && quietFor < 4) {
    await world.until(() => false, LOOK_EVERY_MS);
    quietFor = isQuiet() ? quietFor + 1 : 0;
  }
  return quietFor >= 4;
}
