/** What Jest writes with `--json`, as far as it is read here. */
export interface Played {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
}
export function toPlayAgain(tests: Played | null): string[];
export function faultsToPlayAgain(log: string): string[];
export function outcomeOf(run: {
  tests: Played | null;
  testsExit: number;
  again: Played | null;
  /** What ended with `N passed, N failed`. */
  counted: { text: string; exit: number; again?: string }[];
  otherExits: number[];
}): { passed: number; failed: number; skipped: number; unsteady: string[] };
