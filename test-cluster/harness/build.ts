import * as path from 'path';
import { KubernetesRelease } from './versions';
import { buildProgram } from '../../test/support/system/go-program';

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

/** The programs of a release, built where the cache does not have them; needs Go. */
export function buildBinaries(release: KubernetesRelease): Binaries {
  const start = performance.now();
  const etcd = buildProgram({ name: 'etcd', ...sourcesOf('etcd', 'go.mod') });
  const controlPlane = buildProgram({
    name: `control-plane-${release.minor}`,
    ...sourcesOf('control-plane', `v${release.minor}.mod`),
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

function sourcesOf(folder: string, modFile: string) {
  return { folder: path.join(SOURCES, folder), modFile, files: ['main.go', modFile, '../parent/parent.go'] };
}
