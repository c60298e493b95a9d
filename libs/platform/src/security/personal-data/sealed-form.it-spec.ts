import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type FreshDatabase, freshDatabase } from '../../../../../test/harness/fresh-database';
import { SEALED_FORMAT, sealValue } from './sealed-value';

describe('the check of encrypted columns', () => {
  let database: FreshDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await freshDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const key = { id: '01860000-0000-7000-8000-000000000001', subject: { type: 'report', id: '1' }, bytes: randomBytes(32) };
  const sealed = sealValue(key, 'a.b', '건물이 무너졌다');
  const [version, id, nonce, tag, body] = sealed.split('.') as [string, string, string, string, string];
  const cases = {
    'a value of ours': sealed,
    'an empty text, encrypted': sealValue(key, 'a.b', ''),
    'clear text': '건물이 무너졌다',
    nothing: '',
    'another version': sealed.replace('bs1', 'bs2'),
    'clear text behind the head': [version, id, nonce, tag, '건물이 무너졌다'].join('.'),
    'clear text in the head': [version, '이'.repeat(22), nonce, tag, body].join('.'),
    'a dot too many': `${sealed}.x`,
    'a dot inside a part': [version, `${id.slice(0, 10)}.${id.slice(11)}`, nonce, tag, body].join('.'),
    'parts of other lengths': [version, id + nonce.slice(0, 1), nonce.slice(1), tag, body].join('.'),
    'a part cut short': [version, id, nonce.slice(1), tag, body].join('.'),
    'a line break at the end': `${sealed}\n`,
    'a space': `${sealed} `,
    'a plus': [version, id, nonce, tag, 'a+b'].join('.'),
    'something before it': `x${sealed}`,
  };

  it.each(Object.entries(cases))('takes %s exactly when the codec takes it for encrypted', async (_, value) => {
    const { rows } = await client.query<{ taken: boolean }>('SELECT platform_is_sealed($1) AS taken', [value]);
    expect(rows[0]?.taken).toBe(SEALED_FORMAT.test(value));
  });

  it('takes what was encrypted, and not clear text', async () => {
    const { rows } = await client.query<{ ours: boolean; clear: boolean; none: boolean | null }>(
      'SELECT platform_is_sealed($1) AS ours, platform_is_sealed($2) AS clear, platform_is_sealed(NULL) AS none',
      [sealed, cases['clear text']],
    );
    expect(rows[0]).toEqual({ ours: true, clear: false, none: null });
  });
});
