import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, ProblemException } from '@bongsu/platform';
import type { Machine } from '../engine/machine';
import type { Api } from '../house/api';
import type { UseCases } from '../house/cases';
import type { Fleet } from '../house/fleet';
import type { Story } from '../house/story';
import type { Asked } from './ledger';

const ANSWER_WITHIN_MS = 3_000;
const AGAIN_AFTER_MS = 250;
const TRIES = 60;

export type Command = (cases: UseCases, actor: Actor) => Promise<Result<unknown, Refusal>>;

/** A person's device: sends a command with its Idempotency-Key to some api process, again and again until it has an answer. */
export class Client {
  constructor(
    private readonly story: Story,
    private readonly fleet: Fleet,
    private readonly machine: Machine,
  ) {}

  async send(asked: Asked, person: Actor, command: Command): Promise<void> {
    const once = { kind: 'request' as const, key: asked.key, fingerprint: asked.kind };
    const actor: Actor = { ...person, correlationId: asked.key, once };
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const answer = await this.once(actor, command);
      if (answer === 'final') return void (asked.outcome = 'given-up');
      if (answer !== 'again') return this.note(asked, answer);
      await this.story.world.wait(AGAIN_AFTER_MS, this.machine);
    }
    asked.outcome = 'given-up';
  }

  private note(asked: Asked, answer: Result<unknown, Refusal>): void {
    asked.outcome = answer.ok ? 'acknowledged' : 'refused';
    if (answer.ok) asked.value = answer.value;
    else asked.refusal = answer.refusal;
    this.story.world.tell(() => `${asked.kind} ${asked.key}: ${answer.ok ? 'acknowledged' : answer.refusal.code}`);
  }

  private async once(actor: Actor, command: Command): Promise<Result<unknown, Refusal> | 'again' | 'final'> {
    const { weather, world } = this.story;
    if (weather.happens('request-twice')) void this.deliver(actor, command).catch(() => undefined);
    const tooLong = world.wait(ANSWER_WITHIN_MS, this.machine).then((): 'again' => 'again');
    return Promise.race([this.deliver(actor, command).catch(whatNow), tooLong]);
  }

  private async deliver(actor: Actor, command: Command): Promise<Result<unknown, Refusal>> {
    const { weather, world } = this.story;
    await world.wait(weather.wayMs(), this.machine);
    if (weather.happens('request-lost')) await never;
    const api: Api | undefined = world.chance.one(this.fleet.serving);
    if (api === undefined) throw new Error('nobody listens');
    const answer = await api.machine.run(() => command(api.cases, actor));
    await world.wait(weather.wayMs(), this.machine);
    if (weather.happens('answer-lost')) await never;
    return answer;
  }
}

const never = new Promise<never>(() => undefined);

/** A fault is an answer of 503: she tries again. A problem that says that it will stay so is final. */
function whatNow(fault: unknown): 'again' | 'final' {
  return fault instanceof ProblemException ? 'final' : 'again';
}
