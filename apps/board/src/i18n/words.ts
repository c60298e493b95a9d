/**
 * The shape of a translation: every key of the English resource, as text. English has plural forms that Korean lacks
 * (`_one`), so those alone may be left out. A missing or a superfluous key does not compile.
 */
export type Words<English> = {
  readonly [Key in keyof English as Key extends `${string}_one` ? never : Key]: English[Key] extends string ? string : Words<English[Key]>;
};
