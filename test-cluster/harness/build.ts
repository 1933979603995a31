import * as path from 'path';
import { KubernetesRelease } from './versions';
import { buildProgram } from '../../test/support/system/go-program';

const SOURCES = path.resolve(__dirname, '../binaries');
const VERSION_PACKAGES = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'];

/** A program and what it must be told first. */
export interface ServerProgram {
  readonly program: string;
  readonly args: readonly string[];
}

/** The programs of a control plane, or of an API server alone. */
export interface Binaries {
  readonly etcd: string;
  readonly apiServer: ServerProgram;
  /** kube-controller-manager, kube-scheduler and kubectl, by its first argument; none beside an API server alone. */
  readonly controlPlane?: string;
  /** How long it took to get them; next to nothing where they were there. */
  readonly buildSeconds: number;
}

/** The programs of a release, built where the cache does not have them; needs Go. */
export function buildBinaries(release: KubernetesRelease): Binaries {
  const start = performance.now();
  const etcd = buildProgram({ name: 'etcd', ...sourcesOf('etcd', 'go.mod') });
  const program = buildKubernetes(release.isApiServerAlone ? 'api-server' : 'control-plane', release);
  const buildSeconds = (performance.now() - start) / 1000;
  if (release.isApiServerAlone) return { etcd, apiServer: { program, args: [] }, buildSeconds };
  return { etcd, apiServer: { program, args: ['kube-apiserver'] }, controlPlane: program, buildSeconds };
}

function buildKubernetes(folder: string, release: KubernetesRelease): string {
  return buildProgram({
    name: `${folder}-${release.minor}`,
    ...sourcesOf(folder, `v${release.minor}.mod`),
    ldflags: ['-s', '-w', ...VERSION_PACKAGES.flatMap((name) => versionFlags(name, release))].join(' '),
  });
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

function sourcesOf(folder: string, modFile: string) {
  return { folder: path.join(SOURCES, folder), modFile, files: ['main.go', modFile, '../parent/parent.go'] };
}
