import { ChildProcess, spawn } from 'child_process';
import { Connection } from './api-server';

const STARTED = /Starting to serve on (127\.0\.0\.1:\d+)/;

/** Which cluster is asked. */
export interface ClusterChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** A running `kubectl proxy`: how to log in to a cluster is kubectl's business, plugins included. */
export interface Proxy {
  readonly connection: Connection;
  stop(): void;
}

/** Starts a proxy on a free port of this machine; fails with what kubectl says where it cannot. */
export function startProxy({ kubeconfig, context }: ClusterChoice): Promise<Proxy> {
  const args = ['proxy', '--port=0', '--address=127.0.0.1'];
  if (kubeconfig !== undefined) args.push(`--kubeconfig=${kubeconfig}`);
  if (context !== undefined) args.push(`--context=${context}`);
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = STARTED.exec(output)?.[1];
      if (address !== undefined) resolve({ connection: { url: `http://${address}` }, stop: () => stop(child) });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', () => reject(new Error('kubectl is not installed, or not on the PATH')));
    // What it says may arrive after it has ended.
    child.on('close', () => {
      reject(new Error(`kubectl cannot reach the cluster: ${output.trim().split('\n').join('; ')}`));
    });
  });
}

function stop(child: ChildProcess): void {
  child.removeAllListeners('close');
  child.kill();
}
