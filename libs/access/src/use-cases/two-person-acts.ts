import { type CustomDecorator, Injectable, type OnModuleInit, SetMetadata } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AccountId, JsonValue, Refusal, Result } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import type { HeldGrant, PayloadOfAct, TwoPersonAct } from '../contract';

const PROPOSES = Symbol('proposes-two-person-act');
const EXECUTES = Symbol('executes-two-person-act');

/** One of the two, with what she may do at the moment of the confirmation. */
export interface DecidingPerson {
  readonly id: AccountId;
  readonly grants: readonly HeldGrant[];
  /** The sealed incidents on whose list she is. */
  readonly seals: readonly string[];
}

/** Does what two persons agreed on, in the transaction of the confirmation. A refusal leaves the proposal open and everything as it was. */
export interface ExecutesProposal<Act extends TwoPersonAct> {
  execute(
    payload: PayloadOfAct<Act>,
    tx: Tx,
    persons: { proposer: DecidingPerson; confirmer: DecidingPerson },
  ): Promise<Result<unknown, Refusal>>;
}

/** Marks a use case that proposes an act; the boot fails when nobody executes it. */
export const ProposesTwoPersonAct = (act: TwoPersonAct): CustomDecorator<symbol> => SetMetadata(PROPOSES, act);
/** Marks the one provider that executes an act. */
export const ExecutesTwoPersonAct = (act: TwoPersonAct): CustomDecorator<symbol> => SetMetadata(EXECUTES, act);

interface Registered {
  readonly act: TwoPersonAct;
  readonly executor: ExecutesProposal<TwoPersonAct>;
}

/** Every act that needs two persons, with who carries it out. Refuses to start when one has nobody, or two. */
@Injectable()
export class TwoPersonActs implements OnModuleInit {
  private readonly registered = new Map<string, Registered>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const proposed: TwoPersonAct[] = [];
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const [proposes, executes] = [PROPOSES, EXECUTES].map((key) => Reflect.getMetadata(key, metatype) as TwoPersonAct | undefined);
      if (proposes !== undefined) proposed.push(proposes);
      if (executes !== undefined) this.register(executes, instance as ExecutesProposal<TwoPersonAct>);
    }
    for (const { kind } of proposed) this.of(kind);
  }

  /** Throws (a defect) for a kind that nobody executes. */
  of(kind: string): Registered {
    const found = this.registered.get(kind);
    if (found === undefined) throw new Error(`nobody executes the two-person act ${kind}`);
    return found;
  }

  /** Null for a kind of a proposal that is older than this program, or newer. */
  find(kind: string): Registered | null {
    return this.registered.get(kind) ?? null;
  }

  get all(): readonly TwoPersonAct[] {
    return [...this.registered.values()].map(({ act }) => act);
  }

  private register(act: TwoPersonAct, executor: ExecutesProposal<TwoPersonAct<JsonValue>>): void {
    if (this.registered.has(act.kind)) throw new Error(`the two-person act ${act.kind} has two executors`);
    this.registered.set(act.kind, { act, executor });
  }
}
