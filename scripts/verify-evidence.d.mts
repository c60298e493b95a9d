/** Throws with what is wrong; `wantedKey` is the key id that must have signed. */
export function verifyEvidence(
  archive: Uint8Array,
  wantedKey?: string,
): {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly proved: { readonly entries: number; readonly others: number; readonly checkpoints: number; readonly sitreps: number };
  readonly start: number;
  readonly end: number;
  readonly at: string;
};
