import { Sensitive, newId, ok } from '@bongsu/kernel';
import type { Actor, Tx, UnitOfWork } from '@bongsu/platform';
import type { Answers } from '../../../libs/platform/src/database/answers';

/*
 * What the simulation does without: encryption of texts, seals, notes and lent rights. Their doors to the units of work are the same; behind them is
 * nothing.
 */

/** Kept answers in clear. What is told of them (the same answer to the same request, nothing to another) is the same. */
export const plainAnswers = {
  seal: (_tx: Tx, _key: string, value: unknown) => JSON.stringify(value ?? null),
  open: async (_tx: Tx, _key: string, kept: unknown) => kept,
  fingerprint: (_tx: Tx, { fingerprint }: { fingerprint: string }) => fingerprint,
} as unknown as Answers;

const clear = (value: unknown): unknown => (value instanceof Sensitive ? value.reveal() : value);
const sealer = { seal: (_field: string, value: unknown) => clear(value), maybe: (_field: string, value: unknown) => clear(value) };

/** Texts as they are. */
export const plainData = {
  forNew: async () => sealer,
  forKnown: async () => sealer,
  forStanding: async () => null,
  open: async (_reading: unknown, _kind: unknown, rows: readonly object[]) =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([field, value]) => [field, isText(field) && value !== null ? Sensitive.of(value as string) : value]),
      ),
    ),
};
const isText = (field: string): boolean => ['summary', 'details', 'placeText', 'sourceNote'].includes(field);

/** Texts of requests, offers and shipments as they are. */
export const plainTexts = {
  sealed: async (_tx: Tx, dossier: unknown) => dossier,
  ofDossier: async (_reading: unknown, dossier: unknown) => dossier,
  ofRequests: async (_reading: unknown, requests: unknown) => requests,
  ofOffers: async (_reading: unknown, offers: unknown) => offers,
  ofShipments: async (_reading: unknown, shipments: unknown) => shipments,
};

export const noSeals = { changed: () => undefined };
export const noNotes = { keep: async () => false };
export const noLentRights = { follow: async () => undefined };

/** Stands for every job whose effect counts each time, such as telling somebody: what it leaves behind is counted afterwards. */
export class LeaveMark {
  constructor(private readonly work: UnitOfWork) {}

  execute(command: { readonly reportId: string } | { readonly incidentId: string }, actor: Actor) {
    return this.work.run(actor, async (tx) => {
      const promiseId = actor.once?.kind === 'promise' ? actor.once.promiseId : null;
      await tx.query('simulation mark', [newId(), promiseId, Object.values(command)[0]]);
      return ok(null);
    });
  }
}
