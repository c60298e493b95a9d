import { type Instant, Sensitive, ok, refuse } from '@bongsu/kernel';
import type { SubmitSupportRequest } from '../contract';
import { requestSubmitted } from './dispatch-entries';
import type { Decided, Dossier } from './dossier';
import type { SupportRequest } from './support-request';

export interface SubmitFacts {
  readonly now: Instant;
  readonly id: string;
  readonly code: string;
  readonly decisionDueAt: Instant;
  /** Those of {@link askedFirst}; behind the seal of the incident, if that is sealed: then so is the request from its first byte. */
  readonly audience: readonly string[];
  readonly knownItems: ReadonlySet<string>;
}

/** Whom a request concerns before any hub is asked: the mission that asks, and the hub that serves it. */
export function askedFirst(missionId: string, primaryHubId: string | null): string[] {
  return [...new Set([missionId, ...(primaryHubId === null ? [] : [primaryHubId])])];
}

/** A mission asks for people and supplies. Nobody is asked yet: the plan is made by the queue, from the row. */
export function submitRequest(command: SubmitSupportRequest, facts: SubmitFacts): Decided {
  const refusal = unfitTime(command, facts) ?? unfitLines(command, facts);
  if (refusal !== null) return refusal;
  const { incidentId, missionId, priority, neededBy } = command;
  const justification = Sensitive.of(command.justification);
  const request: SupportRequest = {
    ...{ id: facts.id, code: facts.code, incidentId, missionId, priority, neededBy, justification },
    lines: command.lines.map((line, index) => ({ lineNo: index + 1, line, committed: 0, arrived: 0, waived: 0 })),
    ...{ state: 'submitted', submittedAt: facts.now, decisionDueAt: facts.decisionDueAt, plan: null, endedReason: null, endedAt: null },
    audience: facts.audience,
    version: 0,
  };
  const dossier: Dossier = { request, offers: [], deployments: [], shipments: [] };
  return ok({ dossier, entries: [requestSubmitted(dossier)] });
}

function unfitTime({ neededBy }: SubmitSupportRequest, { now }: SubmitFacts) {
  if (neededBy > now) return null;
  return refuse(
    'invalid',
    'dispatch.needed-by-passed',
    'neededBy has passed already.',
    'Give the latest time at which the help is still of use.',
    { field: 'neededBy', facts: { neededBy } },
  );
}

function unfitLines({ lines }: SubmitSupportRequest, { knownItems }: SubmitFacts) {
  for (const [at, line] of lines.entries()) {
    const field = `lines.${at}`;
    if (line.minimum > line.count) {
      const facts = { lineNo: at + 1, count: line.count, minimum: line.minimum };
      return refuse(
        'invalid',
        'dispatch.minimum-above-count',
        `Line ${at + 1} needs at least ${line.minimum} but asks for ${line.count}.`,
        'Ask for at least the minimum.',
        { field: `${field}.minimum`, facts },
      );
    }
    if (line.kind === 'staff') continue;
    const about = { field: `${field}.itemCode`, facts: { lineNo: at + 1, itemCode: line.itemCode } };
    if (!knownItems.has(line.itemCode))
      return refuse(
        'invalid',
        'dispatch.unknown-item',
        `${line.itemCode} is not in the catalogue.`,
        'Take an item code from GET /api/v1/catalogue.',
        about,
      );
    if (lines.findIndex((other) => other.kind === 'supply' && other.itemCode === line.itemCode) < at) {
      return refuse(
        'invalid',
        'dispatch.item-asked-twice',
        `${line.itemCode} is asked for in two lines.`,
        'Put both quantities into one line.',
        about,
      );
    }
  }
  return null;
}
