import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor';

/** Who acts in this request, message or job; null = nobody who is known, as before signing in. */
interface Acting {
  actor: Actor | null | undefined;
}

const storage = new AsyncLocalStorage<Acting>();

/** Runs `work` as something that `actor` does: what it reads outside a unit of work is read with her eyes. */
export function actingAs<T>(actor: Actor | null, work: () => T): T {
  return storage.run({ actor }, work);
}

/** Runs `work` as the house until {@link nowActs} says who asks. */
export function unknownYet<T>(work: () => T): T {
  return storage.run({ actor: undefined }, work);
}

/** From here on it is known who asks in this request; null = somebody who has not signed in. */
export function nowActs(actor: Actor | null): void {
  const acting = storage.getStore();
  if (acting !== undefined) acting.actor = actor;
}

/**
 * Runs `work` as the house within something that a person does: for what must look beyond her eyes to serve her, such as the nearest hub's
 * shelves or whether two reports are one. What it finds is not shown as it is; the caller says so beside each use.
 */
export function asHouse<T>(work: () => T): T {
  return storage.run({ actor: undefined }, work);
}

/** Whoever acts here; undefined = the house itself, of its own accord (clocks, followers, start). */
export function whoActs(): Actor | null | undefined {
  return storage.getStore()?.actor;
}
