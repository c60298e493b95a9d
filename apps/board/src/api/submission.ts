import { newId } from '@bongsu/kernel';

/**
 * One submission of a form: it keeps its Idempotency-Key until it has succeeded or its content changed, so that a double click,
 * a retry after a lost answer and a second try after an error are all the same deed.
 */
export class Submission {
  private key = newId();
  private content = '';

  keyFor(body: unknown): string {
    const content = JSON.stringify(body);
    if (content !== this.content) {
      this.content = content;
      this.key = newId();
    }
    return this.key;
  }

  /** After success: the next submission is another deed even when it says the same. */
  finish(): void {
    this.content = '';
  }
}
