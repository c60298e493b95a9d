/** A write that the api said yes to. */
export interface Acknowledgement {
  /** The Idempotency-Key that it was asked with. */
  readonly key: string;
  readonly id: string;
  /** How often it was sent until the answer came. */
  readonly tries: number;
}

/** What clients were told is done. All of it must be there at the end, once; the invariant checker asks here. */
export class AcknowledgedWork {
  /** Reports that were filed, by key. */
  readonly reports = new Map<string, Acknowledgement>();
  /** Keys of intakes that were sent and never answered: they may be there, at most once. */
  readonly unanswered = new Set<string>();
  /** Reports that a scenario filed by itself, without telling here of each. */
  otherwiseFiled = 0;

  report(acknowledgement: Acknowledgement): void {
    const before = this.reports.get(acknowledgement.key);
    if (before !== undefined && before.id !== acknowledgement.id)
      throw new Error(`the key ${acknowledgement.key} was answered with two reports: ${before.id} and ${acknowledgement.id}`);
    this.reports.set(acknowledgement.key, acknowledgement);
    this.unanswered.delete(acknowledgement.key);
  }
}
