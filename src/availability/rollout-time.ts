const DEFAULT_SECONDS = 600;
const SPARE_SECONDS = 300;

/** Within how many seconds a pod is there that may take so long to start, nodes and images included. */
export function progressSeconds(startSeconds: number): number {
  return Math.max(DEFAULT_SECONDS, startSeconds + SPARE_SECONDS);
}
