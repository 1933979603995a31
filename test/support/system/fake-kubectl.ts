import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

/**
 * A `kubectl` of which `kubectl proxy` is an API server of Pods, Namespaces and Secrets.
 *
 * @param answer the body of a function that is given the method, the path and what was sent, and returns a status, a
 * body and the texts of warnings, as far as they differ from those of a server that takes everything
 */
export function kubectlThat(answer: string): string {
  return `#!${process.execPath}
const RESOURCES = { resources: ['Pod', 'Namespace', 'Secret'].map((kind) => (
  { name: kind.toLowerCase() + 's', kind, namespaced: kind !== 'Namespace' })) };
const answer = (method, url, sent) => { ${answer} };
const server = require('http').createServer((request, response) => {
  let sent = '';
  request.on('data', (chunk) => { sent += chunk; });
  request.on('end', () => {
    const { method, url } = request;
    const { status = 200, body = {}, warnings = [] } = answer(method, url, sent) ?? {};
    response.statusCode = status;
    response.setHeader('Warning', warnings.map((text) => '299 - ' + JSON.stringify(text)));
    response.end(JSON.stringify(method === 'GET' && status === 200 ? RESOURCES : body));
  });
});
server.listen(0, '127.0.0.1', () => console.log('Starting to serve on 127.0.0.1:' + server.address().port));
`;
}

/** Does something while `kubectl` is that program; it is given a folder of its own. */
export async function withKubectl<T>(program: string, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'preflight-'));
  const { PATH } = process.env;
  try {
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.writeFileSync(path.join(folder, 'bin/kubectl'), program, { mode: 0o755 });
    process.env.PATH = `${path.join(folder, 'bin')}:${PATH}`;
    return await act(folder);
  } finally {
    process.env.PATH = PATH;
    fs.rmSync(folder, { recursive: true });
  }
}
