import { once } from 'events';
import * as fs from 'fs';
import * as http from 'http';
import * as https from 'https';
import { AddressInfo } from 'net';
import { pipeline } from 'stream/promises';
import { Certificate } from './certificates';
import { answerWithFault, StoreFaults, throttle } from './object-faults';

/** A request that came to a store, and how it was answered. */
export interface StoreRequest {
  readonly method: string;
  /** As it came, with its query. */
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly status: number;
}

/**
 * Stands before a store: gives it TLS and faults, and hands on requests unchanged, so that their signatures hold.
 * It is part of this process: a client that is waited for with `spawnSync` gets no answer.
 */
export class ObjectFront {
  public faults: StoreFaults = {};
  public readonly requests: StoreRequest[] = [];
  private readonly server: https.Server;

  constructor(
    private readonly port: number,
    certificate: Certificate,
    private readonly fileOf: (url: string) => string,
  ) {
    const files = { cert: fs.readFileSync(certificate.certificate), key: fs.readFileSync(certificate.key) };
    this.server = https.createServer(files, (request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
  }

  /** Listens on a free port, and answers which. */
  public async start(): Promise<number> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends it with all its connections. */
  public async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    response.on('finish', () => this.requests.push({
      method: request.method!, url: request.url!, headers: request.headers, status: response.statusCode,
    }));
    const { faults } = this;
    if (answerWithFault(faults, request, response)) return;
    const answer = await this.handOn(request, faults);
    if (isStored(request, answer)) await faults.afterPut?.(this.fileOf(request.url!));
    response.writeHead(answer.statusCode!, answer.rawHeaders);
    await pipeline(answer, throttle(faults), response);
  }

  private async handOn(request: http.IncomingMessage, faults: StoreFaults): Promise<http.IncomingMessage> {
    const { method, url: path, rawHeaders } = request;
    const inner = http.request({ host: '127.0.0.1', port: this.port, method, path, headers: rawHeaders as never });
    const answered = once(inner, 'response') as Promise<http.IncomingMessage[]>;
    const sent = pipeline(request, throttle(faults), inner);
    // A store may refuse a body that it has not read.
    sent.catch(() => undefined);
    const [answer] = await answered;
    return answer;
  }
}

/** Whether an object is whole now; a part of one is not. */
function isStored({ method, url }: http.IncomingMessage, { statusCode }: http.IncomingMessage): boolean {
  const { pathname, searchParams } = new URL(url!, 'http://localhost');
  const isObject = pathname.split('/').length > 2;
  const completes = method === 'POST' && searchParams.has('uploadId');
  const puts = method === 'PUT' && [...searchParams.keys()].every((name) => name === 'x-id');
  return statusCode === 200 && isObject && (completes || puts);
}
