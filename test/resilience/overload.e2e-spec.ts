import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';

const LISTING = 70;
const FILING = 30;
const FOR_MS = 6_000;

interface Answered {
  readonly status: number;
  readonly code: string | undefined;
  readonly retryAfter: string | null;
}

describe('more than one api can do', () => {
  let installation: Installation;
  let token: string;

  beforeAll(async () => {
    installation = await Installation.stand({
      REQUESTS_AT_ONCE: '6',
      ...{ RATE_ACCOUNT_PER_SECOND: '100000', RATE_ADDRESS_PER_SECOND: '100000', RATE_GLOBAL_PER_SECOND: '100000' },
    });
    const officer = installation.accounts().find(({ role, missions }) => role === 'duty-officer' && missions.includes('KR-EMB-TR'));
    const answer = await fetch(`${installation.address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: officer?.email, password: officer?.password }),
    });
    token = ((await answer.json()) as { token: string }).token;
  }, 120_000);
  afterAll(() => installation.stop(), 60_000);

  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Answered> {
    const answer = await fetch(`${installation.address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const code = answer.ok ? undefined : (JSON.parse(text) as { code: string }).code;
    return { status: answer.status, code, retryAfter: answer.headers.get('retry-after') };
  }
  const aReport = {
    ...{ summary: 'Caller', category: 'earthquake', urgency: 'U2', evidenceGrade: 'C', channel: 'phone' },
    place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
  };
  const shed = async (kind: string): Promise<number> => {
    const lines = (await (await fetch(`${installation.address}/metrics`)).text()).split('\n');
    return lines
      .filter((line) => line.startsWith('bongsu_admission_shed_total{') && line.includes(`class="${kind}"`))
      .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  };

  it('takes every report and tells lists to come again, while health is answered', async () => {
    const endAt = performance.now() + FOR_MS;
    const again = async (what: () => Promise<Answered>): Promise<Answered[]> => {
      const answers: Answered[] = [];
      while (performance.now() < endAt) answers.push(await what());
      return answers;
    };
    const many = (callers: number, what: () => Promise<Answered>): Promise<Answered[]> =>
      Promise.all(Array.from({ length: callers }, () => again(what))).then((all) => all.flat());
    const [lists, reports, health] = await Promise.all([
      many(LISTING, () => ask('GET', '/api/v1/reports?limit=200')),
      many(FILING, () => ask('POST', '/api/v1/reports', aReport)),
      many(1, () => ask('GET', '/health/ready')),
    ]);
    expect(reports.filter(({ status }) => status !== 201)).toEqual([]);
    expect(health.filter(({ status }) => status !== 200)).toEqual([]);
    const turnedAway = lists.filter(({ status }) => status !== 200);
    process.stdout.write(
      `overload: ${String(reports.length)} reports filed, none refused; ${String(turnedAway.length)} of ${String(lists.length)} lists told to come again\n`,
    );
    expect(turnedAway.length).toBeGreaterThan(0);
    for (const { status, code, retryAfter } of turnedAway) {
      expect({ status, code }).toEqual({ status: 503, code: 'platform.busy' });
      expect(Number(retryAfter)).toBeGreaterThanOrEqual(8);
    }
    expect(await shed('list')).toBeGreaterThanOrEqual(turnedAway.length);
    expect(await shed('intake')).toBe(0);
    // The crowd is gone: lists are answered again, by themselves.
    await eventually('a list is answered', async () => (await ask('GET', '/api/v1/reports')).status === 200);
  }, 120_000);
});
