import { type Played, faultsToPlayAgain, outcomeOf, toPlayAgain } from '../../.ci/outcome.mjs';

const file = (name: string, ...tests: ('passed' | 'failed')[]) => ({
  name,
  status: tests.length === 0 || tests.includes('failed') ? 'failed' : 'passed',
  assertionResults: tests.map((status) => ({ status })),
});
const played = (...testResults: Played['testResults']): Played => {
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    numPassedTests: all.filter(({ status }) => status === 'passed').length,
    numFailedTests: all.filter(({ status }) => status === 'failed').length,
    numRuntimeErrorTestSuites: testResults.filter(({ assertionResults }) => assertionResults.length === 0).length,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults,
  };
};
const green = { text: '9 passed, 0 failed\n', exit: 0 };
const outcome = (tests: Played | null, again: Played | null, testsExit = 1) =>
  outcomeOf({ tests, testsExit, again, counted: [green], otherExits: [0] });

describe('what a run of the checks comes to', () => {
  const board = file('/x/board.e2e-spec.ts', 'passed', 'failed');

  it('counts tests, checks and what was skipped', () => {
    expect(outcome(played(file('/x/a.spec.ts', 'passed', 'passed')), null, 0)).toEqual({ passed: 11, failed: 0, skipped: 1, unsteady: [] });
  });

  it('stays red when what failed fails again', () => {
    expect(outcome(played(board), played(board))).toMatchObject({ failed: 1, unsteady: [] });
  });

  it('is green, and names the file, when it passes by itself', () => {
    expect(outcome(played(board), played(file('/x/board.e2e-spec.ts', 'passed', 'passed')))).toEqual({
      passed: 11,
      failed: 0,
      skipped: 1,
      unsteady: ['/x/board.e2e-spec.ts'],
    });
  });

  it('takes back a file that did not load at first only when it loads and passes', () => {
    const unloaded = file('/x/board.e2e-spec.ts');
    expect(outcome(played(unloaded), played(file('/x/board.e2e-spec.ts', 'passed')))).toMatchObject({ failed: 0 });
    expect(outcome(played(unloaded), played(unloaded))).toMatchObject({ failed: 1 });
  });

  it('is red when the tests, a check or another part ended badly without a count', () => {
    expect(outcome(null, null).failed).toBe(1);
    expect(outcomeOf({ tests: played(), testsExit: 0, again: null, counted: [{ text: '', exit: 124 }], otherExits: [1] }).failed).toBe(2);
    expect(
      outcomeOf({ tests: played(), testsExit: 0, again: null, counted: [{ text: '5 passed, 2 failed\n', exit: 1 }], otherExits: [] })
        .failed,
    ).toBe(2);
  });

  it('plays again a few files with real parts, and never a pure test', () => {
    const pure = file('/x/rules.spec.ts', 'failed');
    const names = (count: number) => Array.from({ length: count }, (_, at) => file(`/x/${String(at)}.it-spec.ts`, 'failed'));
    expect(toPlayAgain(played(board, file('/x/ok.it-spec.ts', 'passed')))).toEqual(['/x/board.e2e-spec.ts']);
    expect(toPlayAgain(played(board, pure))).toEqual([]);
    expect(toPlayAgain(played(...names(4)))).toHaveLength(4);
    expect(toPlayAgain(played(...names(5)))).toEqual([]);
    expect(toPlayAgain(null)).toEqual([]);
  });

  it('plays a few scenarios of faults again, and names those that were unsteady', () => {
    const text =
      'T1         passed     31.4 s  no report is lost\nT22        FAILED     32.0 s  slow boards are cut\n\n1 passed, 1 failed\n';
    expect(faultsToPlayAgain(text)).toEqual(['T22']);
    expect(faultsToPlayAgain(text.replace('T1 ', 'T1 \nT3 FAILED 1.0 s \nT4 FAILED 1.0 s \nT5 FAILED 1.0 s \nT6 FAILED 1.0 s '))).toEqual(
      [],
    );
    const faults = (again: string) =>
      outcomeOf({ tests: played(), testsExit: 0, again: null, counted: [{ text, exit: 1, again }], otherExits: [] });
    expect(faults('1 passed, 0 failed\n')).toMatchObject({ passed: 2, failed: 0, unsteady: ['T22'] });
    expect(faults('0 passed, 1 failed\n')).toMatchObject({ passed: 1, failed: 1, unsteady: [] });
    expect(faults('')).toMatchObject({ passed: 1, failed: 1, unsteady: [] });
  });
});
