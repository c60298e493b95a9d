import { flowCookie } from './oidc-flow-cookie';

const secret = 'a'.repeat(43);
const tls = { redirectUri: new URL('https://bongsu.example/api/v1/sessions/oidc/callback') };
const plain = { redirectUri: new URL('http://localhost:3000/api/v1/sessions/oidc/callback') };

describe('the cookie of a sign-in at the provider', () => {
  it('is set over TLS by this very host alone', () => {
    expect(flowCookie.of(secret, tls)).toBe(`__Host-bongsu_oidc=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=600; Secure`);
    expect(flowCookie.gone(tls)).toBe('__Host-bongsu_oidc=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure');
    expect(flowCookie.secretIn(`x=y; __Host-bongsu_oidc=${secret}`, tls)).toBe(secret);
  });

  it('is not taken from a sibling domain, which can set one without the prefix', () => {
    expect(flowCookie.secretIn(`bongsu_oidc=${secret}`, tls)).toBeNull();
  });

  it('goes to the sign-in alone on a machine without TLS', () => {
    expect(flowCookie.of(secret, plain)).toBe(`bongsu_oidc=${secret}; Path=/api/v1/sessions/oidc; HttpOnly; SameSite=Lax; Max-Age=600`);
    expect(flowCookie.gone(plain)).toBe('bongsu_oidc=; Path=/api/v1/sessions/oidc; HttpOnly; SameSite=Lax; Max-Age=0');
    expect(flowCookie.secretIn(`bongsu_oidc=${secret}`, plain)).toBe(secret);
  });
});
