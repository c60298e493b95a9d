/**
 * The outcome of a decision: a value, or a refusal.
 *
 * A refusal is an expected "no" that the caller can act on; it is a value, never thrown inside the house. Faults
 * (a lost connection, a time-out) are thrown; defects crash loudly. Each edge translates refusals once.
 */
export type Result<T, R extends Refusal = Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

/**
 * Why a refusal is one; the edges translate it once.
 * invalid → 422, not-found → 404, conflict → 409, forbidden → 403, stale → 412 (RFC 9110 §13.1.1),
 * gone (it was there, and its time is over) → 410.
 */
export type RefusalKind = 'invalid' | 'not-found' | 'conflict' | 'forbidden' | 'stale' | 'gone';

/** An expected "no": a code that programs read, a sentence and a remedy that people read, the field it is about. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly kind: RefusalKind;
  readonly message: string;
  readonly remedy: string;
  readonly field?: string;
  /** Small facts that let a screen say it in its own language; never personal data. */
  readonly facts?: Readonly<Record<string, JsonValue>>;
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refused<R extends Refusal>(refusal: R): { readonly ok: false; readonly refusal: R } {
  return { ok: false, refusal };
}

/** Builds the refused result in one line: `return refuse('conflict', 'dispatch.offer-lapsed', 'why', 'what to do')`. */
export function refuse<Code extends string>(
  kind: RefusalKind,
  code: Code,
  message: string,
  remedy: string,
  about: { field?: string; facts?: Readonly<Record<string, JsonValue>> } = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, kind, message, remedy, ...about } };
}
