import { type PasswordOwner, refusedPassword } from './password-rules';

const officer: PasswordOwner = {
  email: 'mina.kang@mofa.invalid',
  displayName: 'Kang Mina',
  grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }],
};
const administrator: PasswordOwner = { ...officer, grants: [{ role: 'administrator', missions: '*' }] };
const common = new Set(['iloveyou1', 'password123456']);
const why = (password: string, owner = officer): string | null =>
  refusedPassword(password, owner, (plain) => common.has(plain))?.code ?? null;

describe('which passwords are taken', () => {
  it('asks for length, more of those who decide for the network', () => {
    expect(why('sieben7')).toBe('access.password-too-short');
    expect(why('harbours')).toBeNull();
    expect(why('harbours', administrator)).toBe('access.password-too-short');
    expect(why('harbour lamp', administrator)).toBeNull();
  });

  it('counts characters as people do', () => {
    expect(why('등대와바람결따라')).toBeNull();
    expect(why('🌊🌊🌊🌊')).toBe('access.password-too-short');
  });

  it('asks for no kinds of characters, and takes very long ones', () => {
    expect(why('quiet river under snow')).toBeNull();
    expect(why('many words '.repeat(20))).toBeNull();
  });

  it('refuses what is guessed first, however it is written', () => {
    expect(why('iloveyou1')).toBe('access.password-common');
    expect(why('ILoveYou1')).toBe('access.password-common');
    expect(why('abababababab')).toBe('access.password-common');
  });

  it('refuses what tells whose it is or where it is used', () => {
    for (const password of ['mina.kang 2026', 'my name is kang!', 'Bongsu watch 26', 'MOFA seoul lamp'])
      expect({ password, code: why(password) }).toEqual({ password, code: 'access.password-tells-who' });
  });
});
