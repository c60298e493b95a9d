import { randomUUID } from 'node:crypto';
import { type Socket, io } from 'socket.io-client';
import { Client } from 'pg';
import type { FollowAnswer, Frame } from '@bongsu/platform/contract';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { type CollectedSpan, SpanCollector } from '../harness/span-collector';

const place = { text: 'Antakya, behind the old bazaar', lat: 36.2, lng: 36.16, precision: 'city' };
const report = {
  summary: 'Nine guests of the Sunflower hostel do not answer',
  category: 'missing-person',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
  place,
};

describe('traces', () => {
  let collector: SpanCollector;
  let installation: Installation;
  let socket: Socket;
  let token: string;
  const frames: Frame[] = [];

  const ask = async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const answer = await fetch(`${installation.address}/api/v1${path}`, {
      method,
      headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const signIn = async (role: string): Promise<void> => {
    token = '';
    const account = installation.accounts().find((each) => each.role === role);
    const { email, password } = account ?? { email: '', password: '' };
    token = (await ask<{ token: string }>('POST', '/sessions', { email, password })).token;
  };

  beforeAll(async () => {
    collector = await SpanCollector.open();
    installation = await Installation.stand({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-collector-key=of-the-collector',
    });
    await signIn('headquarters-watch-officer');
    const { cursor } = await ask<{ cursor: string }>('GET', '/board/snapshot');
    socket = io(installation.address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.on('frame', (frame: Frame) => frames.push(frame));
    const answer = (await socket.emitWithAck('follow', { after: cursor, scopes: [] })) as FollowAnswer;
    expect(answer).toMatchObject({ ok: true, mode: 'entries' });
  }, 120_000);
  afterAll(async () => {
    socket.disconnect();
    await installation.stop();
    await collector.close();
  });

  const named = (traceId: string, begin: string): CollectedSpan[] =>
    collector.ofTrace(traceId).filter(({ name }) => name.startsWith(begin));

  it('one report is one trace, over the request, its entry, its job and the frame on a board', async () => {
    const correlationId = randomUUID();
    await ask('POST', '/reports', report, { 'x-correlation-id': correlationId });
    // What stands in log lines and entries finds the trace: it is the very same id.
    const traceId = correlationId.replaceAll('-', '');
    await eventually('all four are there', () =>
      ['POST /api/v1/reports', 'entry incidents.report-filed', 'job incidents.propose-duplicates', 'frame incidents.report-filed'].every(
        (begin) => named(traceId, begin).length === 1,
      ),
    );
    expect(frames.flatMap(({ entries }) => entries).map((entry) => entry.correlationId)).toContain(correlationId);
    const [root] = named(traceId, 'POST');
    expect(root?.parentSpanId ?? '').toBe('');
    for (const span of collector.ofTrace(traceId))
      if (span !== root) expect([span.name, span.parentSpanId]).toEqual([span.name, root?.spanId]);
    expect(named(traceId, 'job')[0]?.service).toBe('bongsu-worker');
    expect(root?.service).toBe('bongsu-api');
    const [entry] = named(traceId, 'entry');
    expect(BigInt(entry?.startTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(root?.startTimeUnixNano ?? 0) - 2_000_000n);
    expect(collector.heard).toContain('of-the-collector');
  });

  it('holds patterns and ids, never what anybody typed, who it was, or which incident', async () => {
    const incident = await ask<{ id: string }>('POST', '/incidents', {
      title: 'Earthquake in Hatay',
      category: 'earthquake',
      urgency: 'U1',
      lat: 36.2,
      lng: 36.16,
    });
    await ask('GET', `/incidents/${incident.id}`);
    await eventually('its spans', () => collector.spans.some(({ name }) => name === 'GET /api/v1/incidents/:id'));
    const keys = new Set(collector.spans.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
    expect([...keys].sort()).toEqual(
      [
        ...['bongsu.boards', 'bongsu.correlation_id', 'bongsu.entry.kind', 'bongsu.job.attempt', 'bongsu.job.name', 'bongsu.job.outcome'],
        ...['bongsu.job.queue', 'http.request.method', 'http.response.status_code', 'http.route'],
      ].sort(),
    );
    const people = installation.accounts().map(({ email }) => email);
    for (const word of [incident.id, 'Sunflower', 'Antakya', 'Hatay', token, ...people])
      expect([word, collector.heard.includes(word)]).toEqual([word, false]);
  });

  it('what is done for a sealed incident has no span at all', async () => {
    await signIn('duty-officer');
    const correlationIds = [randomUUID(), randomUUID()] as const;
    const mission = installation.accounts().find(({ role }) => role === 'duty-officer')?.missions[0];
    const incident = await ask<{ id: string }>(
      'POST',
      '/incidents',
      {
        title: 'Held in the harbour',
        category: 'earthquake',
        urgency: 'U1',
        lat: 36.2,
        lng: 36.16,
        seal: { ground: 'abduction' },
        missionId: mission,
      },
      { 'x-correlation-id': correlationIds[0] },
    );
    await ask('POST', '/reports', { ...report, incidentId: incident.id }, { 'x-correlation-id': correlationIds[1] });
    const client = new Client({ connectionString: installation.database.url });
    await client.connect();
    const settled = `SELECT count(*)::int AS open FROM journal_entry WHERE position IS NULL`;
    await eventually('all is numbered', async () => (await client.query<{ open: number }>(settled)).rows[0]?.open === 0);
    const written = await client.query('SELECT FROM journal_entry WHERE correlation_id = ANY($1)', [correlationIds]);
    await client.end();
    expect(written.rowCount).toBeGreaterThan(1);
    // Something ordinary afterwards comes through the same batches: when it is there, the others would be.
    await signIn('headquarters-watch-officer');
    const after = randomUUID();
    await ask('POST', '/reports', { ...report, summary: 'Afterwards' }, { 'x-correlation-id': after });
    await eventually('what came afterwards', () => named(after.replaceAll('-', ''), 'job').length === 1);
    for (const id of correlationIds) expect(collector.ofTrace(id.replaceAll('-', ''))).toEqual([]);
    expect(collector.heard).not.toContain(incident.id);
  });
});
