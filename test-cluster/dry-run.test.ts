import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { buildBinaries } from './harness/build';
import { Cluster } from './harness/cluster';
import { removeNamespaces } from './harness/namespaces';
import { newestControlPlane } from './harness/versions';
import { synthesizeExample } from '../test/support/examples';

const ROOT = path.resolve(__dirname, '..');
const release = newestControlPlane();

describe('preflight dry-run', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preflight-dry-run-'));
  const manifests = path.join(folder, 'manifests');
  const programs = path.join(folder, 'bin');
  let cluster: Cluster;

  beforeAll(async () => {
    cluster = await Cluster.start(release);
    fs.mkdirSync(programs);
    fs.symlinkSync(buildBinaries(release).controlPlane!, path.join(programs, 'kubectl'));
  }, 1_800_000);

  beforeEach(() => {
    fs.rmSync(manifests, { recursive: true, force: true });
    fs.mkdirSync(manifests);
    const files = synthesizeExample('hello-service', Number(release.minor.split('.')[1]));
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(manifests, name), text);
  });

  afterEach(async () => {
    await removeNamespaces(cluster, ['hello']);
  });

  afterAll(async () => {
    await cluster?.stop();
    fs.rmSync(folder, { recursive: true });
  });

  it('cannot judge objects of a namespace that is not there', () => {
    const { status, stdout } = run([manifests]);
    expect(stdout).toContain('the cluster has no namespace hello; create it, or pass --create-namespaces');
    expect(status).toBe(2);
  });

  it('admits the example, and keeps nothing of it', async () => {
    const { status, stdout } = run([manifests, '--create-namespaces']);
    expect(stdout).toContain('  admitted  Deployment hello/podinfo');
    expect(stdout).toMatch(/(\d+) objects: \1 admitted, 0 warned, 0 refused, 0 unjudged/);
    expect(status).toBe(0);
    const kept = await cluster.send({ method: 'GET', path: '/apis/apps/v1/namespaces/hello/deployments' });
    expect(JSON.parse(kept.text).items).toEqual([]);
  });

  it('names what is refused, and why', () => {
    edit((text) => text.replace('readinessProbe:', 'readinesProbe:'));
    const { status, stdout } = run([manifests, '--create-namespaces']);
    expect(stdout).toMatch(/refused {3}Deployment hello\/podinfo\n.*unknown field.*readinesProbe/);
    expect(status).toBe(1);
  });

  it('counts a warning as a failure', () => {
    edit((text) => text.replace('allowPrivilegeEscalation: false', 'allowPrivilegeEscalation: true'));
    const { status, stdout } = run([manifests, '--create-namespaces']);
    expect(stdout).toMatch(/warned {4}Deployment hello\/podinfo\n.*would violate PodSecurity/);
    expect(status).toBe(1);
  });

  it.each([
    ['a folder that is not there', () => [path.join(folder, 'nowhere')], /nowhere: there is no such file or folder/],
    ['a folder without manifests', () => [programs], /no manifest in/],
    ['a file that is no YAML', () => [write('broken.yaml', 'a: [')], /broken\.yaml:\d+: it is no YAML/],
    ['an object without a kind', () => [write('half.yaml', 'metadata: {name: x}')], /half\.yaml:\d+: .*(kind|apiVersion)/],
    ['no path', () => [], /^preflight: name files or folders; see preflight --help\n$/m],
    ['a cluster that is not there', () => [manifests, `--kubeconfig=${nowhere()}`], /the cluster cannot be reached: /],
    ['a kubeconfig that is not there', () => [manifests, '--kubeconfig=/nowhere'], /kubectl cannot reach the cluster/],
  ])('says in one line what is wrong with %s', (_name, args, message) => {
    const { status, stderr } = run(args());
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(2);
  });

  function run(args: string[]) {
    const kubeconfig = args.some((arg) => arg.startsWith('--kubeconfig')) ? [] : [`--kubeconfig=${cluster.kubeconfig}`];
    const command = [require.resolve('tsx/cli'), path.join(ROOT, 'src/cli/main.ts'), 'dry-run', ...args, ...kubeconfig];
    const env = { ...process.env, PATH: `${programs}:${process.env.PATH}`, KUBECONFIG: '' };
    return spawnSync(process.execPath, command, { env, encoding: 'utf8' });
  }

  /** A kubeconfig of a server that nobody runs. */
  function nowhere(): string {
    const server = 'https://127.0.0.1:1';
    return write('nowhere.kubeconfig', JSON.stringify({
      'apiVersion': 'v1',
      'kind': 'Config',
      'current-context': 'test',
      'clusters': [{ name: 'test', cluster: { server } }],
      'users': [{ name: 'test', user: { token: 'none' } }],
      'contexts': [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    }));
  }

  function edit(change: (text: string) => string): void {
    for (const name of fs.readdirSync(manifests)) {
      const file = path.join(manifests, name);
      fs.writeFileSync(file, change(fs.readFileSync(file, 'utf8')));
    }
  }

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }
});
