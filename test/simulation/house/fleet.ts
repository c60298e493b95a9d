import type { Machine } from '../engine/machine';
import { Api } from './api';
import type { Story } from './story';
import { startWorker } from './worker';

/** Two api and two worker processes. Whoever is killed is started again by whoever looks after them, a little later and with an empty memory. */
export class Fleet {
  private readonly apis: (Api | undefined)[] = [undefined, undefined];
  private readonly workers: (Machine | undefined)[] = [undefined, undefined];
  private lives = 0;

  constructor(private readonly story: Story) {}

  start(): void {
    this.apis.forEach((_, at) => this.startApi(at));
    this.workers.forEach((_, at) => this.startWorker(at));
  }

  /** Those that live. */
  get serving(): readonly Api[] {
    return this.apis.filter((api) => api?.machine.alive === true) as Api[];
  }

  get machines(): readonly Machine[] {
    return [...this.serving.map(({ machine }) => machine), ...this.workers.filter((one): one is Machine => one?.alive === true)];
  }

  killApi(which: number, backAfterMs: number): void {
    this.kill(this.apis[which % 2]?.machine, backAfterMs, () => this.startApi(which % 2));
  }

  killWorker(which: number, backAfterMs: number): void {
    this.kill(this.workers[which % 2], backAfterMs, () => this.startWorker(which % 2));
  }

  private kill(machine: Machine | undefined, backAfterMs: number, start: () => void): void {
    if (machine?.alive !== true) return;
    this.story.world.tell(() => `${machine.name} is killed`);
    machine.kill();
    this.story.world.after(backAfterMs, start);
  }

  private startApi(at: number): void {
    const machine = this.story.world.machine(`api-${at + 1}.${++this.lives}`);
    machine.run(() => (this.apis[at] = new Api(this.story, machine)));
  }

  private startWorker(at: number): void {
    const machine = this.story.world.machine(`worker-${at + 1}.${++this.lives}`);
    this.workers[at] = machine;
    machine.run(() => void startWorker(this.story, machine));
  }
}
