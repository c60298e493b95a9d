import { MissionStatusChanged } from '@bongsu/missions/contract';
import { NETWORK_WIDE, eyesOver } from '@bongsu/platform';
import { Client } from 'pg';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import { BoardStates } from './use-cases/board-states';

/** What `bongsu journal detach` leaves behind, by the rows that it writes: the first entry is out, and so is the second but for boards. */
const TAKEN_OUT = `
  BEGIN;
  INSERT INTO journal_archive (part, first_position, last_position, last_seal, last_at, file, sha256, detached_at)
    SELECT 'journal_entry_first', 1, 2, seal, at, 'journal_entry_first.ndjson.gz', '\\x00', now() FROM journal_entry WHERE position = 2;
  INSERT INTO journal_carried SELECT * FROM journal_entry WHERE position = 2;
  SET LOCAL session_replication_role = replica;
  DELETE FROM journal_entry WHERE position <= 2;
  COMMIT`;

describe('boards after a part of the journal was taken out', () => {
  let test: SituationApp;
  const [here, there] = ['KR-EMB-TR', 'KR-EMB-JP'];

  beforeAll(async () => {
    test = await startSituationApp();
    const moved = (missionId: string, to: 'relocated' | 'suspended') => ({
      ...MissionStatusChanged.of({
        subject: { type: 'mission', id: missionId },
        audience: ['*'],
        body: { missionId, from: 'open', to, reason: 'civil-unrest', asOf: '2026-11-01T00:00:00.000Z' },
      }),
      audience: ['*'],
    });
    await test.tell(moved(here, 'suspended'), moved(here, 'relocated'), moved(there, 'suspended'));
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    await owner.query(TAKEN_OUT);
    await owner.end();
  }, 120_000);
  afterAll(() => test.close());

  it('are made from where the archive ends, with what is still needed of it, and say so', async () => {
    const boards = test.app.get(BoardStates, { strict: false });
    const { state } = await boards.of(eyesOver([here]));
    expect(state.missionStatuses).toEqual({ [here]: 'relocated', [there]: 'suspended' });
    expect(state.archivedUntil).toMatch(/^\d{4}-/);
    expect(JSON.parse((await boards.of(eyesOver([here]))).json())).toHaveProperty('archivedUntil', state.archivedUntil);
    // The network's was read before: it is whole.
    expect((await boards.of(NETWORK_WIDE)).state.archivedUntil).toBeUndefined();
  });

  it('are asked for by whoever reads entries from the beginning: she is not given less', async () => {
    const token = await test.signIn({ role: 'duty-officer', missions: [here] });
    const { status, body } = await test.call(token, 'GET', '/api/v1/board/entries?limit=10');
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'situation.entries-archived' } });
    const { cursor } = await test.snapshot(token);
    expect((await test.entries(token, `?after=${encodeURIComponent(cursor)}`)).items).toEqual([]);
  });
});
