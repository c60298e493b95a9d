/**
 * A real OpenID provider on the loopback address, for tests of signing in with the ministry. It runs as a process of its own, because Jest cannot
 * load it. Told by its first argument, as JSON: { port, clientId, clientSecret, redirectUri, people: { login: claims } }. Any password is right.
 *
 * It writes its issuer as the first line, and takes `PUT /people` to change what it knows of people.
 */
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const { port, clientId, clientSecret, redirectUri, people: known } = JSON.parse(process.argv[2]);
let people = known;

const server = createServer();
await new Promise((resolve) => server.listen(port ?? 0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'] },
  pkce: { required: () => true },
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, login) => ({ accountId: login, claims: () => ({ sub: login, ...people[login] }) }),
});
const answer = provider.callback();

server.on('request', (request, response) => {
  if (request.method !== 'PUT' || request.url !== '/people') return void answer(request, response);
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    people = JSON.parse(body);
    response.writeHead(204).end();
  });
});
// Whoever started it is gone: so is it.
process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write(`${issuer}\n`);
