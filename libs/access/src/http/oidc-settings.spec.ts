import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsProblem, concerns, masked } from '@bongsu/platform';
import { testSettings } from '../../../../test/harness/settings';
import { oidcSettings } from './oidc-settings';

const mapping = JSON.stringify({ rules: [{ claim: 'groups', value: 'watch', role: 'headquarters-watch-officer', missions: '*' }] });
const whole = {
  DATABASE_URL: 'postgres://nobody@localhost/nothing',
  PUBLIC_ORIGIN: 'https://bongsu.example/',
  OIDC_ISSUER: 'https://login.ministry.example/realms/staff',
  OIDC_CLIENT_ID: 'bongsu',
  OIDC_MAPPING: mapping,
};

describe('the settings of signing in with the ministry', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-oidc-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('are off without an issuer', () => {
    expect(oidcSettings(testSettings({ DATABASE_URL: whole.DATABASE_URL }))).toBeNull();
  });

  it('lead the provider back to the public address', () => {
    expect(oidcSettings(testSettings(whole))?.redirectUri.href).toBe('https://bongsu.example/api/v1/sessions/oidc/callback');
  });

  it('take secret and mapping from files too', () => {
    const settings = testSettings({
      ...whole,
      OIDC_MAPPING: '',
      OIDC_MAPPING_FILE: fileOf('mapping.json', mapping),
      OIDC_CLIENT_SECRET_FILE: fileOf('secret', 'from a file\n'),
    });
    expect(oidcSettings(settings)).toMatchObject({ clientSecret: 'from a file', mapping: { claims: { email: 'email' } } });
  });

  it('never show the secret', () => {
    const settings = testSettings({ ...whole, OIDC_CLIENT_SECRET: 'not to be seen' });
    expect(JSON.stringify(masked(concerns, settings))).not.toContain('not to be seen');
  });

  it.each([
    ['no client', { OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID'],
    ['no mapping', { OIDC_MAPPING: '' }, 'OIDC_MAPPING_FILE is needed'],
    ['a mapping that is no JSON', { OIDC_MAPPING: '{' }, 'is not JSON'],
    ['a mapping that is wrong inside', { OIDC_MAPPING: mapping.replace('headquarters-watch-officer', 'king') }, 'OIDC_MAPPING rules'],
    ['a mapping file that is not there', { OIDC_MAPPING: '', OIDC_MAPPING_FILE: '/nowhere/mapping.json' }, 'cannot be read'],
    ['the same thing twice', { OIDC_MAPPING_FILE: '/nowhere/mapping.json' }, 'give one of them'],
    ['an issuer without TLS', { OIDC_ISSUER: 'http://login.ministry.example' }, 'OIDC_ISSUER: must begin with https'],
    ['a public address without TLS', { PUBLIC_ORIGIN: 'http://bongsu.example' }, 'PUBLIC_ORIGIN: must begin with https'],
  ])('stop the start with %s', (_, change, why) => {
    const attempt = (): unknown => oidcSettings(testSettings({ ...whole, ...change }));
    expect(attempt).toThrow(SettingsProblem);
    expect(attempt).toThrow(why);
  });
});
