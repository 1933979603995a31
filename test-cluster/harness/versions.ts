/** A Kubernetes minor with the patch release that its control plane is built from. */
export interface KubernetesRelease {
  readonly minor: string;
  /** As the Go module `k8s.io/kubernetes` is tagged; also stands in `binaries/control-plane/v<minor>.mod`. */
  readonly version: string;
}

/** The oldest supported minor, the default one and the newest. */
export const RELEASES: readonly KubernetesRelease[] = [
  { minor: '1.28', version: 'v1.28.15' },
  { minor: '1.30', version: 'v1.30.14' },
  { minor: '1.37', version: 'v1.37.0' },
];

/** The release of a minor; fails where none is built. */
export function releaseOf(minor: string): KubernetesRelease {
  const release = RELEASES.find((candidate) => candidate.minor === minor);
  if (release === undefined) {
    const known = RELEASES.map((candidate) => candidate.minor).join(', ');
    throw new Error(`there is no control plane for ${minor}, choose from ${known}`);
  }
  return release;
}

/** The releases that a run is for: all, or those whose minors `KUBERNETES_MINORS` names, such as `1.28,1.37`. */
export function chosenReleases(): readonly KubernetesRelease[] {
  const minors = process.env.KUBERNETES_MINORS;
  return minors === undefined ? RELEASES : minors.split(',').map((minor) => releaseOf(minor.trim()));
}
