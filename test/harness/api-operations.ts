import type { OpenAPIObject } from '@nestjs/swagger';

/** As much of JSON Schema as the contracts of this API are written in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
}

/** One operation of the API as its description tells of it. */
export interface ApiOperation {
  /** `Controller.method` */
  readonly id: string;
  readonly method: string;
  /** With its parameters in braces, such as `/api/v1/incidents/{id}`. */
  readonly path: string;
  readonly pathParameters: readonly Parameter[];
  readonly queryParameters: readonly Parameter[];
  readonly headers: readonly Parameter[];
  /** The JSON body; undefined when it takes none. */
  readonly body: JsonSchema | undefined;
  readonly isPublic: boolean;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export function operationsOf(description: OpenAPIObject): ApiOperation[] {
  return Object.entries(description.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      if (operation === undefined) return [];
      const parameters = (operation.parameters ?? []).filter((one): one is Parameter & typeof one => 'in' in one) as unknown as Parameter[];
      const content = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : undefined;
      return [
        {
          id: operation.operationId ?? '',
          method: method.toUpperCase(),
          path,
          pathParameters: parameters.filter((one) => one.in === 'path'),
          queryParameters: parameters.filter((one) => one.in === 'query'),
          headers: parameters.filter((one) => one.in === 'header'),
          body: content?.['application/json']?.schema as JsonSchema | undefined,
          isPublic: operation.security !== undefined,
        },
      ];
    }),
  );
}

/** A value for a property by its name, where its schema alone does not say enough; undefined: made from the schema. */
export type Known = (name: string) => unknown;

/** The smallest value that a schema accepts. What is not required is left out, unless it is known. */
export function sampleOf(schema: JsonSchema, known: Known = () => undefined, name = ''): unknown {
  const given = known(name);
  if (given !== undefined) return given;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf ?? [];
  const choice = choices.find(({ type }) => type === 'object') ?? choices[0];
  if (choice !== undefined) return sampleOf(choice, known, name);
  switch (Array.isArray(schema.type) ? (schema.type[0] as string) : schema.type) {
    case 'object':
      return sampleObject(schema, known);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, known));
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 0);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return sampleText(schema);
  }
}

function sampleObject({ properties = {}, required = [] }: JsonSchema, known: Known): Record<string, unknown> {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || known(name) !== undefined);
  return Object.fromEntries(wanted.map(([name, schema]) => [name, sampleOf(schema, known, name)]));
}

function sampleText({ format, minLength = 1 }: JsonSchema): string {
  if (format === 'uuid') return '01890000-0000-7000-8000-000000000000';
  if (format === 'email') return 'somebody@test.invalid';
  if (format === 'date-time') return '2023-02-06T01:17:34Z';
  return 'x'.repeat(Math.max(minLength, 1));
}

/** The address with its parameters filled in, and with the query that it cannot do without. */
export function addressOf({ path, pathParameters, queryParameters }: ApiOperation, known: Known): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = pathParameters.find((one) => one.name === name)?.schema ?? {};
    return encodeURIComponent(String(sampleOf(schema, known, name)));
  });
  const query = queryParameters
    .filter(({ required }) => required === true)
    .map(({ name, schema = {} }): [string, string] => [name, String(sampleOf(schema, known, name))]);
  return query.length === 0 ? filled : `${filled}?${new URLSearchParams(query).toString()}`;
}
