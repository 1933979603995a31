/** When the kubelet starts a container again that ends at once, in seconds: it waits twice as long each time. */
const FIRST_RESTARTS = [0, 10, 30, 70, 150, 310];
const LONGEST_BACK_OFF = 300;

/**
 * How often the kubelet starts a container again at most within so many seconds.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export function mostRestarts(seconds: number): number {
  const first = FIRST_RESTARTS.filter((moment) => moment <= seconds).length;
  const later = Math.floor((seconds - FIRST_RESTARTS[FIRST_RESTARTS.length - 1]) / LONGEST_BACK_OFF);
  return first + Math.max(0, later);
}
