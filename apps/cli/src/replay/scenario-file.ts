import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { type Fact, type Scenario, scenarioSchema } from './scenario';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** Where files that it names lie. */
  readonly folder: string;
}

export function scenariosFolder(): string {
  return join(projectRoot(), 'data', 'scenarios');
}

/** The names under which scenarios are shipped. */
export function shippedScenarios(): string[] {
  return readdirSync(scenariosFolder())
    .filter((file) => file.endsWith('.json') && file !== 'scenario.schema.json')
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
}

/** A shipped scenario by its name, or any by its path. Throws a PlainFailure that names everything wrong with it. */
export function loadScenario(nameOrPath: string): LoadedScenario {
  const shipped = join(scenariosFolder(), `${nameOrPath}.json`);
  const file = existsSync(shipped) ? shipped : resolve(nameOrPath);
  if (!existsSync(file))
    throw new PlainFailure(
      `There is no scenario "${nameOrPath}": take ${shippedScenarios().join(' or ')}, or give the path of a scenario file.`,
    );
  const scenario = parseScenario(readFileSync(file, 'utf8'), nameOrPath);
  return { scenario, folder: dirname(file) };
}

export function parseScenario(json: string, called: string): Scenario {
  const read = scenarioSchema.safeParse(parsedJson(json, called));
  if (!read.success)
    throw new PlainFailure(`The scenario "${called}" does not fit data/scenarios/scenario.schema.json:\n${z.prettifyError(read.error)}`);
  const problems = [...orderProblems(read.data), ...referenceProblems(read.data)];
  if (problems.length > 0)
    throw new PlainFailure(`The scenario "${called}" contradicts itself:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return read.data;
}

function parsedJson(json: string, called: string): unknown {
  try {
    return JSON.parse(json);
  } catch (fault) {
    throw new PlainFailure(`The scenario "${called}" is not JSON: ${fault instanceof Error ? fault.message : String(fault)}.`);
  }
}

/** Facts stand in the order in which they happened. */
function orderProblems({ startAt, facts }: Scenario): string[] {
  return facts.flatMap((fact, index) => {
    const before = facts[index - 1]?.at ?? startAt;
    return Date.parse(fact.at) < Date.parse(before) ? [`fact ${index + 1} (${fact.says}) lies before the one that precedes it`] : [];
  });
}

type Kind = 'report' | 'incident' | 'task' | 'request';
const made: Partial<Record<Fact['act'], Kind>> = {
  'submit-feed': 'report',
  'file-report': 'report',
  'open-incident': 'incident',
  'add-task': 'task',
  'submit-support-request': 'request',
};

/** Every name is made once, before it is used, and is the name of the right kind of thing. */
function referenceProblems({ facts }: Scenario): string[] {
  const known = new Map<string, Kind>();
  return facts.flatMap((fact, index) => {
    const at = `fact ${index + 1} (${fact.says})`;
    const problems = references(fact).flatMap(([name, kind]) =>
      known.get(name) === kind ? [] : [`${at} refers to ${kind} "${name}", which no earlier fact makes`],
    );
    const name = 'name' in fact ? fact.name : undefined;
    const kind = made[fact.act];
    if (name === undefined || kind === undefined) return problems;
    if (known.has(name)) problems.push(`${at} uses the name "${name}" a second time`);
    known.set(name, kind);
    return problems;
  });
}

function references(fact: Fact): [string, Kind][] {
  switch (fact.act) {
    case 'submit-feed':
    case 'change-mission-status':
      return [];
    case 'file-report':
      return [...ifNamed(fact.incident, 'incident'), ...ifNamed(fact.corrects, 'report')];
    case 'open-incident':
      return fact.reports.map((name) => [name, 'report']);
    case 'link-report':
      return [
        [fact.incident, 'incident'],
        [fact.report, 'report'],
      ];
    case 'complete-task':
      return [
        [fact.incident, 'incident'],
        [fact.task, 'task'],
      ];
    case 'answer-offers':
    case 'move-staff':
    case 'move-supplies':
      return [[fact.request, 'request']];
    default:
      return [[fact.incident, 'incident']];
  }
}

function ifNamed(name: string | undefined, kind: Kind): [string, Kind][] {
  return name === undefined ? [] : [[name, kind]];
}
