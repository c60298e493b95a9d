/**
 * A real OpenID provider on the loopback address, for tests of signing in with the ministry. It runs as a process of its own, because Jest cannot
 * load it. Told by its first argument, as JSON: { port, clientId, clientSecret, redirectUri, people: { login: claims } }. Any password is right.
 *
 * It writes its issuer as the first line. What it takes besides, on /test/…:
 * - PUT people: what it knows of people from now on
 * - PUT id-token: { claims, header, by }: how ID tokens are made over from now on; null: no more. `by`: 'itself' or 'a stranger' signs
 * - PUT logouts: the address that logout tokens are sent on to; GET logouts: those that were sent, with what was answered
 * - POST sign: { claims, header, by } → a token
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { TextEncoder } from 'node:util';
import { SignJWT, decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const { port, clientId, clientSecret, redirectUri, people: known } = JSON.parse(process.argv[2]);
const told = { people: known, idToken: null, logoutsTo: null };
const logouts = [];

const keyPair = () => generateKeyPair('RS256', { extractable: true });
const [own, stranger] = [await keyPair(), await keyPair()];
const jwk = { ...(await exportJWK(own.privateKey)), kid: 'of-tests', alg: 'RS256', use: 'sig' };

const server = createServer();
await new Promise((resolve) => server.listen(port ?? 0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      post_logout_redirect_uris: [new URL('/', redirectUri).href],
      // It goes on from here to wherever the installation under test listens.
      backchannel_logout_uri: `${issuer}/test/logouts`,
      backchannel_logout_session_required: true,
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [jwk] },
  features: { backchannelLogout: { enabled: true } },
  claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'] },
  pkce: { required: () => true },
  // It would not call the loopback address, which is all there is in a test.
  fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, login) => ({ accountId: login, claims: () => ({ sub: login, ...told.people[login] }) }),
});
const answer = provider.callback();

/** A token of these claims, whoever signs it. Unsigned when its header says so. */
async function sign({ claims, header, by }) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  if (header?.alg === 'none') return `${part(header)}.${part(claims)}.`;
  if (header?.alg === 'HS256')
    return new SignJWT(claims).setProtectedHeader({ kid: 'of-tests', ...header }).sign(new TextEncoder().encode(clientSecret));
  const { privateKey } = by === 'a stranger' ? stranger : own;
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'of-tests', ...header }).sign(privateKey);
}

/** The ID token that was made in order, made over as told. A claim that is null goes. */
async function madeOver(token) {
  const claims = Object.fromEntries(Object.entries({ ...decodeJwt(token), ...told.idToken.claims }).filter(([, value]) => value !== null));
  return sign({ claims, header: { ...decodeProtectedHeader(token), ...told.idToken.header }, by: told.idToken.by });
}

/** Lets the answer of the token endpoint out with another ID token in it. */
function makeOver(response) {
  const parts = [];
  const end = response.end.bind(response);
  response.write = (chunk) => parts.push(Buffer.from(chunk)) > 0;
  response.end = (chunk) => {
    if (chunk) parts.push(Buffer.from(chunk));
    const text = Buffer.concat(parts).toString();
    const body = text.startsWith('{') ? JSON.parse(text) : {};
    if (body.id_token === undefined) return end(text);
    madeOver(body.id_token).then((id_token) => {
      const changed = JSON.stringify({ ...body, id_token });
      response.setHeader('content-length', Buffer.byteLength(changed));
      end(changed);
    });
    return response;
  };
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const ways = {
  'PUT people': async (body) => void (told.people = JSON.parse(body)),
  'PUT id-token': async (body) => void (told.idToken = JSON.parse(body)),
  'PUT logouts': async (body) => void (told.logoutsTo = JSON.parse(body)),
  'GET logouts': async () => logouts,
  'POST sign': async (body) => ({ token: await sign(JSON.parse(body)) }),
  'POST logouts': async (body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = told.logoutsTo === null ? null : await globalThis.fetch(told.logoutsTo, { method: 'POST', headers, body });
    logouts.push({ body, answered: sent?.status ?? null });
  },
};

server.on('request', async (request, response) => {
  const way = ways[`${request.method} ${request.url?.replace('/test/', '')}`];
  if (way === undefined || !request.url.startsWith('/test/')) {
    if (told.idToken !== null && request.url === '/token') makeOver(response);
    return void answer(request, response);
  }
  const said = await way(await bodyOf(request));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said ?? null));
});
// Whoever started it is gone: so is it.
process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write(`${issuer}\n`);
