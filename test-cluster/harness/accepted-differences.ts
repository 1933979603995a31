/** A value that the server keeps otherwise than we write it, and why we write it all the same. */
export interface AcceptedDifference {
  readonly kind: string;
  readonly path: RegExp;
  readonly reason: string;
}

const PROBED = ['DaemonSet', 'Deployment', 'StatefulSet'].flatMap((kind) => (
  ['startupProbe', 'readinessProbe', 'livenessProbe'].map((probe) => ({ kind, probe }))
));

/** An entry that no object needs any more fails the conformance test. */
export const ACCEPTED_DIFFERENCES: readonly AcceptedDifference[] = [
  {
    kind: 'NetworkPolicy',
    path: /^spec\.ingress$/,
    reason: 'an empty list denies everything, as none does; written, so that a reader sees that nothing is let in',
  },
  ...PROBED.map(({ kind, probe }) => ({
    kind,
    // A sidecar is an init container where it is a native one.
    path: new RegExp(`^spec\\.template\\.spec\\.(c|initC)ontainers\\[\\d+\\]\\.${probe}\\.initialDelaySeconds$`),
    reason: 'zero is what the server assumes; written, because scanners ask for each timing to be said',
  })),
];
