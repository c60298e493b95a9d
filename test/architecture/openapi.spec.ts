import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDescription } from '../../apps/cli/src/describe-api';
import { answerSchemas } from '../../apps/api/src/openapi-answers';
import { answers } from '../../apps/api/src/openapi-operations';

interface Operation {
  operationId: string;
  parameters: { $ref?: string; name?: string; in?: string }[];
  responses: Record<string, { $ref?: string; content?: Record<string, { schema?: { $ref?: string } }> }>;
  security?: object[];
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: { Problem: { content: object } }; parameters: { IdempotencyKey: object } };
  security: object[];
}

describe('the description of the API', () => {
  let text: string;
  let api: Description;
  let operations: (Operation & { method: string; path: string })[];

  beforeAll(async () => {
    text = await apiDescription();
    api = JSON.parse(text) as Description;
    operations = Object.entries(api.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ ...operation, method, path })),
    );
  });

  const idsOf = (some: Operation[]): string[] => some.map(({ operationId }) => operationId).sort();

  it('is the one in docs', () => {
    expect(readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8')).toBe(text);
  });

  it('tells of every operation, and of none that is gone', () => {
    expect(idsOf(operations)).toEqual(Object.keys(answers).sort());
  });

  it('says what every operation answers: a shape of the contracts, or that it is none', () => {
    const shapeless = operations.filter(({ responses }) => {
      const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
      return success?.content?.['application/json']?.schema?.$ref === undefined;
    });
    expect(idsOf(shapeless)).toEqual([
      'Exports.file',
      'Feeds.document',
      'Health.metrics',
      'IncidentSeals.takeOff',
      'Oidc.begin',
      'Oidc.callback',
      'OidcLogout.backChannel',
      'OidcLogout.farewell',
      'OwnSecurity.changePassword',
      'OwnSecurity.end',
      'OwnSecurity.endOthers',
      'OwnSecurity.removeTotp',
      'Passkeys.remove',
      'People.endSession',
      'People.endSessions',
      'ServiceAccounts.end',
      'ServiceAccounts.revokeToken',
      'Sitreps.file',
      'Status.page',
    ]);
    expect(Object.keys(api.components.schemas).sort()).toEqual(Object.keys(answerSchemas).sort());
  });

  it('holds every part that it points to', () => {
    const pointers = [...new Set([...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, pointer]) => pointer ?? ''))];
    expect(pointers.length).toBeGreaterThan(30);
    const missing = pointers.filter((pointer) => {
      const [root, ...steps] = pointer.split('/');
      return root !== '#' || steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], api) === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('gives every operation its problems', () => {
    expect(operations.filter(({ responses }) => responses.default?.$ref !== '#/components/responses/Problem')).toEqual([]);
    expect(api.components.responses.Problem.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
  });

  it('asks everybody to sign in, but for signing in itself and the health of the process', () => {
    expect(api.security).toEqual([{ bearer: [] }]);
    expect(idsOf(operations.filter(({ security }) => security !== undefined))).toEqual([
      'Health.live',
      'Health.metrics',
      'Health.ready',
      'Oidc.begin',
      'Oidc.callback',
      'OidcLogout.backChannel',
      'OidcLogout.farewell',
      'PasskeySignIn.begin',
      'PasskeySignIn.options',
      'Sessions.begin',
      'Sessions.secondFactor',
      'SignInWays.read',
      'Status.answer',
      'Status.page',
    ]);
  });

  it('lets every POST of a signed-in caller be repeated safely', () => {
    const without = operations.filter(
      ({ method, parameters }) => method === 'post' && !parameters.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey'),
    );
    // The provider's word is taken once, by its own number.
    expect(idsOf(without)).toEqual([
      'OidcLogout.backChannel',
      'PasskeySignIn.begin',
      'PasskeySignIn.options',
      'Sessions.begin',
      'Sessions.secondFactor',
    ]);
    expect(api.components.parameters.IdempotencyKey).toMatchObject({ name: 'Idempotency-Key', in: 'header', required: false });
  });

  it('lets every act on something that has a version be bound to that version', () => {
    const unbound = operations.filter(
      ({ method, path, parameters }) => method === 'post' && path.includes('{') && !parameters.some(({ name }) => name === 'If-Match'),
    );
    // A proposal and a passkey have no version, a new sitrep replaces nothing, and what is decided, delegated or opened for a time ends once.
    expect(idsOf(unbound)).toEqual([
      'BreakGlass.end',
      'BreakGlass.review',
      'Delegations.revoke',
      'IncidentSeals.candidates',
      'IncidentSeals.name',
      'IncidentSeals.unseal',
      'OwnSecurity.end',
      'Passkeys.remove',
      'Proposals.confirm',
      'Proposals.refuse',
      'Proposals.withdraw',
      'Reports.reject',
      'ServiceAccounts.addToken',
      'Sitreps.issue',
      'Sitreps.supersede',
      'Sitreps.withdraw',
    ]);
  });
});
