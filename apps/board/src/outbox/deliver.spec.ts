import { ApiError } from '../api/problem';
import { deliver, type Send } from './deliver';
import { type Content, contentOf } from './errand';

const report = { summary: 's', category: 'earthquake', urgency: 'U2', evidenceGrade: 'C', channel: 'phone' } as const;
const now = '2026-11-22T10:00:00.000Z';
const problem = (status: number, code: string) =>
  new ApiError(status, { type: '', title: '', status, code, detail: 'No.', remedy: 'Do this.', instance: '', correlationId: 'c' });

function server(...answers: (object | Error)[]) {
  const asked: { path: string; key: string | undefined; body: unknown }[] = [];
  const send = ((_method: string, path: string, { body, idempotencyKey }: { body?: unknown; idempotencyKey?: string }) => {
    asked.push({ path, key: idempotencyKey, body });
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }) as Send;
  return { asked, send };
}
const nothing = (): Promise<void> => Promise.resolve();

describe('what was kept and is sent', () => {
  const filed = { id: 'r', code: 'R-2026-000001', enteredAt: now };

  it('ends as filed, and what was said is no longer needed', async () => {
    const { send } = server(filed);
    expect(await deliver(contentOf({ kind: 'report', report }), send, now, nothing)).toMatchObject({
      is: 'ended',
      content: { errand: null, outcome: { is: 'done', code: 'R-2026-000001' } },
    });
  });

  it('says that it was there already when the server had it long before', async () => {
    const { send } = server({ ...filed, enteredAt: '2026-11-22T09:00:00.000Z' });
    expect(await deliver(contentOf({ kind: 'report', report }), send, now, nothing)).toMatchObject({
      content: { outcome: { is: 'known' } },
    });
    const acknowledged = contentOf({ kind: 'acknowledge', incidentId: 'i', code: 'TUR-2026-0001' });
    const before = server(problem(409, 'incidents.already-acknowledged'));
    expect(await deliver(acknowledged, before.send, now, nothing)).toMatchObject({
      content: { outcome: { is: 'known', code: 'TUR-2026-0001' } },
    });
  });

  it('keeps what was refused, with its reason', async () => {
    const { send } = server(problem(422, 'platform.invalid'));
    expect(await deliver(contentOf({ kind: 'report', report }), send, now, nothing)).toMatchObject({
      content: { errand: { kind: 'report' }, outcome: { is: 'refused', detail: 'No.', remedy: 'Do this.' } },
    });
  });

  it.each([0, 429, 500, 502, 503, 504, 401])('comes again later after %d', async (status) => {
    const { send } = server(new ApiError(status, null));
    expect(await deliver(contentOf({ kind: 'report', report }), send, now, nothing)).toMatchObject({
      is: 'later',
      signedOut: status === 401,
    });
  });

  it('opens the sealed incident once, whatever happens before the report is in it', async () => {
    const incident = { title: 't', category: 'abduction', urgency: 'U1' } as never;
    const content = contentOf({ kind: 'sealed-report', incident, report });
    let kept: Content = content;
    const first = server({ id: 'i', code: 'TUR-2026-0002' }, new ApiError(0, null));
    const later = await deliver(content, first.send, now, (known) => ((kept = known), nothing()));
    expect(later).toMatchObject({ is: 'later', content: { opened: { id: 'i' } } });
    const second = server(filed);
    await deliver(kept, second.send, now, nothing);
    expect(second.asked).toEqual([{ path: '/reports', key: content.keys[1], body: { ...report, incidentId: 'i' } }]);
    expect(first.asked.map(({ path, key }) => [path, key])).toEqual([
      ['/incidents', content.keys[0]],
      ['/reports', content.keys[1]],
    ]);
  });
});
