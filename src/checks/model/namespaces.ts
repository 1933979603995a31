import type { Manifest } from './manifest';

/** Namespaces of the cluster itself, into which others put single objects. */
const OF_THE_CLUSTER = /^kube-(system|public|node-lease)$/;

/**
 * What namespaces mean in a set of objects.
 *
 * `kubectl -n`, Kustomize and Helm give a namespace to what has none, so that nobody knows where that will stand:
 * - Where a set names one namespace alone, what has none is taken to stand there.
 * - Where it names several, what has none stands in `default`, which is where it lands when nobody says otherwise.
 * - Where no object has one, every namespace that they refer to is the one that they will be given.
 *
 * Namespaces of the cluster itself are always what they are called.
 */
export class Namespaces {
  private readonly home: string;
  private readonly isUnsaid: boolean;

  constructor(manifests: readonly Manifest[]) {
    const written = new Set(manifests.map(({ kind, name, namespace }) => (kind === 'Namespace' ? name : namespace))
      .filter((namespace) => namespace !== '' && !OF_THE_CLUSTER.test(namespace)));
    const [only] = written;
    this.home = written.size === 1 ? only : 'default';
    this.isUnsaid = written.size === 0;
  }

  /** The namespace that a written one means, the same text for the same one. */
  public meaningOf(written: string): string {
    return written === '' || this.isUnsaid && !OF_THE_CLUSTER.test(written) ? this.home : written;
  }
}
