import type { FileReportInput, OpenIncidentInput } from '@bongsu/incidents/contract';
import type { FieldProblem, Problem } from '@bongsu/platform/contract';
import { type Instant, newId } from '@bongsu/kernel';

/** What somebody wanted done while the server could not be reached. */
export type Errand =
  | { readonly kind: 'report'; readonly report: FileReportInput }
  /** Nobody else may ever see it: the sealed incident is opened first, the report is filed into it. */
  | { readonly kind: 'sealed-report'; readonly incident: OpenIncidentInput; readonly report: FileReportInput }
  | { readonly kind: 'acknowledge'; readonly incidentId: string; readonly code: string };

/** How it ended. `known`: it was done already, by an attempt whose answer was lost or by somebody else. */
export type Outcome =
  | { readonly is: 'done' | 'known'; readonly code: string; readonly id: string; readonly at: Instant | null }
  | {
      readonly is: 'refused';
      readonly detail: string;
      readonly remedy: string;
      readonly fields: readonly FieldProblem[];
      /** What it is in other languages is found by these. */
      readonly code?: string;
      readonly status?: number;
      readonly facts?: Problem['facts'];
    };

/** What nobody but its owner may read: encrypted wherever it is kept. */
export interface Content {
  /** Null once it is done: what was said lies on the server then, and no longer here. */
  readonly errand: Errand | null;
  /** One for each step: the same for every attempt, so that whatever happens on the way it is done once. */
  readonly keys: readonly [first: string, second: string];
  /** The sealed incident, once it is open. */
  readonly opened?: { readonly id: string; readonly code: string };
  readonly outcome?: Outcome;
}

/**
 * `unsure`: it was tried, no answer came, and it is so long ago that the server no longer knows its key: only a person can tell whether it is there.
 */
export type ItemState = 'waiting' | 'ended' | 'unsure';

/** What may be read of it in the browser's storage: whose it is, when it was meant, and how far it is. */
export interface ItemFacts {
  readonly id: string;
  readonly accountId: string;
  /** A sealed report is a report to whoever looks over this. */
  readonly kind: 'report' | 'acknowledge';
  readonly queuedAt: Instant;
  readonly firstTriedAt: Instant | null;
  readonly state: ItemState;
}

/** `content` is null as long as nothing here may open it. */
export interface OutboxItem extends ItemFacts {
  readonly content: Content | null;
}

export const contentOf = (errand: Errand): Content => ({ errand, keys: [newId(), newId()] });
