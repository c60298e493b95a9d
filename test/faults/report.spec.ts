import { endOf, withRows } from './report';
import type { Outcome } from './runner';
import { scenarios } from './scenarios';

const outcomes: Outcome[] = scenarios
  .slice(0, 3)
  .map((scenario, n) => ({ scenario, passed: n !== 1, figures: [], faults: n === 1 ? ['broken'] : [], seconds: n + 1 }));

describe('the end of a run', () => {
  it('tells of each scenario how it ended, and ends with the verdict', () => {
    const lines = endOf(outcomes).split('\n');
    expect(lines.filter((line) => line.includes('passed ') && !line.includes('failed'))).toHaveLength(2);
    expect(lines.find((line) => line.includes('FAILED'))).toContain(outcomes[1]?.scenario.name);
    expect(lines).toContain('took 6 s');
    expect(lines.at(-1)).toBe('2 passed, 1 failed');
  });

  it('says so too when nothing was played', () => {
    expect(endOf([]).split('\n').at(-1)).toBe('0 passed, 0 failed');
  });
});

describe('the table of the document', () => {
  const ids = scenarios.map(({ id }) => id);
  const rows = (document: string): string[] => document.split('\n').filter((line) => /^\| [A-Z]/.test(line));

  it('takes up what was played, in the order of the scenarios, and leaves everything else as it is', () => {
    const [first, second, third] = outcomes;
    const before = withRows('# Faults\n\nSaid by hand.\n', outcomes.slice(1), 1, ids);
    expect(rows(before).map((row) => row.split(' | ')[0])).toEqual([`| ${second?.scenario.id ?? ''}`, `| ${third?.scenario.id ?? ''}`]);
    expect(before).toContain(
      `1 held, 1 did not; not played in full yet: ${ids.filter((id) => !outcomes.slice(1).some(({ scenario }) => scenario.id === id)).join(', ')}.`,
    );
    const mended = outcomes.slice(0, 2).map((outcome) => ({ ...outcome, passed: true }));
    const after = withRows(`${before}\nAlso by hand.\n`, mended, 2, ids);
    expect(after).toContain('Said by hand.');
    expect(after).toContain('Also by hand.');
    expect(rows(after)).toHaveLength(3);
    expect(rows(after)[0]).toContain(first?.scenario.name);
    expect(rows(after)[1]).toMatch(/\| yes \| 2 s \| .*, seed 2 \|$/);
    expect(rows(after)[2]).toBe(rows(before)[1]);
    expect(after).toContain('3 held, 0 did not;');
  });

  it('says of nobody that it was not played when all were, and forgets a scenario that there is no more', () => {
    const known = outcomes.map(({ scenario }) => scenario.id);
    expect(withRows('', outcomes, 1, known)).toContain('2 held, 1 did not. The last');
    expect(rows(withRows(withRows('', outcomes, 1, known), outcomes.slice(0, 1), 1, known.slice(0, 2)))).toHaveLength(2);
  });
});
