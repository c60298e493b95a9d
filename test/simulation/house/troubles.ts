import type { Fault } from '../schedule';
import { people } from './actors';
import type { Fleet } from './fleet';
import type { Story } from './story';

/** Makes something go wrong. */
export function strike(story: Story, fleet: Fleet, { kind, which, lengthMs, jumpMs }: Fault): void {
  const { world, queues, server } = story;
  const { database } = server;
  world.tell(() => `fault: ${kind}`);
  const machine = fleet.machines[which % Math.max(1, fleet.machines.length)];
  switch (kind) {
    case 'kill-api':
      return fleet.killApi(which, lengthMs);
    case 'kill-worker':
      return fleet.killWorker(which, lengthMs);
    case 'depose-leader':
      for (const session of [...database.sessions]) if (session.advisory.size > 0) database.end(session);
      return;
    case 'end-sessions':
      for (const session of [...database.sessions]) if (world.chance.happens(0.5)) database.end(session);
      return;
    case 'restart-database':
      database.isUp = false;
      for (const session of [...database.sessions]) database.end(session);
      return void world.after(lengthMs, () => (database.isUp = true));
    case 'queues-forget':
      return queues.forgetEverything();
    case 'queues-away':
      queues.isUp = false;
      return void world.after(lengthMs, () => {
        queues.isUp = true;
        queues.lookEverywhere();
      });
    case 'clock-jump':
      if (machine !== undefined) machine.clockOffMs = jumpMs;
      return;
    case 'person-leaves': {
      const leaver = [...people.values()][which % people.size];
      if (leaver !== undefined) story.gone.add(leaver.id);
    }
  }
}
