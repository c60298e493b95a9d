import type { OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { answerSchemas } from './openapi-answers';
import { type Answer, answers } from './openapi-operations';

type Components = NonNullable<OpenAPIObject['components']>;
type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schema = NonNullable<Components['schemas']>[string];

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
const successWords: Readonly<Record<string, string>> = {
  '200': 'Done.',
  '201': 'Made.',
  '202': 'Not done yet: a second person must confirm it.',
  '204': 'Done; there is nothing to say.',
};

const refTo = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Adds to what the controllers tell of their requests: what every operation answers, its problems, and repeating a POST safely. */
export function complete(description: OpenAPIObject): void {
  description.components = {
    ...description.components,
    schemas: { ...description.components?.schemas, ...schemas() },
    responses: {
      Problem: {
        description:
          'It was not done, and why (RFC 9457): 401 not signed in, 403 not allowed, 404 not there or not visible to the caller, 409 not possible now, 412 changed in the meantime, 400 or 422 not usable as sent.',
        content: { 'application/problem+json': { schema: refTo('Problem') } },
      },
    },
    parameters: {
      IdempotencyKey: {
        name: 'Idempotency-Key',
        in: 'header',
        required: false,
        description:
          'The caller’s own name for this request, such as a UUID. Sent again with the same key within 24 hours, it is done only once and answered as the first time.',
        schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]{1,200}$' },
      },
    },
  };
  for (const path of Object.values(description.paths)) {
    for (const method of methods) {
      const operation = path[method];
      if (operation) completeOperation(operation, method);
    }
  }
}

function completeOperation(operation: Operation, method: string): void {
  const id = operation.operationId ?? '';
  const answer = answers[id];
  if (answer === undefined) throw new Error(`${id} is not described: say in openapi-operations.ts what it answers`);
  const redirect = typeof answer === 'object' && answer !== null && 'redirect' in answer ? answer.redirect : undefined;
  const status = redirect === undefined ? (Object.keys(operation.responses).find((code) => code.startsWith('2')) ?? '200') : '302';
  const success = { description: redirect ?? successWords[status] ?? 'Done.', ...contentOf(answer) };
  operation.responses = {
    ...(isByStatus(answer) ? successesOf(answer) : { [status]: success }),
    default: { $ref: '#/components/responses/Problem' },
  };
  if (id === 'Health.ready') operation.responses['503'] = { ...success, description: 'The process cannot take requests now.' };
  // Signing in is the one POST that nobody is known for yet, so there is nobody whose key it could be.
  const signedIn = operation.security === undefined;
  if (method === 'post' && signedIn)
    operation.parameters = [...(operation.parameters ?? []), { $ref: '#/components/parameters/IdempotencyKey' }];
}

type ByStatus = Extract<Answer, Partial<Record<'202', unknown>>>;

function isByStatus(answer: Answer): answer is ByStatus {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).every((key) => /^2\d\d$/.test(key));
}

function successesOf(answer: ByStatus): Record<string, { description: string; content?: Record<string, { schema: Schema }> }> {
  return Object.fromEntries(
    Object.entries(answer).map(([status, name]) => [status, { description: successWords[status] ?? 'Done.', ...contentOf(name) }]),
  );
}

function contentOf(answer: Answer): { content?: Record<string, { schema: Schema }> } {
  if (answer === null || (typeof answer === 'object' && 'redirect' in answer)) return {};
  if (isByStatus(answer)) return {};
  if (typeof answer === 'string') return { content: { 'application/json': { schema: refTo(answer) } } };
  return { content: Object.fromEntries(answer.mediaTypes.map((type) => [type, { schema: { type: 'string' } }])) };
}

/** The contracts as JSON Schema; where one is part of another, by reference. */
function schemas(): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(answerSchemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'output',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([id, { $schema: _dialect, $id: _address, ...schema }]) => [id, schema as Schema]),
  );
}
