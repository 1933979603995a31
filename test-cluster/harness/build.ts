import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { KubernetesRelease } from './versions';

const SOURCES = path.resolve(__dirname, '../binaries');
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/** The programs of a control plane. */
export interface Binaries {
  readonly etcd: string;
  /** kube-apiserver, kube-controller-manager, kube-scheduler and kubectl, by its first argument. */
  readonly controlPlane: string;
  /** How long it took to get them; next to nothing where they were there. */
  readonly buildSeconds: number;
}

interface Program {
  readonly name: string;
  readonly folder: string;
  readonly modFile: string;
  readonly ldflags: string;
}

/** The programs of a release, built where the cache does not have them; needs Go. */
export function buildBinaries(release: KubernetesRelease): Binaries {
  const start = performance.now();
  const etcd = build({ name: 'etcd', folder: 'etcd', modFile: 'go.mod', ldflags: '-s -w' });
  const controlPlane = build({
    name: `control-plane-${release.minor}`,
    folder: 'control-plane',
    modFile: `v${release.minor}.mod`,
    ldflags: ['-s', '-w', ...VERSION_PACKAGES.flatMap((name) => versionFlags(name, release))].join(' '),
  });
  return { etcd, controlPlane, buildSeconds: (performance.now() - start) / 1000 };
}

/** Without them the server calls itself v0.0.0, and clients compare versions. */
function versionFlags(name: string, { minor, version }: KubernetesRelease): string[] {
  const [major, number] = minor.split('.');
  const values = {
    gitVersion: version,
    gitMajor: major,
    gitMinor: number,
    gitTreeState: 'clean',
    buildDate: '1970-01-01T00:00:00Z',
  };
  return Object.entries(values).map(([key, value]) => `-X ${name}.${key}=${value}`);
}

function build(program: Program): string {
  const target = path.join(cacheFolder(), `${program.name}-${fingerprint(program)}`);
  if (fs.existsSync(target)) return target;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  // Renamed when it is whole: a build that is killed leaves nothing that looks finished, and needs no lock.
  const unfinished = `${target}.${process.pid}`;
  const args = ['build', '-trimpath', '-buildvcs=false', `-modfile=${program.modFile}`, '-ldflags', program.ldflags];
  execFileSync('go', [...args, '-o', unfinished, '.'], {
    cwd: path.join(SOURCES, program.folder),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  fs.renameSync(unfinished, target);
  return target;
}

/** Changes with whatever the binary is made of. */
function fingerprint({ folder, modFile, ldflags }: Program): string {
  const hash = createHash('sha256').update(ldflags).update(process.arch).update(process.platform);
  const files = [path.join(folder, 'main.go'), path.join(folder, modFile), 'parent/parent.go'];
  for (const file of files) hash.update(fs.readFileSync(path.join(SOURCES, file)));
  return hash.digest('hex').slice(0, 16);
}

function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'cdk8s-preflight');
}
