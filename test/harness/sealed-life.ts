import { type TestApp } from './http-app';

export const ANKARA = 'KR-EMB-TR';
export const BLANKET = 'HSHEBLANWMT1';
export const HATAY = { lat: 36.2, lng: 36.16 } as const;

/** Whoever lives through the sealed incident, by their tokens and ids. */
export interface Insiders {
  /** Duty officer in charge, who opens it sealed. */
  readonly sealer: string;
  readonly head: string;
  readonly hub: string;
  readonly desk: string;
  /** Of another mission: breaks the glass. */
  readonly stranger: string;
  /** Whom the sealer names from the start. */
  readonly names: readonly string[];
  /** Who is named later and taken off again. */
  readonly named: string;
}

type Made = { id: string };
type Step = () => Promise<void>;

/**
 * The whole life of a sealed incident in steps, so that something ordinary may happen between them: opened sealed where another one is reported,
 * reports, tasks, help from a hub, decisions, a report on the situation, an export, break-glass, naming, closing.
 * `settle` waits until the house has done what follows.
 */
export function sealedLife(test: TestApp, who: Insiders, settle: () => Promise<void>): readonly Step[] {
  const ask = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await test.call(token, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} answered ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  let incident = '';
  let code = '';
  let task = '';
  let request = '';
  const path = (rest = ''): string => `/incidents/${incident}${rest}`;

  const begin: Step = async () => {
    const seal = { ground: 'abduction', names: who.names };
    const opening = { title: 'Held in the harbour', category: 'earthquake', urgency: 'U1', ...HATAY, seal };
    ({ id: incident, code } = await ask<Made & { code: string }>(who.sealer, 'POST', '/incidents', opening));
    for (const summary of ['They called the shipping company', 'They called again'])
      await ask(who.sealer, 'POST', '/reports', { ...sayingHatay(summary), incidentId: incident });
    task = (await ask<Made>(who.sealer, 'POST', path('/add-task'), { title: 'Prepare an answer', ownerMissionId: ANKARA })).id;
    await ask(who.sealer, 'POST', path('/acknowledge'));
    await ask(who.head, 'POST', path('/assess'), { reason: 'Voices were recognised' });
    await ask(who.head, 'POST', path('/activate'), {});
    await settle();
  };

  const help: Step = async () => {
    const neededBy = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const lines = [
      { kind: 'staff', skill: 'medical', count: 1 },
      { kind: 'supply', itemCode: BLANKET, count: 3 },
    ];
    const asked = { incidentId: incident, missionId: ANKARA, priority: 'P2', neededBy, justification: 'a nurse', lines };
    request = (await ask<Made>(who.sealer, 'POST', '/support-requests', asked)).id;
    await settle();
    const { offers } = await ask<{ offers: Made[] }>(who.hub, 'GET', `/support-requests/${request}`);
    for (const offer of offers) await ask(who.hub, 'POST', `/offers/${offer.id}/accept`, {});
    await settle();
  };

  const move: Step = async () => {
    const { deployments, shipments } = await ask<{ deployments: Made[]; shipments: Made[] }>(
      who.desk,
      'GET',
      `/support-requests/${request}`,
    );
    if (deployments.length === 0 || shipments.length === 0) throw new Error('the hub sent nobody or nothing to the sealed incident');
    for (const { id } of shipments) {
      await ask(who.hub, 'POST', `/shipments/${id}/dispatch`);
      await ask(who.sealer, 'POST', `/shipments/${id}/receive`);
    }
    for (const { id } of deployments)
      for (const act of ['mobilise', 'depart', 'arrive', 'start-task', 'release', 'return', 'confirm-return'])
        await ask(who.desk, 'POST', `/deployments/${id}/${act}`);
    await settle();
  };

  const decide: Step = async () => {
    await ask(who.desk, 'POST', path('/set-alert-level'), { level: 'attention', basis: 'what the family says' });
    await ask(who.sealer, 'POST', path('/sitreps'), {});
    const order = { kind: 'reports', content: 'personal', incidentId: incident, reason: 'For the prosecutor', legalBasis: 'public-task' };
    await ask(who.desk, 'POST', '/exports', order);
    await ask(who.head, 'POST', path('/unseal'), { reason: 'They are free' });
    await ask(who.stranger, 'POST', '/break-glass', {
      subject: { type: 'incident', id: code },
      minutes: 60,
      reasonCode: 'life-at-risk',
      reason: 'The family is here and knows more',
    });
    await ask(who.sealer, 'POST', path('/seal/names'), { accountId: who.named, reason: 'She negotiates' });
    await ask(who.sealer, 'DELETE', path(`/seal/names/${who.named}`));
    await settle();
  };

  const end: Step = async () => {
    await ask(who.sealer, 'POST', path('/complete-task'), { taskId: task });
    for (const act of ['release', 'close']) await ask(who.sealer, 'POST', `/support-requests/${request}/${act}`, {});
    // What others have reported from there seems to be part of it, and is none.
    const { items } = await ask<{ items: Made[] }>(who.sealer, 'GET', path('/duplicates'));
    for (const { id } of items) await ask(who.sealer, 'POST', `/duplicates/${id}/reject`);
    await ask(who.head, 'POST', path('/stabilise'), {});
    await ask(who.head, 'POST', path('/close'), { reason: 'They are home' });
    await settle();
  };
  return [begin, help, move, decide, end];
}

/** What is reported from there: alike enough that two of them are compared. */
export const sayingHatay = (summary: string): object => ({
  summary,
  category: 'earthquake',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
  place: { text: 'the old harbour', ...HATAY, precision: 'city' },
});
