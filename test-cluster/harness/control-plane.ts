import { generateKeyPairSync, randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { Binaries } from './build';
import { freePorts } from './free-ports';
import { ServerProcess } from './server-process';
import { waitFor } from './wait';
import { createWorkspace } from './workspace';
import { Connection, send } from '../../src/cli/dry-run/api-server';

const START_SECONDS = 90;

/** A running etcd and API server, and a controller manager and scheduler where they are built; all on 127.0.0.1. */
export class ControlPlane {
  /** Starts everything; the API server is ready when it returns. */
  public static async start(binaries: Binaries): Promise<ControlPlane> {
    const controlPlane = new ControlPlane(binaries);
    try {
      await controlPlane.startServers();
      return controlPlane;
    } catch (error) {
      await controlPlane.stop();
      throw error;
    }
  }

  /** How to reach the API server as an administrator. */
  public connection: Connection = { url: '' };
  /** For kubectl and everything that reads such a file. */
  public readonly kubeconfig: string;
  /** How long it took until it was ready. */
  public startSeconds = 0;

  private readonly folder = createWorkspace();
  private readonly token = randomBytes(16).toString('hex');
  private readonly servers: ServerProcess[] = [];

  private constructor(private readonly binaries: Binaries) {
    this.kubeconfig = path.join(this.folder, 'admin.kubeconfig');
  }

  /** Stops everything and removes its data. */
  public async stop(): Promise<void> {
    for (const server of [...this.servers].reverse()) await server.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async startServers(): Promise<void> {
    const start = performance.now();
    const [client, peer, api, manager, scheduler] = await freePorts(5);
    this.writeKeys();
    this.run('etcd', this.binaries.etcd, etcdFlags(client, peer));
    const { apiServer, controlPlane } = this.binaries;
    this.run('kube-apiserver', apiServer.program, [...apiServer.args, ...apiServerFlags(client, api)]);
    await this.untilReady(`https://127.0.0.1:${api}`);
    if (controlPlane === undefined) {
      await this.createServiceAccount();
    } else {
      const run = (name: string, flags: string[]) => this.run(name, controlPlane, [name, ...flags]);
      run('kube-controller-manager', controllerManagerFlags(manager));
      run('kube-scheduler', clientFlags('scheduler', scheduler));
      await this.untilServiceAccountsExist();
    }
    this.startSeconds = (performance.now() - start) / 1000;
  }

  private run(name: string, program: string, args: string[]): void {
    this.servers.push(new ServerProcess({ name, program, args, folder: this.folder }));
  }

  /** The API server makes a certificate for itself; what it must be given are keys and users. */
  private writeKeys(): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.write('sa.key', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
    const users = [
      ['admin', 'admin', 'system:masters'],
      ['controller-manager', 'system:kube-controller-manager', ''],
      ['scheduler', 'system:kube-scheduler', ''],
    ];
    this.write('tokens.csv', users.map(([id, user, group]) => `${this.token}-${id},${user},${id},${group}\n`).join(''));
  }

  private async untilReady(url: string): Promise<void> {
    const certificate = path.join(this.folder, 'certificates/apiserver.crt');
    await waitFor({ what: 'the start of the API server', seconds: START_SECONDS }, async () => {
      this.servers.forEach((server) => server.assertRunning());
      if (!fs.existsSync(certificate)) return undefined;
      this.connection = {
        url,
        token: `${this.token}-admin`,
        certificateAuthority: fs.readFileSync(certificate, 'utf8'),
      };
      const answer = await send(this.connection, { method: 'GET', path: '/readyz' }).catch(() => undefined);
      return answer?.text === 'ok' ? true : undefined;
    });
    for (const user of ['admin', 'controller-manager', 'scheduler']) {
      this.write(`${user}.kubeconfig`, kubeconfig({ url, certificate, token: `${this.token}-${user}` }));
    }
  }

  /** What the controller manager would make, and what pods are refused without. */
  private async createServiceAccount(): Promise<void> {
    const manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } };
    await waitFor({ what: 'the ServiceAccount of the default namespace', seconds: START_SECONDS }, async () => {
      const { status } = await send(this.connection, {
        method: 'POST',
        path: '/api/v1/namespaces/default/serviceaccounts',
        text: JSON.stringify(manifest),
        contentType: 'application/json',
      });
      return status === 201 || status === 409 ? true : undefined;
    });
  }

  /** Pods are refused before the controller manager has made them. */
  private async untilServiceAccountsExist(): Promise<void> {
    await waitFor({ what: 'the start of the controller manager', seconds: START_SECONDS }, async () => {
      this.servers.forEach((server) => server.assertRunning());
      const account = '/api/v1/namespaces/default/serviceaccounts/default';
      return (await send(this.connection, { method: 'GET', path: account })).status === 200 ? true : undefined;
    });
  }

  private write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, file), text, { mode: 0o600 });
  }
}

function etcdFlags(client: number, peer: number): string[] {
  const [clientUrl, peerUrl] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`];
  return [
    '--name=test', '--data-dir=etcd', '--log-level=warn', '--unsafe-no-fsync',
    `--listen-client-urls=${clientUrl}`, `--advertise-client-urls=${clientUrl}`,
    `--listen-peer-urls=${peerUrl}`, `--initial-advertise-peer-urls=${peerUrl}`, `--initial-cluster=test=${peerUrl}`,
  ];
}

function apiServerFlags(etcd: number, port: number): string[] {
  return [
    `--etcd-servers=http://127.0.0.1:${etcd}`, `--secure-port=${port}`,
    '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1', '--cert-dir=certificates',
    // A loopback address is no legal endpoint of the service `kubernetes`.
    '--endpoint-reconciler-type=none', '--service-cluster-ip-range=10.0.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    '--service-account-key-file=sa.key', '--service-account-signing-key-file=sa.key',
    '--authorization-mode=Node,RBAC', '--token-auth-file=tokens.csv', '--allow-privileged=true',
  ];
}

function controllerManagerFlags(port: number): string[] {
  return [
    ...clientFlags('controller-manager', port), '--use-service-account-credentials=true',
    '--service-account-private-key-file=sa.key', '--root-ca-file=certificates/apiserver.crt',
    // By default it asks 20 times a second, and the end of a namespace takes a question for each of 70 kinds.
    '--kube-api-qps=1000', '--kube-api-burst=1000',
  ];
}

function clientFlags(user: string, port: number): string[] {
  const file = `${user}.kubeconfig`;
  return [
    `--kubeconfig=${file}`, `--authentication-kubeconfig=${file}`, `--authorization-kubeconfig=${file}`,
    '--bind-address=127.0.0.1', `--secure-port=${port}`, `--cert-dir=${user}`, '--leader-elect=false',
  ];
}

/** JSON is YAML. */
function kubeconfig({ url, certificate, token }: { url: string; certificate: string; token: string }): string {
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'current-context': 'test',
    'clusters': [{ name: 'test', cluster: { 'server': url, 'certificate-authority': certificate } }],
    'users': [{ name: 'test', user: { token } }],
    'contexts': [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
  });
}
