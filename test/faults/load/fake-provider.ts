import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../random';

/** How a provider answers: how many of a hundred times it fails, is silent, or says that it is too much. */
export interface Manners {
  readonly failing: number;
  readonly silent: number;
  readonly tooMany: number;
}

/** Somebody outside who is asked or told over HTTP and behaves badly, with everything that it heard. */
export class FakeProvider {
  private constructor(
    private readonly server: Server,
    readonly heard: { readonly path: string; readonly body: string; readonly answered: number }[],
  ) {}

  static async open(random: Random, manners: Manners, answer: (path: string) => string): Promise<FakeProvider> {
    const heard: { path: string; body: string; answered: number }[] = [];
    const server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const path = request.url ?? '';
        const status = statusOf(random.next() * 100, manners);
        heard.push({ path, body, answered: status });
        reply(response, status, () => answer(path));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FakeProvider(server, heard);
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** 0: it took it and never answers. */
function statusOf(dice: number, { failing, silent, tooMany }: Manners): number {
  if (dice < failing) return 500;
  if (dice < failing + silent) return 0;
  return dice < failing + silent + tooMany ? 429 : 200;
}

function reply(response: ServerResponse, status: number, answer: () => string): void {
  if (status === 0) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 200 ? answer() : '');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
