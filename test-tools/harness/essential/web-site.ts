import * as fs from 'fs';
import * as https from 'https';
import { AddressInfo } from 'net';
import { Certificate } from '../backups/certificates';

const STATUS: Readonly<Record<string, number>> = { '/broken': 500, '/moved': 302 };

/** A web site on this machine: its pages are well, but for /broken, where /moved leads to. */
export class WebSite {
  private readonly server: https.Server;

  constructor({ certificate, key }: Certificate) {
    const files = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
    this.server = https.createServer(files, ({ url = '' }, answer) => {
      answer.writeHead(STATUS[url] ?? 200, { location: '/broken' }).end();
    });
  }

  /** Such as localhost:4433. */
  public get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  public async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  public stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
