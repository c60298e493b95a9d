import { Injectable, type OnModuleInit, Optional, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Entry, EntryDefinition } from '@bongsu/kernel';
import type { PositionedEntry } from '../journal/append';
import type { JobDefinition, JobHandler, JobPolicy, JobPromise, QueueName } from './definition';
import { Originators } from './originators';

const HANDLES = Symbol('handles-job');
const ROUTES = Symbol('routes-entries');

/** Marks a provider as the handler of one job. */
export function HandlesJob(job: JobDefinition): CustomDecorator<symbol> {
  return SetMetadata(HANDLES, job);
}

/** Marks a provider whose `routes` say which jobs follow from which entries. */
export function RoutesEntries(): CustomDecorator<symbol> {
  return SetMetadata(ROUTES, true);
}

export interface EntryRoute {
  readonly kind: string;
  readonly promises: (entry: PositionedEntry) => readonly JobPromise[];
}

export function route<Kind extends string, Body>(
  definition: EntryDefinition<Kind, Body>,
  promises: (entry: Entry<Kind, Body> & { readonly position: number }) => readonly JobPromise[],
): EntryRoute {
  return { kind: definition.kind, promises: (entry) => promises(entry as Entry<Kind, Body> & { readonly position: number }) };
}

type AnyHandler = JobHandler<JobDefinition>;

/**
 * Every job with its one handler, every entry kind with its routes. Refuses to start when a routed job has no handler, or a
 * job has two, or one that does not say with whose rights it runs, or with a permission that nobody knows.
 */
@Injectable()
export class JobRegistry implements OnModuleInit {
  private readonly handlers = new Map<string, { job: JobDefinition; handler: AnyHandler }>();
  private readonly routes = new Map<string, EntryRoute[]>();

  constructor(
    private readonly discovery: DiscoveryService,
    @Optional() private readonly originators?: Originators,
  ) {}

  onModuleInit(): void {
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function' || !instance) continue;
      const job = Reflect.getMetadata(HANDLES, metatype) as JobDefinition | undefined;
      if (job !== undefined) this.register(job, instance as AnyHandler);
      if (Reflect.getMetadata(ROUTES, metatype) === true) this.addRoutes((instance as { routes: readonly EntryRoute[] }).routes);
    }
  }

  /** The definition and handler of a job; throws (a defect) when there is none. */
  handlerOf(name: string): { job: JobDefinition; handler: AnyHandler } {
    const found = this.handlers.get(name);
    if (found === undefined) throw new Error(`no handler for job ${name}`);
    return found;
  }

  promisesOf(entry: PositionedEntry): readonly JobPromise[] {
    const owed = (this.routes.get(entry.kind) ?? []).flatMap(({ promises }) => promises(entry));
    for (const { job, over } of owed) {
      this.handlerOf(job.name);
      if (job.actsFor === 'originator' && over === undefined) throw new Error(`${job.name} was promised without the mission it is about`);
    }
    return owed;
  }

  /** The jobs that a queue was made for. */
  namesIn(queue: QueueName): string[] {
    return [...this.handlers.values()].flatMap(({ job }) => (job.queue === queue ? [job.name] : []));
  }

  get routedKinds(): readonly string[] {
    return [...this.routes.keys()];
  }

  private register(job: JobDefinition, handler: AnyHandler): void {
    if (this.handlers.has(job.name)) throw new Error(`job ${job.name} has two handlers`);
    this.refuseUnlessPolicy(job.name, job);
    this.handlers.set(job.name, { job, handler });
  }

  /** The compiler asks for a policy too; this also holds for what it did not see. Deny by default. */
  private refuseUnlessPolicy(name: string, policy: Partial<JobPolicy>): void {
    if (policy.actsFor === 'house' && (policy.because ?? '').trim() !== '') return;
    if (policy.actsFor !== 'originator') throw new Error(`job ${name} does not say with whose rights it runs, and why`);
    if (this.originators === undefined) throw new Error(`job ${name} acts for whoever caused it, and nobody here knows who may do what`);
    if (!this.originators.has(policy.permission ?? '')) throw new Error(`job ${name} asks for a permission that there is not`);
  }

  private addRoutes(routes: readonly EntryRoute[]): void {
    for (const each of routes) this.routes.set(each.kind, [...(this.routes.get(each.kind) ?? []), each]);
  }
}
