import { PodContainer } from '../../model/manifest-pods';
import { isMap, listOf, mapOf } from '../../model/values/plain-data';

/** How long a pod may take to stop where it does not say, in seconds. */
export const DEFAULT_GRACE = 30;
/** What a process has at least to finish what it began, in seconds. */
export const LEAST_TO_STOP = 5;

const HANDLERS = ['sleep', 'exec', 'httpGet'];
const SHELL_SLEEP = /(?:^|[\s;&|({])(?:\/[\w./-]*\/)?sleep\s+(\d+(?:\.\d+)?)([smh]?)(?![\w.])/g;
const SECONDS: Record<string, number> = { '': 1, 's': 1, 'm': 60, 'h': 3600 };

/** Whether something happens before the process of a container is told to stop. */
export function hasPreStop(container: PodContainer): boolean {
  const preStop = preStopOf(container);
  return HANDLERS.some((handler) => isMap(preStop[handler]));
}

/** How long the hook sleeps before the process is told to stop; undefined where it does not, or nobody can see. */
export function preStopSeconds(container: PodContainer): number | undefined {
  const seconds = sleepSeconds(container);
  if (seconds > 0) return seconds;
  const words = listOf(mapOf(preStopOf(container).exec).command).filter((word) => typeof word === 'string');
  const found = [...words.join(' ').matchAll(SHELL_SLEEP)].map(([, number, unit]) => Number(number) * SECONDS[unit]);
  return found.length === 0 ? undefined : found.reduce((sum, one) => sum + one, 0);
}

/** How long the hook that Kubernetes has for it sleeps; nothing where there is none. */
export function sleepSeconds(container: PodContainer): number {
  const { seconds } = mapOf(preStopOf(container).sleep);
  return typeof seconds === 'number' ? seconds : 0;
}

function preStopOf({ content }: PodContainer): Record<string, unknown> {
  return mapOf(mapOf(content.lifecycle).preStop);
}
