/**
 * What a run of .ci/run comes to.
 *
 *   node .ci/outcome.mjs again <folder>                                   the files to play again, a line each
 *   node .ci/outcome.mjs faults-again <folder>                            the scenarios to play again, as --only takes them
 *   node .ci/outcome.mjs count <folder> <exits: tests checks faults audit>   the last line, and exit code 1 when something failed
 *
 * The folder holds tests.json and again.json (Jest), checks.log, faults.log and faults-again.log.
 */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** When more than these failed, the machine is not the reason. */
const AGAIN_AT_MOST = 4;
const playable = /\.(e2e|it)-spec\.ts$/;

/** Files of tests with browsers, databases and whole systems that failed, when they are few: one of them may have waited too long on a busy machine. */
export function toPlayAgain(tests) {
  const failed = (tests?.testResults ?? []).filter(({ status }) => status === 'failed').map(({ name }) => name);
  return failed.length <= AGAIN_AT_MOST && failed.every((name) => playable.test(name)) ? failed : [];
}

/** Scenarios that failed, when they are few. */
export function faultsToPlayAgain(log) {
  const failed = [...log.matchAll(/^(\S+) +FAILED +[\d.]+ s /gm)].map(([, id]) => id);
  return failed.length <= AGAIN_AT_MOST ? failed : [];
}

export function outcomeOf({ tests, testsExit, again, counted, otherExits }) {
  let passed = tests?.numPassedTests ?? 0;
  // A file that could not even be loaded has no test to count, and is a failure all the same.
  let failed = (tests?.numFailedTests ?? 0) + (tests?.numRuntimeErrorTestSuites ?? 0);
  if (testsExit !== 0 && failed === 0) failed += 1;
  const unsteady = [];
  for (const { name, status } of again?.testResults ?? []) {
    const before = tests?.testResults.find((one) => one.name === name);
    if (status !== 'passed' || before === undefined) continue;
    const failedTests = before.assertionResults.filter((one) => one.status === 'failed').length;
    failed -= Math.max(1, failedTests);
    passed += failedTests;
    unsteady.push(name);
  }
  for (const { text, exit, again: playedAgain = '' } of counted) {
    const [passedHere, failedHere] = lastCount(text);
    const [passedAgain, failedAgain] = lastCount(playedAgain);
    const steady = passedAgain === failedHere && failedAgain === 0 ? 0 : failedHere;
    passed += passedHere + failedHere - steady;
    if (failedHere > steady) unsteady.push(...faultsToPlayAgain(text));
    failed += exit !== 0 && failedHere === 0 ? 1 : steady;
  }
  failed += otherExits.filter((exit) => exit !== 0).length;
  return { passed, failed, skipped: (tests?.numPendingTests ?? 0) + (tests?.numTodoTests ?? 0), unsteady };
}

function lastCount(text) {
  const [, passed = 0, failed = 0] = [...text.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1) ?? [];
  return [Number(passed), Number(failed)];
}

const [verb, folder, ...exits] = process.argv.slice(2);
const text = (name) => (existsSync(`${folder}/${name}`) ? readFileSync(`${folder}/${name}`, 'utf8') : '');
const played = (name) => JSON.parse(text(name) || 'null');

if (verb === 'again') process.stdout.write(toPlayAgain(played('tests.json')).join('\n'));
if (verb === 'faults-again') process.stdout.write(faultsToPlayAgain(text('faults.log')).join(','));
if (verb === 'count') {
  const [testsExit, checksExit, faultsExit, auditExit] = exits.map(Number);
  const { passed, failed, skipped, unsteady } = outcomeOf({
    tests: played('tests.json'),
    testsExit,
    again: played('again.json'),
    counted: [
      { text: text('checks.log'), exit: checksExit },
      { text: text('faults.log'), exit: faultsExit, again: text('faults-again.log') },
    ],
    otherExits: [auditExit],
  });
  for (const name of unsteady)
    console.log(`UNSTEADY: ${name.includes('/') ? relative(process.cwd(), name) : name} failed at first and passed by itself`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 ? 1 : 0;
}
