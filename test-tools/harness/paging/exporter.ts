import * as http from 'http';
import { AddressInfo } from 'net';

/** What Prometheus scrapes, as it is each time. */
export class Exporter {
  public static async listen(metrics: () => string): Promise<Exporter> {
    const exporter = new Exporter(metrics);
    await new Promise<void>((resolve) => exporter.server.listen(0, '127.0.0.1', resolve));
    return exporter;
  }

  private readonly server = http.createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(this.metrics());
  });

  private constructor(private readonly metrics: () => string) {}

  /** Host and port. */
  public get target(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
