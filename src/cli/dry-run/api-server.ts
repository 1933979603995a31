import * as http from 'http';
import * as https from 'https';

/** How to reach an API server. */
export interface Connection {
  /** Such as `https://127.0.0.1:6443`, without a slash at the end. */
  readonly url: string;
  readonly token?: string;
  /** The certificate that the server's is checked against, as PEM. */
  readonly certificateAuthority?: string;
}

/** What is sent; the text goes over the wire as it is, for a typed client would drop what it does not know. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly text?: string;
  readonly contentType?: string;
}

/** What comes back. */
export interface ApiResponse {
  readonly status: number;
  readonly text: string;
  /** The texts of the `Warning` headers. */
  readonly warnings: readonly string[];
}

/** Sends one request; fails where there is no answer at all. */
export function send(connection: Connection, request: ApiRequest): Promise<ApiResponse> {
  const { method, path, text, contentType = 'application/yaml' } = request;
  const { url, token, certificateAuthority } = connection;
  const headers: http.OutgoingHttpHeaders = { Accept: 'application/json' };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  if (text !== undefined) headers['Content-Type'] = contentType;
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = client.request(url + path, { method, headers, ca: certificateAuthority }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => resolve({
        status: incoming.statusCode ?? 0,
        text: Buffer.concat(chunks).toString('utf8'),
        warnings: warningsOf(incoming.rawHeaders),
      }));
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

/** `Warning: 299 - "text"`, once for each warning. */
function warningsOf(rawHeaders: readonly string[]): string[] {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1].toLowerCase() === 'warning');
  return values.map((value) => {
    const quoted = /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(value)?.[1];
    return quoted === undefined ? value : quoted.replace(/\\(.)/g, '$1');
  });
}
