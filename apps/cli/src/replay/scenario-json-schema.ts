import { z } from 'zod';
import { scenarioSchema } from './scenario';

/** The scenario format as JSON Schema 2020-12, for editors and for other programs that write scenarios. */
export function scenarioJsonSchema(): string {
  const schema = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    target: 'draft-2020-12',
    // "date-time" and its kind say enough; the expressions behind them fill pages.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return `${JSON.stringify({ title: 'Bongsu scenario', ...schema }, null, 2)}\n`;
}
