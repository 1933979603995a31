import * as http from 'http';
import { AddressInfo } from 'net';

/** What somebody was sent. */
export interface Message {
  readonly path: string;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any
}

/** What PagerDuty, Slack and a dead man's switch answer by their protocols; each remembers what it was told. */
export class Told {
  public static async listen(): Promise<Told> {
    const told = new Told();
    await new Promise<void>((resolve) => told.server.listen(0, '127.0.0.1', resolve));
    return told;
  }

  public readonly pages: Message[] = [];
  public readonly chat: Message[] = [];
  public readonly signsOfLife: Message[] = [];

  private readonly server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => this.answer({ path: request.url!, body: JSON.parse(`${Buffer.concat(parts)}`) }, response));
  });

  /** Where it listens, without a slash at the end. */
  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Forgets what it was told. */
  public forget(): void {
    for (const list of [this.pages, this.chat, this.signsOfLife]) list.length = 0;
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(message: Message, response: http.ServerResponse): void {
    if (message.path === '/v2/enqueue') {
      this.pages.push(message);
      const { dedup_key: key } = message.body;
      // https://developer.pagerduty.com/docs/send-alert-event: the same for any event that it takes.
      response.writeHead(202, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: 'success', message: 'Event processed', dedup_key: key }));
    } else if (message.path.startsWith('/services/')) {
      this.chat.push(message);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('ok');
    } else {
      this.signsOfLife.push(message);
      response.writeHead(200);
      response.end('OK');
    }
  }
}
