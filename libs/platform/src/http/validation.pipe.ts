import { type ArgumentMetadata, Injectable, StandardSchemaValidationPipe } from '@nestjs/common';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { FieldProblem } from '../contract/problem';
import { ProblemException } from './problem';

/** Validates body, query and path against their zod schema and names every field that is wrong, with what to do about it. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new SchemaIssues(issues) });
  }

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      if (error instanceof SchemaIssues) throw invalidRequest(error.issues, metadata.data);
      throw error;
    }
  }
}

class SchemaIssues extends Error {
  constructor(readonly issues: readonly StandardSchemaV1.Issue[]) {
    super('schema issues');
  }
}

/** 400 with every issue: `field` is a path such as `lines.0.count`. */
export function invalidRequest(issues: readonly StandardSchemaV1.Issue[], parameter?: string): ProblemException {
  const errors = issues.slice(0, 50).map((issue) => fieldProblem(issue, parameter));
  const fields = [...new Set(errors.map(({ field }) => field))].join(', ');
  return new ProblemException(
    400,
    'platform.invalid-request',
    `The request is not as it should be: ${fields}.`,
    'Correct the named fields and send it again.',
    { errors },
  );
}

interface ZodIssue extends StandardSchemaV1.Issue {
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly values?: readonly unknown[];
  readonly expected?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** What a check of our own says beyond its message. */
  readonly params?: { readonly code?: string; readonly remedy?: string };
}

function fieldProblem(issue: ZodIssue, parameter: string | undefined): FieldProblem {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const inside = parameter === undefined ? path : [parameter, ...path];
  const field = [...inside, ...(issue.code === 'unrecognized_keys' ? [issue.keys?.join('|') ?? ''] : [])].join('.');
  return {
    field: field === '' ? 'body' : field,
    code: issue.params?.code ?? issue.code ?? 'invalid',
    message: issue.message,
    remedy: remedyFor(issue),
  };
}

function remedyFor(issue: ZodIssue): string {
  if (issue.params?.remedy !== undefined) return issue.params.remedy;
  switch (issue.code) {
    case 'unrecognized_keys':
      return 'Remove the field, or check its spelling.';
    case 'invalid_type':
      return `Give a value of type ${issue.expected ?? 'as documented'}.`;
    case 'invalid_value':
      return `Use one of: ${(issue.values ?? []).join(', ')}.`;
    case 'too_small':
      return `Give at least ${issue.minimum}.`;
    case 'too_big':
      return `Give at most ${issue.maximum}.`;
    default:
      return 'See the API description for what this field takes.';
  }
}
