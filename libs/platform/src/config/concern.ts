import { z } from 'zod';

/**
 * One concern of configuration: a zod object whose keys are environment variables. Each variable carries a description and,
 * where its value is a secret, `secret: true`, so that it is never printed.
 */
export interface Concern<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  readonly schema: z.ZodObject<Shape>;
}

export function concern<Shape extends z.ZodRawShape>(name: string, shape: Shape): Concern<Shape> {
  return { name, schema: z.object(shape) };
}

/** Thrown at boot with every problem of every concern, so that one start tells all that is wrong. */
export class SettingsProblem extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration has ${problems.length} problem(s):\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'SettingsProblem';
  }
}

type Parsed<Concerns extends Record<string, Concern>> = { [Name in keyof Concerns]: z.infer<Concerns[Name]['schema']> };

/** Parses all concerns from one environment. Empty values count as absent. Throws {@link SettingsProblem}. */
export function parseConcerns<Concerns extends Record<string, Concern>>(
  concerns: Concerns,
  environment: Readonly<Record<string, string | undefined>>,
): Parsed<Concerns> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const problems: string[] = [];
  const parsed: Record<string, unknown> = {};
  for (const [name, { schema }] of Object.entries(concerns)) {
    const result = schema.safeParse(present);
    if (result.success) parsed[name] = result.data;
    else problems.push(...result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  if (problems.length > 0) throw new SettingsProblem(problems);
  return parsed as Parsed<Concerns>;
}

/** Marks a variable's value as a secret: masked wherever settings are shown. */
export const secretMeta = (description: string): { description: string; secret: true } => ({ description, secret: true });

/** The settings as they may be logged: secrets masked. */
export function masked(concerns: Record<string, Concern>, settings: Record<string, Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(concerns).flatMap(([name, { schema }]) =>
      Object.entries(schema.shape).map(([variable, field]) => {
        const value = settings[name]?.[variable];
        return [variable, value !== undefined && isSecret(field) ? '***' : value];
      }),
    ),
  );
}

/** The text of `.env.example`: every variable with its description; the value is the default, empty for a secret or none. */
export function exampleEnvironment(concerns: Record<string, Concern>): string {
  const sections = Object.values(concerns).map(({ name, schema }) => {
    const lines = Object.entries(schema.shape).map(([variable, field]) => {
      const description = metaOf(field).description ?? '';
      const fallback = (field as z.ZodType).safeParse(undefined);
      const value =
        fallback.success && fallback.data !== undefined && !isSecret(field) ? `${fallback.data as string | number | boolean}` : '';
      return `# ${description}\n${value === '' ? '# ' : ''}${variable}=${value}`;
    });
    return `## ${name}\n${lines.join('\n')}`;
  });
  return `# Generated from the configuration schemas by \`npx bongsu env-example\`; do not edit by hand.\n\n${sections.join('\n\n')}\n`;
}

function metaOf(field: unknown): { description?: string; secret?: boolean } {
  return (field as z.ZodType).meta() ?? {};
}

function isSecret(field: unknown): boolean {
  return metaOf(field).secret === true;
}
