import { Finding } from '../../model/check';
import { PodContainer, PodTemplate } from '../../model/manifest-pods';
import { mapOf, PlainMap } from '../../model/values/plain-data';

const USER_NAMESPACES_COUNT_SINCE = 35;

/** A security context, and whose it is. */
export interface SecurityContext {
  readonly fields: PlainMap;
  readonly path: string;
  /** The container; none where it is that of the pod. */
  readonly container?: string;
}

export function podSecurityContext({ spec, specPath }: PodTemplate): SecurityContext {
  return { fields: mapOf(spec.securityContext), path: `${specPath}.securityContext` };
}

export function containerSecurityContext({ name, content, path }: PodContainer): SecurityContext {
  return { fields: mapOf(content.securityContext), path: `${path}.securityContext`, container: name };
}

/** That of the pod, then those of its containers, those for debugging included. */
export function securityContextsOf(pod: PodTemplate): SecurityContext[] {
  return [podSecurityContext(pod), ...pod.containers.map(containerSecurityContext)];
}

/** Kubernetes reads a field without a value as one that is not there. */
export function isUnset(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** Whether the API server knows that the pods run on Windows, where most of what Linux has to offer is missing. */
export function declaresWindows({ spec }: PodTemplate): boolean {
  return mapOf(spec.os).name === 'windows';
}

/** Whether users of the pods are others on their node, so that root is nobody there; counts for newer minors only. */
export function hasUserNamespace({ spec }: PodTemplate, minor: number): boolean {
  return minor >= USER_NAMESPACES_COUNT_SINCE && spec.hostUsers === false;
}

/** What to say of a field that the pod may set for its containers, and each of them for itself. */
export interface InheritedFieldJudge {
  /** Judges a context that sets the field; undefined for one that does not. */
  judge(context: SecurityContext): Finding | undefined;

  /** Judges a container that does not set it, in a pod that does not either. */
  missing(context: SecurityContext): Finding;
}

/** One finding for each place that sets the field, and one for each container that is left without it. */
export function inheritedFindings(pod: PodTemplate, { judge, missing }: InheritedFieldJudge): Finding[] {
  const ofPod = judge(podSecurityContext(pod));
  const ofContainers = pod.containers.map(containerSecurityContext).flatMap((context) => {
    const own = judge(context);
    if (own !== undefined) return [own];
    // What the pod sets is said of the pod, once for all containers that take it over.
    return ofPod === undefined ? [missing(context)] : [];
  });
  return ofPod === undefined ? ofContainers : [ofPod, ...ofContainers];
}
