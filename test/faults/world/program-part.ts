import { get } from 'node:http';
import { join } from 'node:path';
import { projectRoot } from '../../../apps/cli/src/project-root';
import { until } from '../wait';
import { Part } from './part';

const TOLD_WITHIN_MS = 30_000;

export const programFile = (name: 'api' | 'worker' | 'cli'): string => join(projectRoot(), 'dist', 'apps', name, 'src', 'main.js');

export interface ProgramOptions {
  readonly name: string;
  readonly program: 'api' | 'worker';
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly onStarted: (pid: number) => void;
}

/** What a process answers at /health/ready. */
export interface ReadinessAnswer {
  readonly httpStatus: number;
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly parts: Readonly<Record<string, string>>;
}

/** The compiled api or worker in a process of its own, with its health at a fixed port. */
export class ProgramPart extends Part {
  readonly origin: string;

  constructor({ name, program, port, environment, logFile, onStarted }: ProgramOptions) {
    const origin = `http://127.0.0.1:${String(port)}`;
    super({
      name,
      program: process.execPath,
      words: ['--enable-source-maps', programFile(program)],
      environment,
      logFile,
      onStarted,
      isReady: async () => (await readinessAt(origin))?.status === 'ready',
    });
    this.origin = origin;
  }

  /** undefined when nobody answers. */
  readiness(): Promise<ReadinessAnswer | undefined> {
    return readinessAt(this.origin);
  }

  /** Sum of all samples of a metric whose labels contain `label`; undefined when nobody answers. */
  async metric(name: string, label = ''): Promise<number | undefined> {
    const text = await fetched(`${this.origin}/metrics`);
    if (text === undefined) return undefined;
    const samples = text.body
      .split('\n')
      .filter((line) => line.startsWith(name) && /^[ {]/.test(line.slice(name.length)) && line.includes(label));
    return samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
  }

  /** The same of a process that must answer, be it late. */
  told(name: string, label = ''): Promise<number> {
    return until(`${this.name} tells ${name}`, TOLD_WITHIN_MS, () => this.metric(name, label));
  }
}

async function readinessAt(origin: string): Promise<ReadinessAnswer | undefined> {
  const answer = await fetched(`${origin}/health/ready`);
  if (answer === undefined) return undefined;
  try {
    return { ...(JSON.parse(answer.body) as Omit<ReadinessAnswer, 'httpStatus'>), httpStatus: answer.status };
  } catch {
    return undefined;
  }
}

function fetched(url: string): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 3_000, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', () => resolve(undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
