import { endOf, reportOf, withReport } from './report';
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

describe('the report', () => {
  it('takes the place of the one before, and of nothing else', () => {
    const before = withReport('# Faults\n\nSaid by hand.\n', reportOf(outcomes, 'there', 1));
    const after = withReport(`${before}\nAlso by hand.\n`, reportOf(outcomes.slice(0, 1), 'here', 2));
    expect(after).toContain('Said by hand.');
    expect(after).toContain('Also by hand.');
    expect(after).toContain('here; seed 2: 1 passed, 0 failed.');
    expect(after).not.toContain('there; seed 1');
  });
});
