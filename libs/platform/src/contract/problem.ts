import { z } from 'zod';

/** One thing wrong with a request: where, what, and what to do about it. `field` is a path such as `lines.0.count`. */
export const fieldProblemSchema = z.strictObject({ field: z.string(), code: z.string(), message: z.string(), remedy: z.string() });

/** Every error answer of the API has this shape (RFC 9457, application/problem+json). */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string(),
  instance: z.string(),
  correlationId: z.string(),
  errors: z.array(fieldProblemSchema).optional(),
  facts: z.record(z.string(), z.json()).optional(),
});

export type FieldProblem = z.infer<typeof fieldProblemSchema>;
export type Problem = z.infer<typeof problemSchema>;
