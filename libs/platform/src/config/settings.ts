import { parseConcerns } from './concern';
import { concerns, type Settings } from './concerns';

/** Injection token of the parsed settings. */
export const SETTINGS = Symbol('settings');

/** Reads the process environment, once, at boot. Throws SettingsProblem listing everything that is wrong. */
export function settingsFromEnvironment(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  return parseConcerns(concerns, environment);
}

/** The environment itself, for the few launchers that pass it on to child processes. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
