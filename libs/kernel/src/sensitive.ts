/** Personal data as it lies in the store: encrypted. Only the platform makes one and opens it. */
export type Sealed = string & { readonly '~sealed': true };

/** What a reader is shown in place of what was erased. */
export const ERASED = '«erased»';
const REDACTED = '«redacted»';

/**
 * Personal data on its way from the store to the view. Whatever prints, logs, serialises or glues it together by accident gets
 * «redacted»; only {@link reveal}, called where an answer is put together, gives the value.
 */
export class Sensitive<Value extends string = string> {
  readonly #value: Value | null;

  private constructor(value: Value | null) {
    this.#value = value;
  }

  static of<Value extends string>(value: Value): Sensitive<Value> {
    return new Sensitive(value);
  }

  /** What was erased: the key that could open it is gone for good. */
  static erased(): Sensitive {
    return new Sensitive<string>(null);
  }

  static maybe(value: string | null): Sensitive | null {
    return value === null ? null : Sensitive.of(value);
  }

  get isErased(): boolean {
    return this.#value === null;
  }

  /** The value itself, {@link ERASED} when it was erased. */
  reveal(): string {
    return this.#value ?? ERASED;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [Symbol.toPrimitive](): string {
    return REDACTED;
  }

  /** As `console.log` and `util.inspect` of Node look at it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return REDACTED;
  }
}
