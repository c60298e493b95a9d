import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const libs = join(__dirname, '../../libs');

/** Every route of every controller: what stands above its method, and the method's head. */
function routes(): { readonly at: string; readonly text: string }[] {
  return readdirSync(libs).flatMap((context) => {
    const folder = join(libs, context, 'src/http');
    const files = readdirSync(join(libs, context, 'src')).includes('http') ? readdirSync(folder) : [];
    return files
      .filter((name) => name.endsWith('.controller.ts'))
      .flatMap((name) =>
        readFileSync(join(folder, name), 'utf8')
          .split(/^(?= {2}@(?:Get|Post|Put|Patch|Delete)\()/m)
          .slice(1)
          .map((text) => ({ at: `${context}/${name} ${text.trim().split('\n', 1)[0] ?? ''}`, text: text.split(/\{\n {4}/, 1)[0] ?? '' })),
      );
  });
}

describe('who goes first when not everything can be done (ADR 0071)', () => {
  it('lists go last, every one of them', () => {
    const all = routes();
    expect(all.length).toBeGreaterThan(90);
    const lists = all.filter(({ text }) => / (?:Promise<)?Page<\w+>/.test(text));
    expect(lists.length).toBeGreaterThan(15);
    expect(lists.filter(({ text }) => !text.includes("@Admit('list')")).map(({ at }) => at)).toEqual([]);
  });

  it('what tells of a crisis or takes it on goes first, and nothing else does', () => {
    const first = routes().filter(({ text }) => /@Intake\(\)|@Admit\('intake'\)/.test(text));
    expect(first.map(({ at }) => at).sort()).toEqual([
      "dispatch/offers.controller.ts @Post(':id/accept')",
      "dispatch/offers.controller.ts @Post(':id/accept-part')",
      "dispatch/offers.controller.ts @Post(':id/decline')",
      "incidents/incident-moves.controller.ts @Post('acknowledge')",
      "incidents/reports.controller.ts @Post('reports')",
    ]);
  });
});
