import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { Settings } from '../../config/concerns';
import { PersonalDataFault } from './fault';
import { keyFileSchema } from '../../config/personal-data-key-file';

/** A vault that takes longer than this does not answer. */
const COMMAND_WITHIN_MS = 15_000;
const ANSWER_AT_MOST_BYTES = 256 * 1024;

/** Keys in clear, as a ring needs them. */
export interface KeyMaterial {
  readonly current: string;
  /** By name, 32 bytes each. */
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly indexKey: Buffer;
}

/** Reads the keys that the settings name. Throws {@link PersonalDataFault}; its text holds no key. */
export function keyMaterial(settings: Settings['personalData']): KeyMaterial {
  const { PERSONAL_DATA_KEYS_FILE: file, PERSONAL_DATA_KEYS: pairs, PERSONAL_DATA_INDEX_KEY: index } = settings;
  const { PERSONAL_DATA_KEYS_COMMAND: command } = settings;
  if (command !== undefined) return fromCommand(command);
  if (file !== undefined) return fromFile(file);
  if (pairs !== undefined && index !== undefined) return fromPairs(pairs, index);
  throw new PersonalDataFault(
    'personal-data.no-keys',
    'There is no key for personal data.',
    'Set PERSONAL_DATA_KEYS_FILE to a file made by `bongsu keys new`, PERSONAL_DATA_KEYS_COMMAND, or PERSONAL_DATA_KEYS and PERSONAL_DATA_INDEX_KEY.',
  );
}

/** What tells one version of the file from the next; undefined when the keys are of the environment or of a command. */
export function versionOf({
  PERSONAL_DATA_KEYS_FILE: file,
  PERSONAL_DATA_KEYS_COMMAND: command,
}: Settings['personalData']): string | undefined {
  if (file === undefined || command !== undefined) return undefined;
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 'gone' : [found.ino, found.size, found.mtimeMs].join(' ');
}

function fromFile(file: string): KeyMaterial {
  try {
    return fromText(readFileSync(file, 'utf8'));
  } catch {
    // Whatever is wrong with it, its content must not get into a message.
    throw new PersonalDataFault(
      'personal-data.keys-unreadable',
      'The file at PERSONAL_DATA_KEYS_FILE cannot be read as keys.',
      'Restore it from where keys are kept safe, and let its owner, who runs Bongsu, read it.',
    );
  }
}

/** What the program prints, and nothing of it on disk: keys that a vault or KMS holds. What it says on its error output is not ours to repeat. */
function fromCommand(command: string): KeyMaterial {
  try {
    const answer = { encoding: 'utf8', timeout: COMMAND_WITHIN_MS, maxBuffer: ANSWER_AT_MOST_BYTES } as const;
    return fromText(execFileSync(command, [], { ...answer, stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    throw new PersonalDataFault(
      'personal-data.keys-command-failed',
      'The program at PERSONAL_DATA_KEYS_COMMAND gave no keys.',
      'Run it as the account that runs Bongsu: within 15 seconds it must print JSON as `bongsu keys new` writes it, and end with 0.',
    );
  }
}

/** Throws when it is no text of keys; the caller says where it came from, and nothing of what it holds. */
function fromText(text: string): KeyMaterial {
  const { current, keys, indexKey } = keyFileSchema.parse(JSON.parse(text));
  return { current, keys: bytesOf(Object.entries(keys)), indexKey: Buffer.from(indexKey, 'base64') };
}

function fromPairs(pairs: string, index: string): KeyMaterial {
  const all = pairs.split(',').map((pair) => pair.trim().split(':') as [string, string]);
  return { current: all[0]?.[0] ?? '', keys: bytesOf(all), indexKey: Buffer.from(index, 'base64') };
}

const bytesOf = (pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, Buffer> =>
  new Map(pairs.map(([id, text]) => [id, Buffer.from(text, 'base64')]));
