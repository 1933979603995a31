/** A Kubernetes minor with the patch release that its control plane is built from. */
export interface KubernetesRelease {
  readonly minor: string;
  /** As the Go module `k8s.io/kubernetes` is tagged; also stands in `binaries/<program>/v<minor>.mod`. */
  readonly version: string;
  /** Whether its API server alone is built: in it no controller makes anything, and no pod is placed. */
  readonly isApiServerAlone?: boolean;
}

/** Whole control planes of the oldest supported minor, the default and the newest; of the others what is valid. */
export const RELEASES: readonly KubernetesRelease[] = [
  { minor: '1.28', version: 'v1.28.15' },
  { minor: '1.29', version: 'v1.29.15', isApiServerAlone: true },
  { minor: '1.30', version: 'v1.30.14' },
  { minor: '1.31', version: 'v1.31.14', isApiServerAlone: true },
  { minor: '1.32', version: 'v1.32.13', isApiServerAlone: true },
  { minor: '1.33', version: 'v1.33.13', isApiServerAlone: true },
  { minor: '1.34', version: 'v1.34.10', isApiServerAlone: true },
  { minor: '1.35', version: 'v1.35.8', isApiServerAlone: true },
  { minor: '1.36', version: 'v1.36.4', isApiServerAlone: true },
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

/** The newest release of a run that has a whole control plane. */
export function newestControlPlane(): KubernetesRelease {
  const whole = chosenReleases().filter(({ isApiServerAlone }) => !isApiServerAlone);
  return whole[whole.length - 1] ?? RELEASES[RELEASES.length - 1];
}

/** The releases that a run is for, oldest first: all, or those that `KUBERNETES_MINORS` names, such as `1.37,1.28`. */
export function chosenReleases(): readonly KubernetesRelease[] {
  const minors = process.env.KUBERNETES_MINORS;
  if (minors === undefined) return RELEASES;
  const chosen = minors.split(',').map((minor) => releaseOf(minor.trim()));
  return RELEASES.filter((release) => chosen.includes(release));
}
